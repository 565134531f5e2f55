"""Type of official documents: fonts, sizes, line pitch, and how wide a text is."""

import unicodedata
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

TITLE_FONT, BODY_FONT, HEAD_1, HEAD_2 = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN_FONT, NUMBER_FONT = "Times New Roman", "宋体"
SIZE_2, SIZE_3, SIZE_4, SIZE_4_SMALL = Pt(22), Pt(16), Pt(14), Pt(12)
LINE, TABLE_LINE = Pt(28), Pt(18)
WIDTH = Mm(156)
SQUEEZE = -5  # twentieths of a point between characters: 28 of 16 pt would be 6 pt wider than 156 mm
NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{NUMERALS[tens - 1]}十")
    return head + (NUMERALS[ones - 1] if ones else "")


def width_of(text: str) -> Length:
    """Of a line of 3号: digits and Latin letters are half as wide as characters."""
    halves = sum(1 if unicodedata.east_asian_width(one) in ("Na", "N", "H") else 2 for one in text)
    return Length(round((SIZE_3 * halves + Pt(SQUEEZE / 10) * len(text)) / 2))


def set_type(run: Any, font: str, size: Length, *, latin: str = LATIN_FONT) -> None:
    run.font.size, run.font.name = size, latin
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def squeeze(run: Any) -> None:
    """28 characters of 3号 into the line."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(SQUEEZE))
    run._element.rPr.find(qn("w:sz")).addprevious(spacing)


def set_pitch(paragraph: Any, line: Length) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.widow_control = False


def leave_grid(paragraph: Any) -> None:
    """Lines of another pitch or size than the body's do not lie on the page's grid."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))
    spacing.addprevious(snap)
