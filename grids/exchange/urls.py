"""Addresses of the exchange with other platforms, under /grids/orders/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.sources, name="order-sources"),
    path("<int:pk>/", views.source_page, name="order-source"),
    path("<int:pk>/results.xlsx", views.sheet, name="order-results"),
    path("<int:pk>/returned/", views.returned, name="order-returned"),
]
