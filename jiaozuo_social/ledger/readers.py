"""Read csv, csv.gz, xlsx and xls as rows of text by column name, with flat memory."""

import codecs
import csv
import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import python_calamine

ENCODINGS = ("utf-8-sig", "gb18030")
SHEETS = frozenset({".xlsx", ".xls", ".ods"})
MAX_CELL = 100_000


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is for the user."""


Row = dict[str, Any]


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield (row number as the user sees it, {column: value}); blank rows are passed over."""
    suffixes = path.suffixes[-2:]
    if path.suffix.lower() in SHEETS:
        source = _sheet(path)
    elif path.suffix.lower() == ".csv" or [s.lower() for s in suffixes] == [".csv", ".gz"]:
        source = _csv(path)
    else:
        raise UnreadableFile("只能导入 csv、csv.gz、xlsx、xls 文件。")
    header: list[str] | None = None
    for number, cells in source:
        if not any(_is_filled(cell) for cell in cells):
            continue
        if header is None:
            header = _header(cells)
            continue
        yield number, dict(zip(header, cells, strict=False))
    if header is None:
        raise UnreadableFile("文件是空的，没有表头。")


def columns(path: Path) -> list[str]:
    """Names of the columns; raises UnreadableFile."""
    for _, row in rows(path):
        return list(row)
    return []


def _is_filled(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _header(cells: list[Any]) -> list[str]:
    names = [str(cell).strip() if cell is not None else "" for cell in cells]
    repeated = {name for name in names if name and names.count(name) > 1}
    if repeated:
        raise UnreadableFile(f"表头有重复的列：{'、'.join(sorted(repeated))}。")
    return [name or f"第{index}列" for index, name in enumerate(names, 1)]


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _encoding(path: Path) -> str:
    """UTF-8 (with or without BOM) if the whole file is that, else GB 18030."""
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with _open(path) as stream:
                while chunk := stream.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            return encoding
        except UnicodeDecodeError:
            continue
        except (OSError, EOFError) as exc:
            raise UnreadableFile("压缩文件已损坏，无法读取。") from exc
    raise UnreadableFile("文字编码无法识别，请另存为 UTF-8 编码的 csv。")


def _csv(path: Path) -> Iterator[tuple[int, list[Any]]]:
    encoding = _encoding(path)
    csv.field_size_limit(MAX_CELL * 10)
    with _open(path) as raw:
        text = codecs.getreader(encoding)(raw)
        reader = csv.reader(text)
        try:
            for number, cells in enumerate(reader, 1):
                yield number, list(cells)
        except csv.Error as exc:
            raise UnreadableFile(f"第 {reader.line_num} 行附近格式错误：{exc}") from exc


def _sheet(path: Path) -> Iterator[tuple[int, list[Any]]]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheet = book.get_sheet_by_index(0)
    except (python_calamine.CalamineError, OSError) as exc:
        raise UnreadableFile("电子表格无法打开，文件可能已损坏或加密。") from exc
    first = (sheet.start or (0, 0))[0] + 1
    for number, cells in enumerate(sheet.iter_rows(), first):
        yield number, [None if cell == "" else cell for cell in cells]


def text_of(value: Any) -> str:
    """A cell as text: whole floats without ".0", dates in ISO form, tabs and ends trimmed."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
    return str(value).replace("\x00", "").strip()
