"""Addresses of the work on grid cases beside the case's own pages."""

from django.urls import path

from .views import desk, proposals

urlpatterns = [
    path("desk/", desk.desk_page, name="desk"),
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
]
