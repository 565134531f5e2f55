"""The page of an official document: A4, margins, grid of lines, page numbers."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from .type import BODY_FONT, LATIN_FONT, LINE, NUMBER_FONT, SIZE_3, SIZE_4, set_type


def set_page(docx: Any) -> None:
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


def set_base_style(docx: Any) -> None:
    style = docx.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, SIZE_3
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)


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
    set_type(paragraph.add_run("— "), NUMBER_FONT, SIZE_4, latin=NUMBER_FONT)
    run = paragraph.add_run()
    set_type(run, NUMBER_FONT, SIZE_4, latin=NUMBER_FONT)
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run._r.append(_field_part(kind, text))
    set_type(paragraph.add_run(" —"), NUMBER_FONT, SIZE_4, latin=NUMBER_FONT)


def _field_part(kind: str, text: str) -> Any:
    if kind in ("", "text"):
        part = OxmlElement("w:instrText" if not kind else "w:t")
        part.set(qn("xml:space"), "preserve")
        part.text = text
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part
