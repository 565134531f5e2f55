"""The report as a workbook: a sheet per table with a native chart, and every cell once more as a list.

Texts are written as strings and never as formulas, whatever they begin with.
"""

import io
import re
from typing import Any

import xlsxwriter

from . import cells
from .models import Snapshot

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
SHEET_NAME_LENGTH = 31
A4 = 9  # Excel's number for the paper
HEAD_HEIGHT = 32  # two lines
LIST_HEAD = ("部分", "表", "行", "列", "显示", "数值", "分子", "分母")


def render(snapshot: Snapshot) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {"title": f"{snapshot.data['scope']['name']}{snapshot.month}月报", "comments": snapshot.sha256}
    )
    writer = _Writer(book, snapshot)
    for section in snapshot.data["sections"]:
        for table in section["tables"]:
            writer.table(section, table)
    writer.list()
    book.close()
    return file.getvalue()


def _print(sheet: Any, *, head: int, tall: int = 0) -> None:
    """Landscape, as wide as the paper, the head on every page."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, tall)
    sheet.repeat_rows(head)
    sheet.set_footer("&C第 &P 页，共 &N 页")


class _Writer:
    def __init__(self, book: Any, snapshot: Snapshot) -> None:
        self.book, self.snapshot, self.number = book, snapshot, 0
        edge = {"border": 1, "font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 14, "font_name": "宋体"})
        self.plain = book.add_format({"font_name": "宋体", "font_size": 11})
        self.head = book.add_format(
            {**edge, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#EEF0F3"}
        )
        self.words = book.add_format({**edge, "text_wrap": True})
        self.dash = book.add_format({**edge, "align": "right"})
        self.whole = book.add_format({**edge, "num_format": "0"})
        self.part = book.add_format({**edge, "num_format": "0.00%"})
        self.change = book.add_format({**edge, "num_format": "+0.00%;-0.00%;0.00%"})
        self.day = book.add_format({**edge, "num_format": "0.0"})
        self.points = book.add_format({**edge, "num_format": "0.00"})

    def table(self, section: dict[str, Any], table: dict[str, Any]) -> None:
        self.number += 1
        name = FORBIDDEN.sub("", f"{self.number} {table['title']}")[:SHEET_NAME_LENGTH]
        sheet = self.book.add_worksheet(name)
        data = self.snapshot.data
        state = "已核定" if self.snapshot.is_frozen else "预览，未核定"
        line = f"{data['scope']['name']}{self.snapshot.period.label}　{section['title']}　{state}"
        sheet.write_string(0, 0, table["title"], self.title)
        sheet.write_string(1, 0, line, self.plain)
        sheet.write_string(2, 0, table["note"], self.plain)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, len(table["columns"]), 13)
        sheet.freeze_panes(4, 1)
        sheet.set_row(3, HEAD_HEIGHT)
        _print(sheet, head=3, tall=1 if table["chart"] else 0)  # a chart is not torn
        for column, label in enumerate([table["head"], *(one["label"] for one in table["columns"])]):
            sheet.write_string(3, column, label, self.head)
        for index, row in enumerate(table["rows"], start=4):
            sheet.write_string(index, 0, row["label"], self.words)
            for column, cell in enumerate(row["cells"], start=1):
                self._cell(sheet, index, column, cell)
        self._chart(sheet, name, table)

    def _cell(self, sheet: Any, row: int, column: int, cell: dict[str, Any]) -> None:
        value = cell["value"]
        if cell["kind"] in ("ratio", "change") and value is not None:
            form = self.change if cell["kind"] == "change" else self.part
            sheet.write_number(row, column, value / 100, form)
        elif cell["kind"] in ("days", "score") and value is not None:
            sheet.write_number(row, column, value, self.day if cell["kind"] == "days" else self.points)
        elif cell["kind"] == "count":
            sheet.write_number(row, column, value, self.whole)
        else:
            form = self.words if cell["kind"] == "text" else self.dash
            sheet.write_string(row, column, cells.words(cell), form)

    def _chart(self, sheet: Any, name: str, table: dict[str, Any]) -> None:
        last = 3 + sum(not row["is_total"] for row in table["rows"])
        if not table["chart"] or last == 3:
            return
        chart = self.book.add_chart({"type": "column"})
        keys = [column["key"] for column in table["columns"]]
        for key in table["chart"]:
            column = keys.index(key) + 1
            chart.add_series(
                {
                    "name": [name, 3, column],
                    "categories": [name, 4, 0, last, 0],
                    "values": [name, 4, column, last, column],
                }
            )
        chart.set_title({"name": table["title"]})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 720, "height": 360})
        sheet.insert_chart(len(table["rows"]) + 6, 0, chart)

    def list(self) -> None:
        """Every cell with numerator and denominator, to calculate on."""
        sheet = self.book.add_worksheet("全部数据")
        sheet.set_column(0, 4, 20)
        sheet.freeze_panes(1, 0)
        _print(sheet, head=0)
        for column, label in enumerate(LIST_HEAD):
            sheet.write_string(0, column, label, self.head)
        index = 0
        for section in self.snapshot.data["sections"]:
            for table in section["tables"]:
                for row in table["rows"]:
                    for head, cell in zip(table["columns"], row["cells"], strict=True):
                        index += 1
                        texts = (
                            section["title"],
                            table["title"],
                            row["label"],
                            head["label"],
                            cells.words(cell),
                        )
                        for column, text in enumerate(texts):
                            sheet.write_string(index, column, text, self.words)
                        self._numbers(sheet, index, cell)

    def _numbers(self, sheet: Any, index: int, cell: dict[str, Any]) -> None:
        numbers = (cell["value"], cell.get("numerator"), cell.get("denominator"))
        for column, number in enumerate(numbers, start=5):
            if isinstance(number, int | float):
                sheet.write_number(index, column, number, self.plain)
