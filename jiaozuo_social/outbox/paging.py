"""Keyset paging by primary key: page ten thousand costs what page one costs."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 30
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    before: int  # key the next page starts below; 0 when this is the last page
    is_first: bool


def newest_first(rows: QuerySet[Any], request: HttpRequest, size: int = PAGE_SIZE) -> Page:
    """The page of ``rows`` that ``?before=<pk>`` asks for, newest on top."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 20 else 0
    if before:
        rows = rows.filter(pk__lt=min(before, LARGEST_KEY))
    found = list(rows.order_by("-pk")[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else 0, not before)
