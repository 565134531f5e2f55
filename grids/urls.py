"""Addresses under /grids/."""

from django.urls import URLPattern, URLResolver, include, path

from .board.urls import urlpatterns as board
from .burden.urls import urlpatterns as burden
from .consultation.urls import urlpatterns as consultation

app_name = "grids"
urlpatterns: list[URLPattern | URLResolver] = [
    path("m/", include("grids.phone.urls")),
    *board,
    *burden,
    *consultation,
]
