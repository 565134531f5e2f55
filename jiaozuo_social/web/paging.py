"""Pages of a long list by the last row seen, not by number: page 10,000 costs what page 1 costs.

NULL counts as the greatest value, as PostgreSQL sorts it, so a plain index serves both directions.
The null and the other rows are asked for apart: one OR over both would walk the index from its start.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet

PARAMETER = "page"
SALT = "keyset"


@dataclass(frozen=True)
class Cursor:
    """The row beside which a page begins, and whether the page lies before or after it."""

    value: Any
    pk: Any
    backward: bool


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_token: str
    prev_token: str


@dataclass(frozen=True)
class Order:
    """``(field, pk)``, both in one direction."""

    field: str
    descending: bool
    nullable: bool

    def sorted(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """All rows in the order of the list; spelt out, so that it does not rest on a default."""
        if self.descending:
            return queryset.order_by(F(self.field).desc(nulls_first=self.nullable or None), "-pk")
        return queryset.order_by(F(self.field).asc(nulls_last=self.nullable or None), "pk")

    def reversed(self) -> "Order":
        return Order(self.field, not self.descending, self.nullable)

    def parts_after(self, queryset: QuerySet[Any], cursor: Cursor) -> list[QuerySet[Any]]:
        """What follows the cursor, in at most two pieces that an index can serve one after the other."""
        beyond = "lt" if self.descending else "gt"
        own = "-pk" if self.descending else "pk"
        nulls = queryset.filter(**{f"{self.field}__isnull": True}).order_by(own)
        if cursor.value is None:
            rest = self.sorted(queryset.exclude(**{f"{self.field}__isnull": True}))
            here = nulls.filter(**{f"pk__{beyond}": cursor.pk})
            return [here, rest] if self.descending else [here]
        # The first condition repeats what the second says, in a form that bounds the index scan.
        bound = Q(**{f"{self.field}__{beyond}e": cursor.value})
        past = Q(**{f"{self.field}__{beyond}": cursor.value})
        tie = Q(**{self.field: cursor.value, f"pk__{beyond}": cursor.pk})
        here = self.sorted(queryset.filter(bound & (past | tie)))
        return [here, nulls] if self.nullable and not self.descending else [here]


def keyset_page(
    queryset: QuerySet[Any],
    params: Mapping[str, Any],
    *,
    ordering: tuple[str, str] = ("-received_at", "-pk"),
    size: int = 30,
    whole: QuerySet[Any] | None = None,
) -> Page:
    """The page that ``params["page"]`` points at; a missing, broken or foreign token gives the first.

    ``whole`` says how the rows of the page are read (with their relations), while ``queryset`` only finds
    them: else the database joins and carries thousands of whole rows in order to sort thirty.
    """
    order = _order(queryset, ordering)
    salt = _salt(queryset, ordering)
    cursor = _read(str(params.get(PARAMETER) or ""), salt)
    if cursor and cursor.backward:
        back = order.reversed()
        rows = _take(back.parts_after(queryset, cursor), size + 1, back, whole)
        if len(rows) > size:
            return _page(list(reversed(rows[:size])), order, salt, before=True, after=True)
        cursor = None  # the top is reached: show a whole first page rather than a stump
    parts = order.parts_after(queryset, cursor) if cursor else [order.sorted(queryset)]
    rows = _take(parts, size + 1, order, whole)
    return _page(rows[:size], order, salt, before=cursor is not None, after=len(rows) > size)


def _salt(queryset: QuerySet[Any], ordering: tuple[str, str]) -> str:
    return f"{SALT}:{queryset.model._meta.label}:{':'.join(ordering)}"


def _order(queryset: QuerySet[Any], ordering: tuple[str, str]) -> Order:
    field, pk = ordering
    descending = field.startswith("-")
    if pk != ("-pk" if descending else "pk"):
        raise ValueError("keyset ordering is (field, pk) in one direction")
    name = field.lstrip("-")
    try:
        nullable = bool(queryset.model._meta.get_field(name).null)
    except FieldDoesNotExist:
        nullable = True  # an annotation or a relation's column: it may be empty
    return Order(name, descending, nullable)


def _take(parts: list[QuerySet[Any]], wanted: int, order: Order, whole: QuerySet[Any] | None) -> list[Any]:
    rows: list[Any] = []
    for part in parts:
        if len(rows) < wanted:
            found = part[: wanted - len(rows)]
            if whole is not None:
                found = order.sorted(whole.filter(pk__in=part.values("pk")[: wanted - len(rows)]))
            rows += found
    return rows


def _page(rows: list[Any], order: Order, salt: str, *, before: bool, after: bool) -> Page:
    return Page(
        rows,
        _write(rows[-1], order, salt, backward=False) if rows and after else "",
        _write(rows[0], order, salt, backward=True) if rows and before else "",
    )


def _write(row: Any, order: Order, salt: str, *, backward: bool) -> str:
    value = _read_path(row, order.field)
    kind = "plain"
    if isinstance(value, dt.datetime):
        kind, value = "datetime", value.isoformat()
    elif isinstance(value, dt.date):
        kind, value = "date", value.isoformat()
    return signing.dumps([kind, value, _read_path(row, "pk"), backward], salt=salt)


def _read_path(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name) if isinstance(row, Model) or not isinstance(row, dict) else row[name]
    return row


def _read(token: str, salt: str) -> Cursor | None:
    try:
        kind, value, pk, backward = signing.loads(token, salt=salt)
    except signing.BadSignature:
        return None
    parse = {"datetime": dt.datetime.fromisoformat, "date": dt.date.fromisoformat}.get(kind, lambda v: v)
    return Cursor(parse(value), pk, backward)


def is_token(token: str, queryset: QuerySet[Any], ordering: tuple[str, str]) -> bool:
    """Whether a page of this list bears this token; for programs, which must not start again unawares."""
    return _read(token, _salt(queryset, ordering)) is not None
