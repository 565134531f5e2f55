"""A notice or answer as a Word file in the plain form of GB/T 9704 (rules §9)."""

import io
from typing import Any

from django.conf import settings
from docx import Document as new_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jiaozuo_social.web.dates import date_cn

from .models import Document

BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋_GB2312", "方正小标宋简体", "Times New Roman"
BODY_SIZE, TITLE_SIZE, LINE = Pt(16), Pt(22), Pt(28)


def render_docx(document: Document) -> bytes:
    """A4, margins and type of the standard; fonts are named, not embedded."""
    docx = new_docx()
    _page(docx)
    _paragraph(docx, issuer(document), font=TITLE_FONT, size=TITLE_SIZE, centred=True)
    _paragraph(docx, document.title, font=TITLE_FONT, size=TITLE_SIZE, centred=True)
    _paragraph(docx, document.number, centred=True)
    _paragraph(docx, "")
    _paragraph(docx, f"信访事项编号：{document.case.number}")
    for text in paragraphs(document):
        _paragraph(docx, text, indented=True)
    _paragraph(docx, "")
    _paragraph(docx, issuer(document), right=True)
    _paragraph(docx, date_cn(document.delivered_on or document.issued_at), right=True)
    file = io.BytesIO()
    docx.save(file)
    return file.getvalue()


def issuer(document: Document) -> str:
    return document.department.name if document.department else str(settings.DEPARTMENT_NAME)


def paragraphs(document: Document) -> list[str]:
    """The text line by line; the legal basis is added where the text does not name it."""
    lines = [line.strip() for line in document.body.splitlines() if line.strip()]
    if document.basis and document.basis.strip() not in document.body:
        lines.append(f"依据：{document.basis.strip()}")
    return lines


def _page(docx: Any) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    docx.core_properties.author = str(settings.DEPARTMENT_NAME)
    docx.core_properties.language = "zh-CN"


def _paragraph(
    docx: Any,
    text: str,
    *,
    font: str = BODY_FONT,
    size: Any = BODY_SIZE,
    centred: bool = False,
    right: bool = False,
    indented: bool = False,
) -> None:
    paragraph = docx.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        paragraph.alignment, form.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, BODY_SIZE * 2
    if indented:
        form.first_line_indent = BODY_SIZE * 2
    run = paragraph.add_run(text)
    run.font.size, run.font.name = size, LATIN_FONT
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
