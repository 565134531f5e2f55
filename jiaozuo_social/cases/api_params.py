"""The parameters of the inbox: described from the filters themselves, and nothing else is taken."""

from collections.abc import Mapping
from typing import Any

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from . import inbox, kinds
from .filters import CaseFilter, state_choices

PAGE_SIZE, MAX_SIZE = 30, 100
OWN = ("tab", "sort", "page", "size")


def _enum(name: str, label: str, values: list[str], **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=label, enum=values, **more)


def _of_filter(name: str, one: django_filters.Filter) -> OpenApiParameter:
    fixed = one.extra.get("choices")
    if isinstance(one, django_filters.MultipleChoiceFilter):
        return _enum(name, one.label, [value for value, _ in fixed], many=True)
    if isinstance(one, django_filters.DateFilter):
        return OpenApiParameter(name, OpenApiTypes.DATE, description=one.label)
    if fixed:
        return _enum(name, one.label, [str(value) for value, _ in fixed])
    return OpenApiParameter(name, OpenApiTypes.STR, description=one.label)


def _parameters() -> list[OpenApiParameter]:
    known = {
        "kind": [kind.code for kind in kinds.all_kinds()],
        "state": [value for _, states in state_choices() for value, _ in states],
    }
    filters = [
        _enum(name, one.label, known[name]) if name in known else _of_filter(name, one)
        for name, one in CaseFilter.base_filters.items()
    ]
    facets = [
        _enum(facet.name, facet.label, [str(value) for value, _ in facet.choices])
        for kind in kinds.all_kinds()
        for facet in kind.facets
    ]
    return [
        _enum("tab", "分栏", [tab.key for tab in inbox.TABS]),
        _enum("sort", "次序：期限或收到时间", list(inbox.ORDERINGS)),
        OpenApiParameter("page", OpenApiTypes.STR, description="上一次答复给出的 next 或 previous"),
        OpenApiParameter(
            "size", {"type": "integer", "minimum": 1, "maximum": MAX_SIZE}, description="每页件数"
        ),
        *filters,
        *facets,
    ]


INBOX = _parameters()


def read_size(params: Mapping[str, str]) -> tuple[int, dict[str, list[str]]]:
    text = params.get("size", str(PAGE_SIZE))
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if 1 <= size <= MAX_SIZE:
        return size, {}
    return PAGE_SIZE, {"size": [f"应为 1 至 {MAX_SIZE} 的整数。"]}


def unknown(params: Mapping[str, str], found: CaseFilter) -> dict[str, list[str]]:
    """A misspelt filter must not silently show everything."""
    return {name: ["没有这个参数。"] for name in params if name not in found.filters and name not in OWN}
