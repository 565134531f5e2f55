"""Documents and own files of an opened case."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .. import document_docx
from ..models import Case
from . import files
from .public_access import with_opened_case


@with_opened_case
@require_safe
def attachment(request: HttpRequest, case: Case, token: uuid.UUID) -> HttpResponseBase:
    return files.download(get_object_or_404(files.of_petitioner(case), token=token))


@with_opened_case
@require_safe
def preview(request: HttpRequest, case: Case, token: uuid.UUID) -> HttpResponseBase:
    return files.preview(case, files.of_petitioner(case), token)


@with_opened_case
@require_safe
def document(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """The document as a page to read and print."""
    found = get_object_or_404(case.documents.select_related("department"), pk=pk)
    context = {
        "case": case,
        "document": found,
        "issuer": document_docx.issuer(found),
        "paragraphs": document_docx.paragraphs(found),
    }
    return render(request, "cases/public/document.html", context)


@with_opened_case
@require_safe
def docx(request: HttpRequest, case: Case, pk: int) -> HttpResponseBase:
    return files.download_docx(get_object_or_404(case.documents.select_related("department"), pk=pk))
