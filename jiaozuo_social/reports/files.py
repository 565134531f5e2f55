"""A report as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from . import word, workbook
from .models import Snapshot


@dataclass(frozen=True)
class Form:
    word: str
    content_type: str
    render: Callable[[Snapshot], bytes]


def as_json(snapshot: Snapshot) -> bytes:
    """The canonical bytes themselves: their SHA-256 is the one shown on the page."""
    return snapshot.content.encode()


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS = {
    "docx": Form("Word", f"{OFFICE}.wordprocessingml.document", word.render),
    "xlsx": Form("Excel", f"{OFFICE}.spreadsheetml.sheet", workbook.render),
    "json": Form("JSON", "application/json; charset=utf-8", as_json),
}


def render(snapshot: Snapshot, form: str) -> bytes:
    return FORMS[form].render(snapshot)


def name(snapshot: Snapshot, form: str) -> str:
    state = "核定" if snapshot.is_frozen else "预览"
    return f"{snapshot.data['scope']['name']}{snapshot.month}月报（{state}）.{form}"


def disposition(snapshot: Snapshot, form: str) -> str:
    return f"attachment; filename=\"report-{snapshot.month}.{form}\"; filename*=UTF-8''{quote(name(snapshot, form))}"
