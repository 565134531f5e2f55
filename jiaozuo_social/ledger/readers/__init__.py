"""Read csv, csv.gz, xlsx and xls as rows by column name, with flat memory whatever the file holds."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from constance import config

from . import csvfiles, formats, xlsfiles, xlsxfiles
from .common import Cells, Row, UnreadableFile, is_filled, text_of

__all__ = ["Row", "UnreadableFile", "columns", "rows", "sample", "text_of"]

SOURCES: dict[str, Callable[[Path], Cells]] = {
    "csv": csvfiles.cells,
    "csv.gz": csvfiles.cells,
    "xlsx": xlsxfiles.cells,
    "xls": xlsfiles.cells,
}
MAX_HEADING = 100
TITLE_LINES = 5


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield (row number as the user sees it, {column: value}); blank rows are passed over."""
    header, rest = _header(SOURCES[formats.check(path)](path))
    most = config.LEDGER_MAX_ROWS
    for count, (number, cells) in enumerate(rest, 1):
        if count > most:
            raise UnreadableFile(f"数据超过 {most} 行，请分成几个文件导入。")
        yield number, dict(zip(header, cells, strict=False))


def columns(path: Path) -> list[str]:
    """Names of the columns; raises UnreadableFile."""
    return _header(SOURCES[formats.check(path)](path))[0]


def sample(path: Path, size: int = 3) -> tuple[list[str], list[Row]]:
    """Names of the columns and the first rows, without reading the rest."""
    header, rest = _header(SOURCES[formats.check(path)](path))
    found = [dict(zip(header, cells, strict=False)) for (_, cells), _ in zip(rest, range(size), strict=False)]
    return header, found


def _header(source: Cells) -> tuple[list[str], Cells]:
    """The names of the columns and the rows below. Titles above (one cell in the row) are passed over."""
    filled = ((number, cells) for number, cells in source if any(is_filled(cell) for cell in cells))
    ahead: list[tuple[int, list[Any]]] = []
    for number, cells in filled:
        ahead.append((number, cells))
        if sum(is_filled(cell) for cell in cells) > 1 or len(ahead) > TITLE_LINES:
            break
    if not ahead:
        raise UnreadableFile("文件是空的，没有表头。")
    wide = next((n for n, (_, cells) in enumerate(ahead) if sum(map(is_filled, cells)) > 1), 0)
    names = _names(ahead[wide][1])
    return names, chain(ahead[wide + 1 :], filled)


def _names(cells: list[Any]) -> list[str]:
    names = [" ".join(text_of(cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > config.LEDGER_MAX_COLUMNS:
        raise UnreadableFile(f"共 {len(names)} 列，最多 {config.LEDGER_MAX_COLUMNS} 列，请删去多余的列。")
    if any(len(name) > MAX_HEADING for name in names):
        raise UnreadableFile("表头有一格过长，第一行似乎不是表头。请在数据上方加一行列名。")
    repeated = {name for name in names if name and names.count(name) > 1}
    if repeated:
        raise UnreadableFile(f"表头有重复的列：{'、'.join(sorted(repeated))}。请改名后再导入。")
    return [name or f"第{index}列" for index, name in enumerate(names, 1)]
