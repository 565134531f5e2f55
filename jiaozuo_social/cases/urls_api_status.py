"""The address of the status endpoint, under /api/v1/status/."""

from django.urls import path

from . import api_status

urlpatterns = [path("", api_status.StatusView.as_view(), name="status")]
