"""Files that nobody should send, made small on disk."""

import gzip
import zipfile
from pathlib import Path

from rustpy_xlsxwriter import write_worksheet

HEADER = ["编号", "标题", "内容", "收到时间"]
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(path: Path, rows: list[list[object]], header: list[str] = HEADER) -> Path:
    """As Excel writes it, with its texts in a part of their own."""
    records = [dict(zip(header, row, strict=True)) for row in rows or [[""] * len(header)]]
    write_worksheet(records, str(path), dedupe_strings=True)
    return path


def repacked(path: Path, **parts: bytes | None) -> Path:
    """The workbook with parts replaced: ``sheet``, ``strings``, or added under a full name."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    replaced = {names.get(key, key): content for key, content in parts.items()}
    with zipfile.ZipFile(path) as old:
        kept = {one: old.read(one) for one in old.namelist() if one not in replaced}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**kept, **replaced}.items():
            if content is not None:
                new.writestr(name, content)
    return path


def with_sheet(path: Path, begin: bytes, middle: bytes, times: int, end: bytes) -> Path:
    """A sheet whose middle is repeated; written in pieces, so that making it costs no memory."""
    workbook(path, [])
    with zipfile.ZipFile(path) as old:
        kept = {one: old.read(one) for one in old.namelist() if "sheet1" not in one or "rels" in one}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, content in kept.items():
            new.writestr(name, content)
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(begin)
            piece, count = middle * max(1, (1 << 20) // len(middle)), max(1, (1 << 20) // len(middle))
            for _ in range(times // count):
                part.write(piece)
            part.write(end)
    return path


def sheet_open(rows: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {NAMESPACE}><sheetData>{rows}'.encode()


SHEET_CLOSE = b"</sheetData></worksheet>"


def header_row(names: list[str] = HEADER) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    return f'<row r="1">{cells}</row>'


def zip_bomb(path: Path) -> Path:
    """About 700 MB of one cell in less than a megabyte or so."""
    return with_sheet(path, sheet_open(), b"a" * (1 << 20), 700, SHEET_CLOSE)


def giant_cell(path: Path) -> Path:
    """Below the limit of the whole, but one cell of 100 MB."""
    begin = sheet_open(header_row()) + b'<row r="2"><c t="inlineStr"><is><t>'
    return with_sheet(path, begin, b"a" * (1 << 20), 100, b"</t></is></c></row>" + SHEET_CLOSE)


def empty_rows(path: Path) -> Path:
    begin = sheet_open(header_row())
    return with_sheet(path, begin, b'<row ht="15" customHeight="1"/>', 1_000_000, SHEET_CLOSE)


def gzip_bomb(path: Path) -> Path:
    with gzip.open(path, "wb", compresslevel=9) as stream:
        for _ in range(700):
            stream.write(b"a,b\n" * (1 << 18))
    return path


def encrypted(path: Path) -> Path:
    """A sheet with a password, as Excel writes it."""
    import msoffcrypto.format.ooxml as ooxml

    plain = workbook(path.with_name("plain.xlsx"), [["1", "标题", "内容", "2026-01-02"]])
    with plain.open("rb") as source, path.open("wb") as target:
        ooxml.OOXMLFile(source).encrypt("geheim", target)
    return path
