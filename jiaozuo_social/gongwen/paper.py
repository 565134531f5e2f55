"""A document written from top to bottom; headings number themselves."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document as new_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

from .page import set_base_style, set_page
from .table import add_table
from .type import (
    BODY_FONT,
    HEAD_1,
    HEAD_2,
    LINE,
    SIZE_2,
    SIZE_3,
    TITLE_FONT,
    WIDTH,
    leave_grid,
    numeral,
    set_pitch,
    set_type,
    squeeze,
    width_of,
)  # fmt: skip


class Gongwen:
    def __init__(self, *, author: str, title: str) -> None:
        self.docx: Any = new_docx()
        self._counts = [0, 0, 0]
        set_page(self.docx)
        set_base_style(self.docx)
        self.docx.core_properties.author = author
        self.docx.core_properties.title = title
        self.docx.core_properties.language = "zh-CN"

    def title(self, *lines: str) -> None:
        """2号小标宋, centred; the caller breaks it into a trapezium or a diamond."""
        for line in lines:
            paragraph = self._paragraph(line, font=TITLE_FONT, size=SIZE_2)
            leave_grid(paragraph)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def centred(self, text: str, *, font: str = HEAD_2) -> None:
        self._paragraph(text, font=font).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def blank(self) -> None:
        self._paragraph("")

    def flush(self, text: str) -> None:
        """From the left edge, as whom a document is addressed to."""
        self._paragraph(text)

    def heading(self, text: str) -> None:
        """一、黑体."""
        self._counts = [self._counts[0] + 1, 0, 0]
        self._heading(f"{numeral(self._counts[0])}、{text}", HEAD_1, level=0)

    def subheading(self, text: str) -> None:
        """（一）楷体."""
        self._counts = [self._counts[0], self._counts[1] + 1, 0]
        self._heading(f"（{numeral(self._counts[1])}）{text}", HEAD_2, level=1)

    def item(self, text: str) -> None:
        """1. 仿宋."""
        self._counts[2] += 1
        self._indented(f"{self._counts[2]}. {text}")

    def body(self, text: str, *, before_table: bool = False) -> None:
        self._indented(text).paragraph_format.keep_with_next = before_table

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[Length]) -> None:
        add_table(self.docx, head, rows, widths=widths)
        self.blank()

    def sign(self, author: str, date: str) -> None:
        """Unsealed: the author ends two characters from the edge, the date begins two after the author does.

        Where that would bring the date too near the edge, it is the date that ends two characters from it.
        """
        two = SIZE_3 * 2
        left = WIDTH - max(two + width_of(author), two * 2 + width_of(date))
        self.blank()
        for text, indent in ((author, left), (date, left + two)):
            paragraph = self._paragraph(text)
            paragraph.paragraph_format.left_indent = Length(indent)
            paragraph.paragraph_format.keep_with_next = text is author

    def sign_for_seal(self, author: str, date: str) -> None:
        """The date ends four characters from the edge; the author, over which the seal is put, is centred over it."""
        right = SIZE_3 * 4
        over = max(right + (width_of(date) - width_of(author)) // 2, 0)
        self.blank()
        for text, indent in ((author, over), (date, right)):
            paragraph = self._paragraph(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Length(indent)
            paragraph.paragraph_format.keep_with_next = text is author

    def save(self) -> bytes:
        file = io.BytesIO()
        self.docx.save(file)
        return file.getvalue()

    def _heading(self, text: str, font: str, *, level: int) -> None:
        paragraph = self._indented(text, font=font)
        paragraph.paragraph_format.keep_with_next = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        paragraph._p.get_or_add_pPr().append(outline)

    def _indented(self, text: str, font: str = BODY_FONT) -> Any:
        paragraph = self._paragraph(text, font=font)
        paragraph.paragraph_format.first_line_indent = SIZE_3 * 2
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return paragraph

    def _paragraph(self, text: str, *, font: str = BODY_FONT, size: Length = SIZE_3) -> Any:
        paragraph = self.docx.add_paragraph()
        set_pitch(paragraph, LINE)
        run = paragraph.add_run(text)
        set_type(run, font, size)
        if size == SIZE_3:
            squeeze(run)
        return paragraph
