"""Addresses under /grids/."""

from django.urls import URLPattern, URLResolver

from .burden.urls import urlpatterns as burden

app_name = "grids"
urlpatterns: list[URLPattern | URLResolver] = [*burden]
