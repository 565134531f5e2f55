"""What a file is by its content, and what is wrong with it before anything of it is opened."""

import zipfile
from pathlib import Path

from constance import config

from .common import UnreadableFile

ZIP, OLE, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KINDS = "csv、csv.gz、xlsx、xls"
MAX_PARTS = 2000
MAX_LOADED_MB = 8  # parts that are read whole: styles, relations
STREAMED = ("xl/worksheets/", "xl/sharedStrings", "xl/media/", "xl/drawings/", "xl/embeddings/")


def suffix_of(name: str) -> str:
    """The kind that a file name promises; raises UnreadableFile for any other."""
    lower = name.lower()
    if lower.endswith(".xlsm"):
        raise UnreadableFile("不能导入带宏的表格（xlsm），请在 Excel 中另存为 xlsx 后再导入。")
    for kind in ("csv.gz", "csv", "xlsx", "xls"):
        if lower.endswith(f".{kind}"):
            return kind
    raise UnreadableFile(f"只能导入 {KINDS} 文件。")


def check(path: Path) -> str:
    """The kind of a file whose content is what its name says; raises UnreadableFile."""
    kind = suffix_of(path.name)
    size = path.stat().st_size
    if size > config.LEDGER_MAX_MB * 1024 * 1024:
        raise UnreadableFile(f"文件超过 {config.LEDGER_MAX_MB} MB，请分成几个文件导入。")
    with path.open("rb") as stream:
        head = stream.read(512)
    if not head:
        raise UnreadableFile("文件是空的，没有表头。")
    if head.startswith(OLE):
        _check_ole(path, kind)
    else:
        _check_plain(head, kind)
    if kind == "xlsx":
        _check_package(path)
    return kind


def _check_ole(path: Path, kind: str) -> None:
    """The old container: an xls, or a new sheet locked with a password."""
    if _contains(path, ENCRYPTED):
        raise UnreadableFile("表格设有打开密码，请在 Excel 中取消密码后再导入。")
    if kind != "xls":
        raise UnreadableFile(f"扩展名是 {kind}，内容却是旧版 Excel 表格，请把扩展名改为 xls 或另存为 xlsx。")


def _check_plain(head: bytes, kind: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head")):
        raise UnreadableFile("这是网页格式的表格，只是改了扩展名。请用 Excel 打开后另存为 xlsx 再导入。")
    found = "xlsx" if head.startswith(ZIP) else "csv.gz" if head.startswith(GZIP) else "csv"
    if kind == "xls" or (found != kind and (kind == "xlsx" or found != "csv")):
        names = {"xlsx": "xlsx（压缩包）", "csv.gz": "gzip 压缩文件", "csv": "文本或未知格式"}
        raise UnreadableFile(f"扩展名是 {kind}，内容却是{names[found]}，文件可能已损坏或改过扩展名。")
    if kind == "csv.gz" and found != "csv.gz":
        raise UnreadableFile("扩展名是 csv.gz，内容却没有压缩，请把扩展名改为 csv。")


def _contains(path: Path, mark: bytes) -> bool:
    tail = b""
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if mark in tail + chunk:
                return True
            tail = chunk[-len(mark) :]
    return False


def _check_package(path: Path) -> None:
    """Look into the directory of the zip only: nothing is inflated here."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as exc:
        raise UnreadableFile("电子表格无法打开，文件可能已损坏。") from exc
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile("表格含有宏，请在 Excel 中另存为不带宏的 xlsx 后再导入。")
    if "xl/workbook.xml" not in names:
        raise UnreadableFile("压缩包里没有电子表格，请确认这是 Excel 另存的 xlsx 文件。")
    loaded = sum(part.file_size for part in parts if not part.filename.startswith(STREAMED))
    whole = sum(part.file_size for part in parts)
    too_large = whole > config.LEDGER_MAX_INFLATED_MB * 1024 * 1024
    if too_large or loaded > MAX_LOADED_MB * 1024 * 1024 or len(parts) > MAX_PARTS:
        raise UnreadableFile(
            f"表格解压后过大（{whole // (1024 * 1024)} MB），可能是恶意文件；如确为台账，请分成几个文件导入。"
        )
