"""Addresses of the case work, under /cases/."""

from django.urls import path

from .views import staff_bulk, staff_case, staff_files, staff_inbox, staff_moves, start

app_name = "cases"

urlpatterns = [
    path("start/", start.start_page, name="start"),
    path("", staff_inbox.inbox_page, name="inbox"),
    path("views/", staff_inbox.save_view, name="save-view"),
    path("views/<int:pk>/delete/", staff_inbox.delete_view, name="delete-view"),
    path("bulk/<slug:kind>/<slug:name>/", staff_bulk.bulk_move, name="bulk"),
    path("<int:pk>/", staff_case.case_page, name="case"),
    path("<int:pk>/reveal/", staff_case.reveal, name="reveal"),
    path("<int:pk>/moves/<slug:name>/", staff_moves.move_page, name="move"),
    path("<int:pk>/files/<uuid:token>/", staff_files.attachment, name="attachment"),
    path("<int:pk>/files/<uuid:token>/preview/", staff_files.preview, name="preview"),
    path("<int:pk>/documents/<int:document_pk>/", staff_files.document, name="document"),
    path("<int:pk>/documents/<int:document_pk>.docx", staff_files.document_docx, name="document-docx"),
]
