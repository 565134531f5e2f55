"""Addresses of the work on grid cases beside the case's own pages."""

from django.urls import path

from .views import proposals

urlpatterns = [
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
]
