"""The parameters of the inbox: described from the filters themselves, and nothing else is taken."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.api.views import form_errors
from jiaozuo_social.web.paging import is_token
from jiaozuo_social.web.refusals import Invalid

from . import inbox, kinds
from .filters import TOO_SHORT, CaseFilter, state_choices
from .querysets import CaseQuerySet

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


@dataclass(frozen=True)
class Question:
    """What was asked of the inbox, checked; a question that is not understood is not answered with everything."""

    tab: str
    sort: str
    size: int
    rows: CaseQuerySet

    @property
    def ordering(self) -> tuple[str, str]:
        return inbox.ORDERINGS[self.sort]

    @classmethod
    def read(cls, params: QueryDict, user: AnyUser) -> "Question":
        tab = params.get("tab", "all" if params.get("q") else "mine")
        sort = params.get("sort", inbox.tab(tab).sort)
        rows = inbox.cases(user, tab).select_related("department", "handler", "category").defer("body")
        found = CaseFilter(params, queryset=rows, user=user)
        errors = form_errors(found.form.errors) | _misread(params, found)
        if tab not in {one.key for one in inbox.TABS}:
            errors["tab"] = ["没有这个分栏。"]
        if sort not in inbox.ORDERINGS:
            errors["sort"] = ["只能是 due 或 received。"]
        elif "page" in params and not is_token(params.get("page", ""), rows, inbox.ORDERINGS[sort]):
            errors["page"] = ["这个翻页标记无效，或者不属于这个列表；请从第一页开始。"]
        size = _size(params.get("size", str(PAGE_SIZE)))
        if not size:
            errors["size"] = [f"应为 1 至 {MAX_SIZE} 的整数。"]
        if found.too_short:
            errors["q"] = [TOO_SHORT]
        if errors:
            raise Invalid(errors)
        return cls(tab, sort, size, found.qs)


def _size(text: str) -> int:
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return size if size <= MAX_SIZE else 0


def _misread(params: QueryDict, found: CaseFilter) -> dict[str, list[str]]:
    """A misspelt or empty filter must not silently show everything."""
    errors: dict[str, list[str]] = {}
    for name, values in params.lists():
        if name not in found.filters and name not in OWN:
            errors[name] = ["没有这个参数。"]
        elif not all(values):
            errors[name] = ["不能为空；不用的参数请省略。"]
    return errors
