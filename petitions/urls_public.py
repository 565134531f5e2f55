"""Pages of citizens who file a petition."""

from django.urls import path

from .views import public_filing, public_published

urlpatterns = [
    path("new/", public_filing.guide, name="file"),
    path("new/write/", public_filing.write, name="write"),
    path("new/similar/", public_filing.similar, name="similar"),
    path("published/", public_published.published_list, name="published"),
    path("published/<int:pk>/", public_published.published_one, name="published-one"),
]
