"""PDF files are kept as they are, so those that do more than show pages are refused."""

from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia"})
ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})
ACTIVE_ANNOTATIONS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"})
MAX_OBJECTS = 200_000
UNREADABLE = (
    PyPdfError, OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
    NotImplementedError,
)  # fmt: skip


def check(content: IO[bytes], name: str) -> None:
    """Raise ValidationError for what is encrypted, broken, or carries scripts or other files."""
    content.seek(0)
    try:
        reader = PdfReader(content, strict=False)
        if reader.is_encrypted:
            raise ValidationError(f"“{name}”加了密码，请去掉密码后再传。", code="encrypted")
        pages = len(reader.pages)
        is_active = any(_is_active(found) for found in _dictionaries(reader))
    except UNREADABLE as exc:
        raise ValidationError(f"“{name}”打不开，可能已损坏，请换一个文件。", code="broken") from exc
    finally:
        content.seek(0)
    if not pages:
        raise ValidationError(f"“{name}”里没有页面，请换一个文件。", code="broken")
    if is_active:
        raise ValidationError(
            f"“{name}”带有脚本、外部动作或者嵌入文件，不能上传。请把它“打印为 PDF”后再传。", code="active"
        )


def _is_active(found: DictionaryObject) -> bool:
    if ACTIVE_KEYS & found.keys():
        return True
    return _name(found, "/S") in ACTIVE_ACTIONS or _name(found, "/Subtype") in ACTIVE_ANNOTATIONS


def _name(found: DictionaryObject, key: str) -> str:
    value = found.raw_get(key) if key in found else ""
    return str(value.get_object() if isinstance(value, IndirectObject) else value)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the trailer, each once, without recursion."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        found = waiting.pop()
        looked_at += 1
        if looked_at > MAX_OBJECTS:
            raise ValueError("too many objects")
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) not in seen:
                seen.add((found.idnum, found.generation))
                waiting.append(found.get_object())
        elif isinstance(found, DictionaryObject):
            yield found
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, ArrayObject):
            waiting += [list.__getitem__(found, index) for index in range(len(found))]
