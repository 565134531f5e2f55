"""Tables of official documents: 小四, the head repeats on every page, no row is torn."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from .type import BODY_FONT, HEAD_1, SIZE_4_SMALL, TABLE_LINE, leave_grid, set_pitch, set_type

CELL_MARGIN = Mm(0.3)  # ten columns of percentages in 156 mm
KEPT_TOGETHER = 6  # rows of a table that may move to the next page as a whole


def add_table(
    docx: Any, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[Length]
) -> None:
    """A short table is not torn at all."""
    table = docx.add_table(rows=0, cols=len(head))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _cell_margins(table, CELL_MARGIN)
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


def _fill(cell: Any, text: str, *, font: str) -> Any:
    paragraph = cell.paragraphs[0]
    set_pitch(paragraph, TABLE_LINE)
    leave_grid(paragraph)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_type(paragraph.add_run(text), font, SIZE_4_SMALL)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return paragraph


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
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # the schema's order
