"""What the board shows of an area, read from the kept figures in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from constance import config
from django.db.models import F, Sum
from django.utils import timezone

from jiaozuo_social.cases.models import Category
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.places import selectors as places

from ..models.figure import DayFigure, FigureMaking, OpenFigure

Dimension = OpenFigure.Dimension
NONE = "未填"


@dataclass
class Line:
    """A class, an area or a department. ``code`` leads to the board of an area."""

    label: str
    code: str = ""
    received: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Day:
    day: dt.date
    received: int
    closed: int


@dataclass
class Board:
    scope: str
    made_at: dt.datetime | None
    days: list[Day]
    before: int
    open: int = 0
    overdue: int = 0
    urgent: int = 0
    suspended: int = 0
    classes: list[Line] = field(default_factory=list)
    areas: list[Line] = field(default_factory=list)
    departments: list[Line] = field(default_factory=list)
    more_departments: int = 0

    @property
    def today(self) -> Day:
        return self.days[-1]

    @property
    def received(self) -> int:
        return sum(day.received for day in self.days)

    @property
    def closed(self) -> int:
        return sum(day.closed for day in self.days)

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.received or self.closed)


def making() -> FigureMaking:
    return FigureMaking.objects.filter(pk=FigureMaking.ONLY).first() or FigureMaking()


def board(scope: str, made_at: dt.datetime | None) -> Board:
    length = int(config.GRID_BOARD_DAYS)
    today = timezone.localdate()
    first = today - dt.timedelta(days=length - 1)
    figures = DayFigure.objects.filter(scope=scope, day__gte=first, day__lte=today)
    by_day = _by("day", figures, "received", "closed")
    days = [
        Day(day, *by_day.get(day, (0, 0))) for day in (first + dt.timedelta(days=n) for n in range(length))
    ]
    earlier = DayFigure.objects.filter(
        scope=scope, day__gte=first - dt.timedelta(days=length), day__lt=first
    ).aggregate(n=Sum("received"))
    found = Board(scope, made_at, days, earlier["n"] or 0)
    _stock(found)
    found.classes = _classes(scope, figures)
    found.areas = _areas(scope, first, today)
    _departments(found)
    return found


def _by(column: str, figures: Any, *names: str) -> dict[Any, tuple[int, ...]]:
    """Sums of the kept figures by one of their columns."""
    rows = figures.values_list(column).annotate(**{f"sum_{name}": Sum(name) for name in names})
    return {key: tuple(amounts) for key, *amounts in rows}


def _stock(found: Board) -> None:
    for row in OpenFigure.objects.filter(scope=found.scope, dimension=Dimension.STATE):
        found.open += row.total
        found.overdue += row.overdue
        found.urgent += row.urgent
        if row.value == "suspended":
            found.suspended = row.total


def _classes(scope: str, figures: Any) -> list[Line]:
    lines: dict[str, Line] = {}
    for pk, (received, closed) in _by("category", figures, "received", "closed").items():
        lines[str(pk or "")] = Line(NONE, received=received, closed=closed)
    for one in OpenFigure.objects.filter(scope=scope, dimension=Dimension.CLASS):
        line = lines.setdefault(one.value, Line(NONE))
        line.open, line.overdue = one.total, one.overdue
    names = Category.objects.filter(pk__in=[value for value in lines if value])
    for pk, name in names.values_list("pk", "name"):
        lines[str(pk)].label = name
    return sorted(lines.values(), key=lambda line: (-line.received, -line.open, line.label))


def _areas(scope: str, first: dt.date, last: dt.date) -> list[Line]:
    """Every active division of the area in the order of its code, and what has no smaller place."""
    below = places.children(scope)
    lines = {place.code: Line(place.short_name, place.code) for place in below if place.is_active}
    flow = DayFigure.objects.filter(scope__in=list(lines), day__gte=first, day__lte=last)
    for code, (received, closed) in _by("scope", flow, "received", "closed").items():
        lines[code].received, lines[code].closed = received, closed
    stock = OpenFigure.objects.filter(scope__in=list(lines), dimension=Dimension.STATE)
    for code, (total, overdue) in _by("scope", stock, "total", "overdue").items():
        lines[code].open, lines[code].overdue = total, overdue
    return list(lines.values())


def _departments(found: Board) -> None:
    """Those with the most overdue cases first."""
    rows = OpenFigure.objects.filter(scope=found.scope, dimension=Dimension.DEPARTMENT).exclude(value="")
    ordered = list(rows.order_by("-overdue", "-total", F("value")))
    shown = ordered[: int(config.GRID_BOARD_ROWS)]
    names = _names(row.value for row in shown)
    found.departments = [
        Line(names.get(int(row.value), NONE), open=row.total, overdue=row.overdue) for row in shown
    ]
    found.more_departments = len(ordered) - len(shown)


def _names(values: Iterable[str]) -> dict[int, str]:
    wanted = [int(value) for value in values]
    rows = Department.objects.filter(pk__in=wanted).values_list("pk", "short_name", "name")
    return {pk: short or name for pk, short, name in rows}
