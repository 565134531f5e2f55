"""A notice or answer as a Word file in the form of an official document (rules §9)."""

from django.conf import settings

from jiaozuo_social.gongwen import Gongwen
from jiaozuo_social.gongwen.type import BODY_FONT
from jiaozuo_social.web.dates import date_cn

from .models import Document


def render_docx(document: Document) -> bytes:
    """Issuer and title in two lines, its number, the text, the signature below which the seal is put."""
    paper = Gongwen(author=issuer(document), title=document.title)
    paper.title(issuer(document), document.title)
    paper.centred(document.number, font=BODY_FONT)
    paper.blank()
    paper.flush(f"信访事项编号：{document.case.number}")
    for text in paragraphs(document):
        paper.body(text)
    paper.sign_for_seal(issuer(document), date_cn(document.delivered_on or document.issued_at))
    return paper.save()


def issuer(document: Document) -> str:
    return document.department.name if document.department else str(settings.DEPARTMENT_NAME)


def paragraphs(document: Document) -> list[str]:
    """The text line by line; the legal basis is added where the text does not name it."""
    lines = [line.strip() for line in document.body.splitlines() if line.strip()]
    if document.basis and document.basis.strip() not in document.body:
        lines.append(f"依据：{document.basis.strip()}")
    return lines
