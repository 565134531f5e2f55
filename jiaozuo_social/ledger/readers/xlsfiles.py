"""xls, the format before 2007: at most 65,536 rows, read whole."""

import datetime as dt
import os
from pathlib import Path
from typing import Any, Literal

import xlrd
from xlrd.sheet import Cell

from .common import Cells, UnreadableFile


def cells(path: Path) -> Cells:
    """Rows of the first sheet. Rows are as long as they are: a far corner costs nothing."""
    try:
        with open(os.devnull, "w") as silent:  # the library prints its doubts
            book = xlrd.open_workbook(str(path), logfile=silent, on_demand=True, ragged_rows=True)
            sheet = book.sheet_by_index(0)
    except Exception as exc:  # whatever the library meets in a broken file, the user learns the same
        raise UnreadableFile("电子表格无法打开，文件可能已损坏或设有密码。") from exc
    for index in range(sheet.nrows):
        yield index + 1, [_value(cell, book.datemode) for cell in sheet.row(index)]


def _value(cell: Cell, datemode: Literal[0, 1]) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE and isinstance(cell.value, float):
        return _date(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return cell.value or None if isinstance(cell.value, str) else cell.value


def _date(value: float, datemode: Literal[0, 1]) -> dt.datetime | str:
    try:
        return xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return str(value)
