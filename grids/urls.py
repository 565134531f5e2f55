"""Addresses under /grids/."""

from django.urls import URLPattern, URLResolver, include, path

from .board.urls import urlpatterns as board
from .burden.urls import urlpatterns as burden
from .consultation.urls import urlpatterns as consultation

app_name = "grids"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("grids.urls_cases")),
    path("", include("grids.urls_places")),
    path("", include("grids.urls_public")),
    path("m/", include("grids.phone.urls")),
    path("orders/", include("grids.exchange.urls")),
    *board,
    *burden,
    *consultation,
]
