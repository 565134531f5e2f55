"""Columns of the exported list; apps add those of their own kinds in ``AppConfig.ready()``."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.models import Case
from jiaozuo_social.places.selectors import label as place_label

Values = Mapping[str, Any]
PORTAL = timezone.get_default_timezone()


@dataclass(frozen=True)
class Column:
    """``paths`` are what it needs of the case row (as in ``values()``); ``read`` makes the cell."""

    label: str
    paths: tuple[str, ...]
    read: Callable[[Values], Any]


def plain(label: str, path: str) -> Column:
    return Column(label, (path,), lambda row: row[path])


def words(label: str, path: str, choices: Any) -> Column:
    by_value = {value: str(word) for value, word in choices}
    return Column(label, (path,), lambda row: by_value.get(row[path], ""))


def moment(label: str, path: str) -> Column:
    return Column(label, (path,), lambda row: written(row[path]))


def yes_no(label: str, path: str) -> Column:
    return Column(label, (path,), lambda row: "是" if row[path] else "")


def written(value: dt.datetime | None) -> str:
    """A time as text, so that it reads alike in every spreadsheet."""
    return value.astimezone(PORTAL).isoformat(" ")[:16] if value else ""


def _kind(row: Values) -> str:
    return kinds.get(row["kind"]).label


@cache
def _state_words(kind: str) -> dict[str, str]:
    return {value: str(label) for value, label in kinds.get(kind).states.choices}


def _state(row: Values) -> str:
    return _state_words(row["kind"]).get(row["state"], "")


def _received(row: Values) -> str:
    return "不详" if row["received_unknown"] else written(row["received_at"])


def _overdue(row: Values) -> str:
    due = row["due_at"]
    return "是" if row["is_open"] and due is not None and due < timezone.now() else ""


BASE = (
    plain("编号", "number"),
    Column("类型", ("kind",), _kind),
    Column("状态", ("kind", "state"), _state),
    plain("标题", "title"),
    plain("内容分类", "category__name"),
    Column("属地", ("place_code",), lambda row: place_label(row["place_code"])),
    words("渠道", "channel", Case.Channel.choices),
    Column("收到时间", ("received_at", "received_unknown"), _received),
    plain("主办单位", "department__name"),
    plain("经办人", "handler__name"),
    moment("最近期限", "due_at"),
    Column("超期", ("is_open", "due_at"), _overdue),
    yes_no("督办", "is_supervised"),
    yes_no("重复", "repeat_of_id"),
)
_added: dict[str, tuple[Column, ...]] = {}


def add(app: str, *columns: Column) -> None:
    """Columns of an app's kinds, after the common ones; again replaces."""
    _added[app] = columns


def all_columns() -> list[Column]:
    return [*BASE, *(column for columns in _added.values() for column in columns)]
