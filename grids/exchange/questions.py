"""The parameters of the list of results, checked: a misspelt one must not silently list everything."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from jiaozuo_social.web.paging import is_token
from jiaozuo_social.web.refusals import Invalid

from . import results
from .fields import MomentField
from .models import OrderSource, WorkOrder

PAGE_SIZE, MAX_SIZE = 100, 500
ORDERING = ("result_at", "pk")
KNOWN = ("source", "since", "all", "page", "size")
BOOLEANS = {"": False, "true": True, "false": False}


@dataclass(frozen=True)
class ResultQuestion:
    source: OrderSource
    rows: QuerySet[WorkOrder]
    read_at: dt.datetime
    size: int

    @classmethod
    def read(cls, params: QueryDict, sources: dict[str, OrderSource]) -> "ResultQuestion":
        errors: dict[str, list[str]] = {name: ["没有这个参数。"] for name in params if name not in KNOWN}
        errors |= {
            name: ["不能为空；不用的参数请省略。"] for name in params if name in KNOWN and not params[name]
        }
        source = sources.get(params.get("source", ""))
        if source is None:
            errors["source"] = ["没有这个来源，或者您不是它的接收单位的调度员"]
        since = _moment(params.get("since", ""), errors)
        wants_all = params.get("all", "")
        if wants_all not in BOOLEANS:
            errors["all"] = ["应为 true 或 false。"]
        size = _size(params.get("size", str(PAGE_SIZE)))
        if not size:
            errors["size"] = [f"应为 1 至 {MAX_SIZE} 的整数。"]
        if errors or source is None:
            raise Invalid(errors)
        until = results.horizon()
        rows = results.since(source, since, until=until, only_owed=not BOOLEANS[wants_all])
        if "page" in params and not is_token(params.get("page", ""), rows, ORDERING):
            raise Invalid({"page": ["这个翻页标记无效，或者不属于这个列表；请从第一页开始。"]})
        return cls(source, rows, until, size)


def _moment(text: str, errors: dict[str, list[str]]) -> dt.datetime | None:
    try:
        moment: dt.datetime | None = MomentField(max_length=40, required=False).clean(text)
    except forms.ValidationError as error:
        errors["since"] = error.messages
        return None
    return moment


def _size(text: str) -> int:
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return size if size <= MAX_SIZE else 0
