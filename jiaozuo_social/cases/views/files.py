"""Files as the petitioner gets them: always saved, never opened inside the portal."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from jiaozuo_social.web.storedfiles import inert, opened

from .. import document_docx
from ..models import Attachment, Case, Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def of_petitioner(case: Case) -> QuerySet[Attachment]:
    """What the petitioner sent, and what the staff gave."""
    return case.attachments.filter(Q(origin=Attachment.Origin.PETITIONER) | Q(is_public_to_petitioner=True))


def download(attachment: Attachment) -> HttpResponseBase:
    answer = FileResponse(
        opened(attachment.file),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    return _private(answer)


def preview(case: Case, files: QuerySet[Attachment], token: uuid.UUID) -> FileResponse:
    """A photo small, to whom the photo is shown: no look of its own, so never of a confidential case."""
    if case.is_confidential:
        raise Http404
    found = get_object_or_404(files.exclude(preview=""), token=token)
    answer = FileResponse(opened(found.preview), content_type="image/jpeg")
    inert(answer)
    return answer


def pictures_and_others(case: Case, files: Iterable[Attachment]) -> dict[str, list[Attachment]]:
    """Those with a preview to show, and those to be named only; of a confidential case that is all."""
    rows = list(files)
    pictures = [] if case.is_confidential else [row for row in rows if row.preview]
    return {"pictures": pictures, "attachments": [row for row in rows if row not in pictures]}


def download_docx(document: Document) -> HttpResponseBase:
    answer = HttpResponse(document_docx.render_docx(document), content_type=DOCX)
    name = f"{document.get_kind_display()}{document.case.number}.docx"
    answer["Content-Disposition"] = str(content_disposition_header(True, name))
    return _private(answer)


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    inert(answer)
    answer["Cache-Control"] = "private, no-store"
    return answer
