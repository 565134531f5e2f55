"""Write sheets that can be opened anywhere and run nothing: xlsx by a streaming writer, or csv."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import write_worksheet

LIVE = frozenset("=+-@\t\r\n＝＋－＠|")
BETWEEN = "\x00"
STARTS_LIVE = re.compile(f"{BETWEEN}[{re.escape(''.join(LIVE))}]")
MAX_CELL = 32_767  # characters, the limit of Excel


def inert(value: Any) -> Any:
    """A cell that a spreadsheet will not run as a formula; what is no text stays as it is."""
    if isinstance(value, str) and value and value[0] in LIVE:
        return f"'{value}"
    return value


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str) -> None:
    """Write ``rows`` as they come; none is kept. The end of the path says which form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        _write_csv(path, header, rows)
    else:
        _write_xlsx(path, header, rows, name)


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows([inert(value) for value in row] for row in rows)


def _write_xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> None:
    records = _records(header, rows)
    write_worksheet(records, str(path), sheet_name=name, freeze_row=1, bold_headers=True, column_width=16.0)


def _records(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    empty = True
    for row in rows:
        empty = False
        if _is_harmless(row):
            yield dict(zip(header, row, strict=True))
        else:
            cells = (_cell(value) if isinstance(value, str) else value for value in row)
            yield dict(zip(header, cells, strict=True))
    if empty:  # the writer takes the header from the first record
        yield dict.fromkeys(header)


def _is_harmless(row: Sequence[Any]) -> bool:
    """Nearly every row is harmless and short: it is asked as a whole, in a fifth of the time of its cells.

    False where it cannot be told: then each cell is looked at.
    """
    try:
        text = BETWEEN + BETWEEN.join(filter(None, row))
    except TypeError:  # a number or a date is in it
        return False
    return len(text) <= MAX_CELL and STARTS_LIVE.search(text) is None


def _cell(value: str) -> str:
    text: str = inert(value)
    return text[:MAX_CELL]
