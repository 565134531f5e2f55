"""Addresses of the monthly report for programs, under /api/v1/reports/."""

from django.urls import path

from . import api

urlpatterns = [
    path("", api.MonthsView.as_view(), name="reports"),
    path("<str:month>/", api.ReportView.as_view(), name="report"),
]
