"""Pages of citizens: file, receipt, status and what its holder may do there."""

from django.urls import path

from .views import public_documents, public_filing, public_moves, public_status

urlpatterns = [
    path("new/", public_filing.guide, name="file"),
    path("new/write/", public_filing.write, name="write"),
    path("new/similar/", public_filing.similar, name="similar"),
    path("receipt/<slug:number>/", public_filing.receipt, name="receipt"),
    path("status/", public_status.open_status, name="status"),
    path("status/leave/", public_status.leave, name="leave"),
    path("status/<slug:number>/", public_status.case_page, name="status-case"),
    path("status/<slug:number>/moves/<slug:name>/", public_moves.move_page, name="status-move"),
    path("status/<slug:number>/files/<uuid:token>/", public_documents.attachment, name="status-file"),
    path("status/<slug:number>/documents/<int:pk>/", public_documents.document, name="status-document"),
    path("status/<slug:number>/documents/<int:pk>.docx", public_documents.docx, name="status-docx"),
    path("mine/", public_status.mine, name="mine"),
]
