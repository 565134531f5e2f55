"""Addresses of the case work for programs, under /api/v1/cases/; a case is named by its number."""

from django.urls import path

from . import api, api_moves

urlpatterns = [
    path("", api.InboxView.as_view(), name="cases"),
    path("tabs/", api.TabsView.as_view(), name="cases-tabs"),
    path("<slug:number>/", api.CaseView.as_view(), name="case"),
    path("<slug:number>/moves/", api_moves.MovesView.as_view(), name="case-moves"),
    path("<slug:number>/moves/<slug:name>/", api_moves.MoveView.as_view(), name="case-move"),
    path("<slug:number>/attachments/<uuid:token>/", api.AttachmentView.as_view(), name="case-attachment"),
    path("<slug:number>/documents/<int:pk>/", api.DocumentView.as_view(), name="case-document"),
]
