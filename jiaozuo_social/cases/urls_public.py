"""Pages of the holder of a receipt, under /status/: every kind of case has the same ones."""

from django.urls import path

from .views import public_documents, public_moves, public_receipt, public_status

app_name = "status"

urlpatterns = [
    path("", public_status.open_status, name="open"),
    path("leave/", public_status.leave, name="leave"),
    path("mine/", public_status.mine, name="mine"),
    path("receipt/<slug:number>/", public_receipt.receipt, name="receipt"),
    path("<slug:number>/", public_status.case_page, name="case"),
    path("<slug:number>/moves/<slug:name>/", public_moves.move_page, name="move"),
    path("<slug:number>/files/<uuid:token>/", public_documents.attachment, name="file"),
    path("<slug:number>/files/<uuid:token>/preview/", public_documents.preview, name="preview"),
    path("<slug:number>/documents/<int:pk>/", public_documents.document, name="document"),
    path("<slug:number>/documents/<int:pk>.docx", public_documents.docx, name="docx"),
]
