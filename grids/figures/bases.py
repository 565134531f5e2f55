"""The sets of rows from which the grid section counts (rules §5.5). Confidential cases are in none of them."""

from typing import Any

from constance import config
from django.db.models import Case as If
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Left

from jiaozuo_social.cases.models import Assignment, Clock, Entry
from jiaozuo_social.reports import obligations
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Basis, Dimension
from jiaozuo_social.web.dates import date_cn

from ..models import GridCase

HANDLE, REWORK, VERIFY, CHECK = "G6", "G6R", "G2", "G9"
PLATFORM = ("G1", "G1C")  # what the platform owed before it filed the case
UNTIL_CLOSED = (HANDLE, REWORK, "G8", CHECK)


def _dimensions(case: str = "") -> dict[str, Dimension]:
    """Area and class (大类) of the case to which a row belongs."""
    return {
        "area": lambda frame: Left(f"{case}place_code", frame.area_digits),
        "class": lambda frame: Coalesce(f"{case}category__parent", f"{case}category"),
    }


def _cases(frame: Frame, happened: str) -> "QuerySet[GridCase]":
    found: QuerySet[GridCase] = GridCase.objects.filter(
        place_code__startswith=frame.scope,
        is_confidential=False,
        received_unknown=False,
        **frame.in_period(happened),
    )
    return found


def _reported(frame: Frame) -> "QuerySet[GridCase]":
    return _cases(frame, "received_at")


def _filed(frame: Frame) -> "QuerySet[GridCase]":
    """Filed in the period, with what became of it: late, sent back, or waiting with a 类问题."""
    desk = Clock.objects.filter(case=OuterRef("pk"), rule__in=PLATFORM, started_at__lte=OuterRef("filed_at"))
    sent_back = Assignment.objects.filter(
        case=OuterRef("pk"), state=Assignment.State.RETURNED, ended_at__lt=frame.until
    )
    grouped = Entry.objects.filter(case=OuterRef("pk"), move="group", at__lt=frame.until)
    return _cases(frame, "filed_at").annotate(
        was_late=Exists(desk.filter(stopped_at__gt=F("due_at"))),
        was_returned=Exists(sent_back),
        is_grouped=Exists(grouped),
    )


def _limits(frame: Frame, rule: str) -> "QuerySet[Clock]":
    return obligations.due_in(frame, rule).filter(case__kind=GridCase.KIND)


def _verifications(frame: Frame) -> "QuerySet[Clock]":
    return _limits(frame, VERIFY)


def _checks(frame: Frame) -> "QuerySet[Clock]":
    return _limits(frame, CHECK)


def _handlings(frame: Frame) -> "QuerySet[Clock]":
    """应处置: limits that end in the period, without those that stand still because the case is suspended."""
    clocks = Clock.objects.filter(case=OuterRef("case"))
    late = Q(stopped_at__gt=F("due_at"), stopped_at__lt=frame.until) | obligations.overdue(frame)
    running = _limits(frame, HANDLE).exclude(paused_at__lt=frame.until)
    return running.annotate(
        is_reworked=Exists(clocks.filter(rule=REWORK, started_at__lt=frame.until)),
        was_late=Exists(clocks.filter(late, rule__in=UNTIL_CLOSED)),
    ).annotate(points=_points(frame))


def _points(frame: Frame) -> Any:
    """What one limit adds to the score of its area, unit and class; the mean of all is the weighted score."""
    parts = (
        (config.GRID_SCORE_HANDLED, obligations.met(frame)),
        (config.GRID_SCORE_TIMELY, obligations.met_in_time(frame)),
        (config.GRID_SCORE_REWORK, Q(is_reworked=False)),
        (config.GRID_SCORE_OVERDUE, obligations.met(frame) | obligations.pending(frame)),
        (config.GRID_SCORE_EXTENDED, Q(extended_at=None) | Q(extended_at__gte=frame.until)),
    )
    total: Any = Value(0)
    for weight, condition in parts:
        total = total + If(When(condition, then=Value(weight)), default=Value(0))
    return total


def _facts_of_filed(row: Any) -> list[tuple[str, Any]]:
    return [("立案", date_cn(row.filed_at)), ("派遣", date_cn(row.first_dispatched_at) or "未派遣")]


REPORTED = Basis(
    "grid-reported",
    _reported,
    {**_dimensions(), "source": lambda frame: F("reporter_kind")},
    cubes=(("area", "class", "source"),),
)
FILED = Basis("grid-filed", _filed, _dimensions(), "", _facts_of_filed, cubes=(("area", "class"),))
VERIFICATIONS = Basis(
    "grid-verifications", _verifications, _dimensions("case__"), "case", obligations.facts,
    cubes=(("area", "class"),),
)  # fmt: skip
CHECKS = Basis(
    "grid-checks", _checks, _dimensions("case__"), "case", obligations.facts, cubes=(("area", "class"),)
)
HANDLINGS = Basis(
    "grid-handlings",
    _handlings,
    {**_dimensions("case__"), "unit": lambda frame: F("department")},
    "case",
    obligations.facts,
    cubes=(("area", "class", "unit"),),
)
