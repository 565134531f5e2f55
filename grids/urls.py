"""Addresses under /grids/."""

from django.urls import URLPattern, URLResolver

app_name = "grids"
urlpatterns: list[URLPattern | URLResolver] = []
