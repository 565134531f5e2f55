"""Pages of a person's own tokens, under /accounts/tokens/."""

from django.urls import path

from . import pages

urlpatterns = [
    path("tokens/", pages.tokens, name="api-tokens"),
    path("tokens/<int:pk>/revoke/", pages.revoke, name="api-token-revoke"),
]
