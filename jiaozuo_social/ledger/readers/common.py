"""What every reader shares: how a row looks, how a cell becomes text, how a file is refused."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
Cells = Iterator[tuple[int, list[Any]]]

MAX_ROW_BYTES = 8 * 1024 * 1024  # no honest row is larger; what grows beyond would fill the memory


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is for the user."""


def text_of(value: Any) -> str:
    """A cell as text: whole floats without ".0", dates in ISO form, tabs and ends trimmed."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
    return str(value).replace("\x00", "").strip()


def is_filled(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
