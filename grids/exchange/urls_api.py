"""Addresses of the exchange for programs, under /api/v1/grids/."""

from django.urls import path

from . import api

urlpatterns = [
    path("work-orders/", api.WorkOrdersView.as_view(), name="grid-work-orders"),
    path("results/", api.ResultsView.as_view(), name="grid-results"),
    path("results/returned/", api.ReturnedView.as_view(), name="grid-results-returned"),
]
