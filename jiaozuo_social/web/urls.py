"""Addresses of the portal itself."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("large-print/", views.large_print, name="large-print"),
    path("privacy/", views.privacy_notice, name="privacy-notice"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
