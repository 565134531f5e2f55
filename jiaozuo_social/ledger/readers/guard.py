"""A zip whose parts cannot fill the memory of the XML parser, and hold nothing but plain elements."""

import re
import zipfile
from typing import IO, Any

from .common import MAX_ROW_BYTES, UnreadableFile

# What begins a piece that is dropped again after it is read.
MARKERS = {
    "xl/worksheets/": re.compile(rb"<(?:\w+:)?row\b"),
    "xl/sharedStrings": re.compile(rb"<(?:\w+:)?si\b"),
}
ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
REFUSED = "表格内含有不安全的 XML 内容（实体、文档类型等），不能导入。请用 Excel 另存为新的 xlsx。"
OVERLAP = 16


class GuardedPart:
    """A readable stream of one part of a package."""

    def __init__(self, raw: IO[bytes], marker: "re.Pattern[bytes] | None") -> None:
        self._raw, self._marker = raw, marker
        self._tail, self._since, self._begun = b"", 0, False

    def read(self, size: int = -1) -> bytes:
        chunk = self._raw.read(size)
        seen = self._tail + chunk
        if not self._begun and chunk:
            self._check_head(chunk)
        if b"<!" in seen:
            raise UnreadableFile(REFUSED)
        self._count(seen, len(chunk))
        self._tail = seen[-OVERLAP:]
        return chunk

    def _check_head(self, chunk: bytes) -> None:
        """Only UTF-8, so that the marks looked for are the marks the parser sees."""
        self._begun = True
        found = ENCODING.search(chunk[:200])
        named = found.group(1).lower() if found else b"utf-8"
        if b"\x00" in chunk[:200] or named not in (b"utf-8", b"us-ascii"):
            raise UnreadableFile(REFUSED)

    def _count(self, seen: bytes, fresh: int) -> None:
        if self._marker is None:
            return
        starts = [match.start() for match in self._marker.finditer(seen)]
        self._since = len(seen) - starts[-1] if starts else self._since + fresh
        if self._since > MAX_ROW_BYTES:
            raise UnreadableFile("表格中有一格或一行的内容过大，可能是恶意文件，不能导入。")

    def close(self) -> None:
        self._raw.close()

    def __enter__(self) -> "GuardedPart":
        return self

    def __exit__(self, *args: Any) -> None:
        self.close()


class GuardedZip(zipfile.ZipFile):
    """Every part comes through a guard, whoever opens it."""

    def open(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        raw = super().open(name, *args, **kwargs)
        path = name.filename if isinstance(name, zipfile.ZipInfo) else name
        marker = next((found for start, found in MARKERS.items() if path.startswith(start)), None)
        return GuardedPart(raw, marker)
