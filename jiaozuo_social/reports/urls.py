"""Addresses of the monthly report, under /reports/."""

from django.urls import path

from .views import approval, pages, rows

app_name = "reports"

urlpatterns = [
    path("", pages.months, name="list"),
    path("<str:month>/", pages.report, name="report"),
    path("<str:month>/compute/", approval.compute, name="compute"),
    path("<str:month>/freeze/", approval.freeze, name="freeze"),
    path("<str:month>/differences/", approval.differences, name="differences"),
    path("<str:month>/rows/", rows.rows, name="rows"),
    path("<str:month>/file.<str:form>/", pages.file, name="file"),
]
