"""csv, plain or gzipped, in the encodings that Chinese offices use."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from constance import config

from .common import MAX_ROW_BYTES, Cells, UnreadableFile

ENCODINGS = ("utf-8-sig", "gb18030")
BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CHUNK = 1 << 20
MAX_FIELD = 1_000_000
BROKEN = "压缩文件已损坏，无法读取。"
UNKNOWN = "文字编码无法识别，请另存为 UTF-8 编码的 csv。"


def cells(path: Path) -> Cells:
    encoding = _encoding(path)
    csv.field_size_limit(MAX_FIELD)
    with _open(path) as raw:
        text = io.TextIOWrapper(raw, encoding, newline="")  # the csv reader wants line ends as they are
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=_delimiter(path, encoding))
        try:
            for number, row in enumerate(reader, 1):
                lines.taken = 0
                yield number, list(row)
        except csv.Error as exc:
            raise UnreadableFile(
                f"第 {reader.line_num} 行附近格式错误：引号没有成对，或一格内容过长。"
            ) from exc


class _Lines:
    """Lines of a text, none so long and no quoted field over so many that it would fill the memory."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(MAX_ROW_BYTES)
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken >= MAX_ROW_BYTES:
            raise UnreadableFile("有一行长得不像台账，可能是引号没有成对，或者不是 csv 文件。")
        return line


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _encoding(path: Path) -> str:
    """By its mark; else UTF-8 if the whole file is that, else GB 18030."""
    head = next(_chunks(path), b"")
    for mark, encoding in BOMS.items():
        if head.startswith(mark):
            return encoding
    if head[:4096].count(0) > len(head[:4096]) // 10:
        raise UnreadableFile(UNKNOWN)
    return next((one for one in ENCODINGS if _is_in(path, one)), "") or _refuse()


def _refuse() -> str:
    raise UnreadableFile(UNKNOWN)


def _is_in(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    """The content piece by piece, and not more of it than a ledger may have."""
    left = config.LEDGER_MAX_INFLATED_MB * 1024 * 1024
    try:
        with _open(path) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise UnreadableFile(
                        f"解压后超过 {config.LEDGER_MAX_INFLATED_MB} MB，可能是恶意文件；"
                        "如确为台账，请分成几个文件导入。"
                    )
                yield chunk
    except (OSError, EOFError, zlib.error) as exc:
        raise UnreadableFile(BROKEN) from exc


def _delimiter(path: Path, encoding: str) -> str:
    """Comma, unless the first line has none but tabs or semicolons (Excel's Unicode text)."""
    with _open(path) as raw:
        first = io.TextIOWrapper(raw, encoding).readline(10_000)
    return max(",\t;", key=first.count) if "," not in first else ","
