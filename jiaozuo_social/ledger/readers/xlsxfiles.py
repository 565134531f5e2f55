"""xlsx row by row. openpyxl reads what is small (sheets, styles, dates); rows and strings are streamed."""

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHARED_STRINGS

from . import merged
from .common import Cells, UnreadableFile
from .guard import GuardedZip
from .strings import SpooledStrings, rich_text

BROKEN = "电子表格无法打开，文件可能已损坏。"
# What openpyxl, zipfile and the XML parsers raise over a broken package (their syntax errors included).
DAMAGE = (
    SyntaxError, zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError, TypeError,
    AttributeError, NotImplementedError, RuntimeError, EOFError, OSError,
)  # fmt: skip
MAX_COLUMN = 16_384


class _Reader(ExcelReader):
    """openpyxl's, on a guarded package and without its list of strings."""

    archive: zipfile.ZipFile

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), read_only=True, data_only=True, keep_links=False)
        self.archive.close()
        self.archive = GuardedZip(path)

    def first_sheet(self) -> str:
        """Read what the values of cells need, and say which part holds the first sheet that is shown."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        shown = [
            rel.target
            for sheet, rel in self.parser.find_sheets()
            if sheet.state == "visible" and rel.Type.endswith("/worksheet")
        ]
        return str(shown[0])

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        self.shared_strings = SpooledStrings(self.archive.open(part.PartName[1:]) if part else None)

    def close(self) -> None:
        self.archive.close()
        if isinstance(self.shared_strings, SpooledStrings):
            self.shared_strings.close()


def cells(path: Path) -> Cells:
    """Rows of the first sheet that is shown."""
    reader = None
    try:
        reader = _Reader(path)
        name = reader.first_sheet()
        with reader.archive.open(name) as part:
            blocks = merged.blocks(part)
        with reader.archive.open(name) as part:
            yield from merged.filled(_rows(part, reader), blocks)
    except DAMAGE as exc:
        raise UnreadableFile(BROKEN) from exc
    finally:
        if reader is not None:
            reader.close()


def _rows(part: Any, reader: _Reader) -> Iterator[tuple[int, list[Any]]]:
    data: Element | None = None
    number = 0
    for event, element in iterparse(part, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            data = element if name == "sheetData" else data
        elif name == "row" and data is not None:
            number = int(element.get("r") or number + 1)
            yield number, _cells(element, reader)
            data.clear()
        elif name == "sheetData":
            return


def _cells(row: Element, reader: _Reader) -> list[Any]:
    found: list[Any] = []
    for cell in row:
        column = len(found) + 1
        if reference := cell.get("r"):
            column = column_index_from_string(reference.rstrip("0123456789"))
        found.extend([None] * (column - 1 - len(found)))
        if len(found) > MAX_COLUMN:
            raise UnreadableFile(BROKEN)
        found.append(_value(cell, reader))
    return found


def _value(cell: Element, reader: _Reader) -> Any:
    """The value as it was last computed; formulas are not run, errors like #N/A are empty."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = next((child for child in cell if child.tag.endswith("}is")), None)
        return (rich_text(inside) or None) if inside is not None else None
    text = next((child.text for child in cell if child.tag.endswith("}v")), None)
    if text is None or kind == "e":
        return None
    if kind == "s":
        return reader.shared_strings[int(text)] or None
    if kind == "d":
        return dt.datetime.fromisoformat(text)
    if kind == "n":
        return _number(text, int(cell.get("s", 0)), reader)
    return text == "1" if kind == "b" else text


def _number(text: str, style: int, reader: _Reader) -> Any:
    number = float(text)
    if style in reader.wb._date_formats:
        try:
            return from_excel(number, reader.wb.epoch)
        except (ValueError, OverflowError):
            return text
    return int(number) if number.is_integer() else number
