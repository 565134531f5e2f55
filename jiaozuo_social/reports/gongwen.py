"""Word files in the form of GB/T 9704-2012 (rules §9): page, type, line pitch, levels, page numbers.

22 lines of 28 characters: the text area is 156 × 225 mm, a line 28 pt. Fonts are named, never embedded.
"""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document as new_docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

TITLE_FONT, BODY_FONT, HEAD_1, HEAD_2 = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN_FONT, NUMBER_FONT = "Times New Roman", "宋体"
SIZE_2, SIZE_3, SIZE_4, SIZE_4_SMALL = Pt(22), Pt(16), Pt(14), Pt(12)
LINE, TABLE_LINE = Pt(28), Pt(18)
WIDTH = Mm(156)
SQUEEZE = -5  # twentieths of a point between characters: 28 of 16 pt would be 6 pt wider than 156 mm
KEPT_TOGETHER = 6  # rows of a table that may move to the next page as a whole
NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{NUMERALS[tens - 1]}十")
    return head + (NUMERALS[ones - 1] if ones else "")


class Gongwen:
    """A document written from top to bottom; headings number themselves."""

    def __init__(self, *, author: str, title: str) -> None:
        self.docx: Any = new_docx()
        self._counts = [0, 0, 0]
        _page(self.docx)
        _base_style(self.docx)
        self.docx.core_properties.author = author
        self.docx.core_properties.title = title
        self.docx.core_properties.language = "zh-CN"

    def title(self, *lines: str) -> None:
        """2号小标宋, centred; the caller breaks it into a trapezium or a diamond."""
        for line in lines:
            paragraph = self._paragraph(line, font=TITLE_FONT, size=SIZE_2)
            _leave_grid(paragraph)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def centred(self, text: str) -> None:
        self._paragraph(text, font=HEAD_2).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def blank(self) -> None:
        self._paragraph("")

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
        """小四; a long table repeats its head on every page, a short one is not torn at all."""
        table = self.docx.add_table(rows=0, cols=len(head))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        _cell_margins(table, Mm(0.5))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        last = len(rows) if len(rows) <= KEPT_TOGETHER else 1
        for number, texts in enumerate([head, *rows]):
            row = table.add_row()
            _row_properties(row, repeats=number == 0)
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = width
                paragraph = _fill(cell, text, font=HEAD_1 if number == 0 else BODY_FONT)
                paragraph.paragraph_format.keep_with_next = number < last
        self.blank()

    def sign(self, author: str, date: str) -> None:
        """Unsigned: the date two characters from the right, the author centred over it as far as may be."""
        self.blank()
        for text in (author, date):
            paragraph = self._paragraph(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = SIZE_3 * 2

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
        _pitch(paragraph, LINE)
        run = paragraph.add_run(text)
        _type(run, font, size)
        if size == SIZE_3:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(SQUEEZE))
            run._element.rPr.find(qn("w:sz")).addprevious(spacing)
        return paragraph


def _page(docx: Any) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35) - Mm(7) - SIZE_4
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    # 22 lines in 225 mm; the pitch of each paragraph is exact besides. A grid of characters is left out:
    # office programs read it differently, so SQUEEZE brings 28 characters into the line.
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LINE.pt * 20)))
    docx.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号宋体, one character from the edge: right on odd pages, left on even ones."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Normal"
    paragraph.alignment = side
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = SIZE_4
    else:
        paragraph.paragraph_format.left_indent = SIZE_4
    _type(paragraph.add_run("— "), NUMBER_FONT, SIZE_4, latin=NUMBER_FONT)
    run = paragraph.add_run()
    _type(run, NUMBER_FONT, SIZE_4, latin=NUMBER_FONT)
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run._r.append(_field_part(kind, text))
    _type(paragraph.add_run(" —"), NUMBER_FONT, SIZE_4, latin=NUMBER_FONT)


def _field_part(kind: str, text: str) -> Any:
    if kind in ("", "text"):
        part = OxmlElement("w:instrText" if not kind else "w:t")
        part.set(qn("xml:space"), "preserve")
        part.text = text
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


def _base_style(docx: Any) -> None:
    style = docx.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, SIZE_3
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)


def _type(run: Any, font: str, size: Length, *, latin: str = LATIN_FONT) -> None:
    run.font.size, run.font.name = size, latin
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _pitch(paragraph: Any, line: Length) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.widow_control = False


def _fill(cell: Any, text: str, *, font: str) -> Any:
    paragraph = cell.paragraphs[0]
    _pitch(paragraph, TABLE_LINE)
    _leave_grid(paragraph)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _type(paragraph.add_run(text), font, SIZE_4_SMALL)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return paragraph


def _leave_grid(paragraph: Any) -> None:
    """Lines of another pitch or size than the body's do not lie on the page's grid."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))
    spacing.addprevious(snap)


def _row_properties(row: Any, *, repeats: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def _cell_margins(table: Any, side: Length) -> None:
    margins = OxmlElement("w:tblCellMar")
    for edge in ("left", "right"):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), str(int(side.pt * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
