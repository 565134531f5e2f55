"""Pages of citizens who file a petition."""

from django.urls import path

from .views import public_filing

urlpatterns = [
    path("new/", public_filing.guide, name="file"),
    path("new/write/", public_filing.write, name="write"),
    path("new/similar/", public_filing.similar, name="similar"),
]
