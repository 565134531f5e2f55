"""Files as the petitioner gets them: always saved, never opened inside the portal."""

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from .. import document_docx
from ..models import Attachment, Case, Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def of_petitioner(case: Case) -> QuerySet[Attachment]:
    """What the petitioner sent, and what the staff gave."""
    return case.attachments.filter(Q(origin=Attachment.Origin.PETITIONER) | Q(is_public_to_petitioner=True))


def download(attachment: Attachment) -> HttpResponseBase:
    answer = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    return _private(answer)


def download_docx(document: Document) -> HttpResponseBase:
    answer = HttpResponse(document_docx.render_docx(document), content_type=DOCX)
    name = f"{document.get_kind_display()}{document.case.number}.docx"
    answer["Content-Disposition"] = str(content_disposition_header(True, name))
    return _private(answer)


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
