"""Count grid cases for the board. Confidential ones and those without a known date are in no figure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Left, TruncDate
from django.utils import timezone

from ..models import GridCase
from ..models.figure import OpenFigure

SCOPES = (4, 6, 9, 12)  # digits of city, county, street, community
CLASS = Coalesce("category__parent", "category")
Counts = dict[tuple[Any, ...], tuple[int, ...]]
BY = {
    OpenFigure.Dimension.STATE: F("state"),
    OpenFigure.Dimension.CLASS: CLASS,
    OpenFigure.Dimension.DEPARTMENT: F("department"),
}


def _cases() -> "QuerySet[GridCase]":
    found: QuerySet[GridCase] = GridCase.objects.filter(is_confidential=False, received_unknown=False)
    return found.annotate(place=Left("place_code", SCOPES[-1])).order_by()


def _rolled_up(found: dict[tuple[Any, ...], list[int]], width: int) -> Counts:
    """Counts of communities as those of every area around them as well; the place stands first in a key."""
    counts: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * width)
    for (place, *rest), amounts in found.items():
        for digits in SCOPES:
            if len(place) >= digits:
                total = counts[place[:digits], *rest]
                for i, amount in enumerate(amounts):
                    total[i] += amount
    return {key: tuple(amounts) for key, amounts in counts.items()}


def of_days(days: Collection[dt.date]) -> Counts:
    """(scope, day, class) → received, closed on these days."""
    found: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    if not days:
        return {}
    zone = timezone.get_current_timezone()
    start = dt.datetime.combine(min(days), dt.time(), tzinfo=zone)
    end = dt.datetime.combine(max(days) + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    for position, column in enumerate(("received_at", "closed_at")):
        rows = _cases().filter(**{f"{column}__gte": start, f"{column}__lt": end})
        rows = rows.annotate(on=TruncDate(column), sort=CLASS).filter(on__in=days)
        for place, day, sort, n in rows.values_list("place", "on", "sort").annotate(n=Count("pk")):
            found[place, day, sort][position] += n
    return _rolled_up(found, 2)


def of_open() -> Counts:
    """(scope, dimension, value) → open, of these overdue, of these urgent."""
    rows = _cases().filter(is_open=True)
    overdue, urgent = Q(due_at__lt=timezone.now()), Q(is_urgent=True)
    found: dict[tuple[Any, ...], list[int]] = {}
    for dimension, column in BY.items():
        grouped = rows.annotate(by=column).values_list("place", "by")
        counted = grouped.annotate(
            n=Count("pk"), late=Count("pk", filter=overdue), fast=Count("pk", filter=urgent)
        )
        for place, value, n, late, fast in counted:
            found[place, dimension.value, "" if value is None else str(value)] = [n, late, fast]
    return _rolled_up(found, 3)
