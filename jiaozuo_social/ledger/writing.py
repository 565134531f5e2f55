"""Write sheets that can be opened anywhere and run nothing: xlsx by a streaming writer, or csv."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import write_worksheet

LIVE = frozenset("=+-@\t\r\n＝＋－＠|")
BETWEEN = "\x00"
STARTS_LIVE = re.compile(f"{BETWEEN}[{re.escape(''.join(LIVE))}]")
AT_ONCE = 1000  # rows
Column = Sequence[Any]
MAX_CELL = 32_767  # characters, the limit of Excel


def inert(value: Any) -> Any:
    """A cell that a spreadsheet will not run as a formula; what is no text stays as it is."""
    if isinstance(value, str) and value and value[0] in LIVE:
        return f"'{value}"
    return value


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str) -> None:
    """Write ``rows`` as they come; none is kept. The end of the path says which form."""
    write_columns(path, header, _columns(rows), name=name)


def write_columns(
    path: Path, header: Sequence[str], pieces: Iterable[Sequence[Column]], *, name: str
) -> None:
    """Write a list that comes in pieces, each of them column by column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        _write_csv(path, header, _inert_rows(pieces))
    else:
        _write_xlsx(path, header, _inert_rows(pieces, longest=MAX_CELL), name)


def _columns(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Column]]:
    waiting = iter(rows)
    while piece := list(islice(waiting, AT_ONCE)):
        yield list(zip(*piece, strict=True))


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def _write_xlsx(path: Path, header: Sequence[str], rows: Iterator[Sequence[Any]], name: str) -> None:
    first = next(rows, [None] * len(header))  # the writer takes the header from the first record
    records = (dict(zip(header, row, strict=True)) for row in chain([first], rows))
    write_worksheet(records, str(path), sheet_name=name, freeze_row=1, bold_headers=True, column_width=16.0)


def _inert_rows(pieces: Iterable[Sequence[Column]], *, longest: int | None = None) -> Iterator[Sequence[Any]]:
    for columns in pieces:
        yield from zip(*(_inert_column(column, longest) for column in columns), strict=True)


def _inert_column(cells: Column, longest: int | None) -> Column:
    """Nearly every cell is harmless and short: all are asked at once, in a tenth of the time."""
    try:
        text = BETWEEN + BETWEEN.join(filter(None, cells))
    except TypeError:  # numbers or dates are in it: each cell is looked at
        is_harmless = False
    else:
        are_short = longest is None or len(text) <= longest or max(map(len, filter(None, cells))) <= longest
        is_harmless = are_short and STARTS_LIVE.search(text) is None
    if is_harmless:
        return cells
    return [inert(cell)[:longest] if isinstance(cell, str) else cell for cell in cells]
