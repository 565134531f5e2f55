"""The shared strings of a sheet, kept on disk: they can be most of a ledger."""

import tempfile
from array import array
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from .common import UnreadableFile

MAX_STRINGS = 5_000_000


class SpooledStrings:
    """``strings[5]`` reads the sixth string back from a temporary file."""

    def __init__(self, source: Any | None) -> None:
        self._file = tempfile.TemporaryFile(prefix="ledger-strings-")  # noqa: SIM115  # closed by close()
        self._starts = array("Q", [0])
        if source is not None:
            self._fill(source)
        self._file.flush()

    def _fill(self, source: Any) -> None:
        root: Element | None = None
        for event, element in iterparse(source, events=("start", "end")):
            if root is None:
                root = element
            elif event == "end" and element.tag.endswith("}si"):
                data = rich_text(element).encode("utf-8", "replace")
                self._file.write(data)
                self._starts.append(self._starts[-1] + len(data))
                root.clear()
                if len(self._starts) > MAX_STRINGS:
                    raise UnreadableFile("表格中的文字过多，请分成几个文件导入。")

    def __getitem__(self, index: int) -> str:
        start, end = self._starts[index], self._starts[index + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def close(self) -> None:
        self._file.close()


def rich_text(element: Element) -> str:
    """The text of a cell in its runs, without the phonetic hints."""
    parts = []
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(run.text or "" for run in child if run.tag.endswith("}t"))
    return "".join(parts)
