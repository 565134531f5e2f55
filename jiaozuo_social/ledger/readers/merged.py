"""Merged cells: every row of a merged block holds the value that is written at its top."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from openpyxl.utils import column_index_from_string

from .common import UnreadableFile, is_filled

REFERENCE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
CHUNK, OVERLAP, MAX_BLOCKS = 1 << 20, 200, 100_000


def blocks(part: Any) -> dict[int, list[tuple[int, int]]]:
    """Blocks of more than one row: {top row: [(column, last row), …]}; read ahead of the rows."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    count, tail = 0, b""
    while chunk := part.read(CHUNK):
        seen = tail + chunk
        end = 0
        for match in REFERENCE.finditer(seen):
            end = match.end()
            column, top, _, bottom = match.groups()
            if int(bottom) > int(top):
                found[int(top)].append((column_index_from_string(column.decode()), int(bottom)))
            count += 1
        if count > MAX_BLOCKS:
            raise UnreadableFile("合并的单元格过多，请取消合并后再导入。")
        tail = seen[max(end, len(seen) - OVERLAP) :]
    return found


def filled(
    rows: Iterator[tuple[int, list[Any]]], found: dict[int, list[tuple[int, int]]]
) -> Iterator[tuple[int, list[Any]]]:
    """The rows, with the values of merged blocks carried down. An empty row stays empty."""
    open_blocks: dict[int, tuple[int, Any]] = {}
    for number, cells in rows:
        open_blocks = {column: block for column, block in open_blocks.items() if block[0] >= number}
        if open_blocks and any(is_filled(cell) for cell in cells):
            cells.extend([None] * (max(open_blocks) - len(cells)))
            for column, (_, value) in open_blocks.items():
                cells[column - 1] = value if cells[column - 1] is None else cells[column - 1]
        for column, last in found.get(number, ()):
            if column <= len(cells):
                open_blocks[column] = (last, cells[column - 1])
        yield number, cells
