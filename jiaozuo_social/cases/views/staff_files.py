"""Attachments and documents of a case: through the case's permission, every look recorded."""

import uuid

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.web.storedfiles import SHOWN_IN_BROWSER, inert, opened

from ..document_docx import render_docx
from . import files
from .staff_access import staff_only, staff_only_kept_briefly, visible_case

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@staff_only
@require_safe
def attachment(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    """A file; only harmless types are shown in the browser, without scripts, the rest is saved."""
    case = visible_case(request, pk, looks=False)
    file = get_object_or_404(case.attachments.all(), token=token)
    record(Access.Action.DOWNLOAD, request=request, obj=case, reason="附件", attachment=file.pk)
    saved = file.content_type not in SHOWN_IN_BROWSER
    answer = FileResponse(
        opened(file.file), as_attachment=saved, filename=file.name, content_type=file.content_type
    )
    inert(answer)
    return answer


@staff_only_kept_briefly
@require_safe
def preview(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    """A photo small, as the case page shows it; like that page, without a record."""
    case = visible_case(request, pk, looks=False)
    return files.preview(case, case.attachments.all(), token)


@staff_only
@require_safe
def document(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """The document as a page to print."""
    case = visible_case(request, pk, looks=False)
    found = get_object_or_404(case.documents.select_related("department"), pk=document_pk)
    record(Access.Action.PRINT, request=request, obj=case, reason=found.get_kind_display(), document=found.pk)
    return render(request, "cases/document.html", {"case": case, "document": found})


@staff_only
@require_safe
def document_docx(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """The document as a Word file in the form of GB/T 9704."""
    case = visible_case(request, pk, looks=False)
    found = get_object_or_404(case.documents.select_related("department"), pk=document_pk)
    record(
        Access.Action.DOWNLOAD, request=request, obj=case, reason=found.get_kind_display(), document=found.pk
    )
    answer = HttpResponse(render_docx(found), content_type=DOCX)
    name = f"{found.get_kind_display()}{case.number}.docx"
    answer["Content-Disposition"] = str(content_disposition_header(True, name))
    return answer
