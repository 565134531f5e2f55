"""Turn a cell into a value, or say in Chinese why it cannot be."""

import datetime as dt
import re
import unicodedata
from typing import Any

from django.utils import timezone

from .readers import text_of

DATE_FORMATS = (
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d",
    "%Y-%m-%d",
    "%Y.%m.%d",
    "%Y-%m-%dT%H:%M:%S",
    "%Y.%m.%d %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日 %H时%M分",
    "%Y年%m月%d日",
    "%Y%m%d",
)
FRACTION = re.compile(r"(:\d{2})\.\d+$")
SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")  # days since 1899-12-30, as Excel counts: 1954 to 2091
EXCEL_DAY_0 = dt.datetime(1899, 12, 30)


class BadCell(ValueError):
    """``str(exc)`` is the reason for the error sheet."""


def moment(value: Any) -> dt.datetime | None:
    """A date or date-time in any of the usual forms, aware in Shanghai time; None for an empty cell."""
    if isinstance(value, dt.datetime):
        found: dt.datetime | None = value.replace(tzinfo=None)
    elif isinstance(value, dt.date):
        found = dt.datetime.combine(value, dt.time())
    else:
        text = text_of(value)
        if not text:
            return None
        found = _parse(text)
    if found is None:
        raise BadCell(f"“{text_of(value)[:30]}”不是日期，请写成 2026-11-23 或 2026/11/23 14:05")
    if not 1949 <= found.year <= 2100:
        raise BadCell(f"年份 {found.year} 不合理")
    return timezone.make_aware(found)


def _parse(text: str) -> dt.datetime | None:
    """Full-width signs, doubled blanks, seconds with a fraction and Excel's day numbers are understood."""
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("日", "日 ").split())
    plain = FRACTION.sub(r"\1", plain)
    if SERIAL.fullmatch(plain):
        return EXCEL_DAY_0 + dt.timedelta(seconds=round(float(plain) * 86_400))
    for pattern in DATE_FORMATS:
        try:
            return dt.datetime.strptime(plain, pattern)
        except ValueError:
            continue
    return None


def past_moment(value: Any) -> dt.datetime | None:
    found = moment(value)
    if found is not None and found > timezone.now() + dt.timedelta(days=1):
        raise BadCell("日期在将来")
    return found


def required_text(value: Any, *, longest: int) -> str:
    text = text_of(value)
    if not text:
        raise BadCell("不能为空")
    return limited_text(text, longest=longest)


def limited_text(value: Any, *, longest: int) -> str:
    text = text_of(value)
    if len(text) > longest:
        raise BadCell(f"超过 {longest} 字（现 {len(text)} 字）")
    return text


def one_of(value: Any, words: dict[str, str], *, default: str) -> str:
    """Translate a word of the ledger by a table; an unknown word is an error, an empty cell the default."""
    text = text_of(value)
    if not text:
        return default
    if text not in words:
        raise BadCell(f"“{text[:20]}”不在可识别的取值中：{'、'.join(list(words)[:8])}")
    return words[text]


def yes_no(value: Any) -> bool:
    return text_of(value) in {"1", "是", "匿名", "true", "True", "Y", "y", "有"}
