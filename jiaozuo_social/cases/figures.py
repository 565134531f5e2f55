"""The first figures: this month's cases by channel, content, area and unit, each a link to its rows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.places.models import Division

from .models import Case, Category

COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Period:
    """From the start of the first day to before the start of ``end`` (exclusive), local time."""

    start: dt.date
    end: dt.date

    @classmethod
    def month_of(cls, day: dt.date) -> "Period":
        first = day.replace(day=1)
        return cls(first, (first + dt.timedelta(days=32)).replace(day=1))

    @classmethod
    def day(cls, day: dt.date) -> "Period":
        return cls(day, day + dt.timedelta(days=1))

    @property
    def label(self) -> str:
        return f"{self.start.year}年{self.start.month}月"

    def params(self) -> dict[str, str]:
        """The same period as the inbox filter says it (its last day is inclusive)."""
        last = self.end - dt.timedelta(days=1)
        return {"tab": "all", "received_from": str(self.start), "received_to": str(last)}


@dataclass(frozen=True)
class Figure:
    """A number with the rows behind it; ``query`` is the inbox filter that shows exactly these."""

    label: str
    count: int
    query: str


@dataclass(frozen=True)
class Table:
    title: str
    rows: list[Figure]

    @property
    def total(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def largest(self) -> int:
        return max((row.count for row in self.rows), default=0)


def received_in(user: AnyUser, period: Period) -> "QuerySet[Case]":
    """Cases received in a period that the user may count; those without a known date are left out."""
    start, end = (
        timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (period.start, period.end)
    )
    counted: QuerySet[Case] = Case.objects.counted_for(user)
    return counted.filter(received_at__gte=start, received_at__lt=end, received_unknown=False)


def month_tables(user: AnyUser, period: Period) -> list[Table]:
    """The four tables of the start page: four grouped counts and three look-ups of names."""
    cases = received_in(user, period)
    return [
        _table("按渠道", cases, period, "channel", "channel", lambda keys: dict(Case.Channel.choices)),
        _table("按内容", cases, period, "category_id", "category", _category_names),
        _table(
            "按属地",
            cases.annotate(county=Left("place_code", COUNTY_DIGITS)),
            period,
            "county",
            "place",
            _place_names,
        ),
        _table("按主办单位", cases, period, "department_id", "department", _department_names),
    ]


def _table(
    title: str,
    cases: "QuerySet[Case]",
    period: Period,
    column: str,
    parameter: str,
    names_of: Callable[[list[Any]], dict[Any, str]],
) -> Table:
    counted = list(cases.order_by().values(column).annotate(n=Count("pk")).order_by("-n", column))
    names = names_of([row[column] for row in counted if row[column] is not None])
    rows = [
        Figure(
            names.get(row[column], "未填"),
            row["n"],
            "" if row[column] is None else urlencode({**period.params(), parameter: row[column]}),
        )
        for row in counted
    ]
    return Table(title, rows)


def _category_names(keys: list[int]) -> dict[int, str]:
    return dict(Category.objects.filter(pk__in=keys).values_list("pk", "name"))


def _place_names(keys: list[str]) -> dict[str, str]:
    return dict(Division.objects.filter(pk__in=keys).values_list("code", "name"))


def _department_names(keys: list[int]) -> dict[int, str]:
    return dict(Department.objects.filter(pk__in=keys).values_list("pk", "name"))
