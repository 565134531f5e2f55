"""Addresses for programs, under /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("petitions/", api.IntakeView.as_view(), name="petitions"),
]
