"""Limits by event, urgency and stage (rules §5.3): the nearest row in force counts."""

import datetime as dt
import math
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.cases.models import Category, ClockRule
from jiaozuo_social.workdays import Unit

from .choices import Stage, Urgency
from .models.event import EventLimit

if TYPE_CHECKING:
    from jiaozuo_social.cases.models import Case

Limit = tuple[int, Unit]
STAGES = {"G2": Stage.VERIFY, "G6": Stage.HANDLE, "G9": Stage.CHECK}
# Stages at the platform itself; in an urgent matter their office time is counted continuously.
PLATFORM_RULES = ("G1", "G2", "G3", "G8", "G9")


def limit_for(event: Category | None, urgency: str, stage: str, on: dt.date | None = None) -> Limit | None:
    """The limit of the event itself, of its class or of every event; of each the latest in force."""
    day = on or timezone.localdate()
    nearest: list[int | None] = [event.pk, event.parent_id, None] if event else [None]
    rows = EventLimit.objects.filter(
        Q(event=None) | Q(event__in=[pk for pk in nearest if pk]),
        urgency=urgency, stage=stage, valid_from__lte=day,
    )  # fmt: skip
    found = min(
        rows, key=lambda row: (nearest.index(row.event_id), -row.valid_from.toordinal()), default=None
    )
    return (found.amount, Unit(found.unit)) if found else None


def words(limit: Limit) -> str:
    """As people say it: 4工作时（办公时间）."""
    return f"{limit[0]}{EventLimit.Counts(limit[1].value).label}"


def of_clock(case: "Case", code: str) -> Limit | None:
    """What a clock of a grid case counts where that is not simply its rule's amount."""
    from .models import GridCase

    assert isinstance(case, GridCase)
    if code == "G6" and case.limit_amount:
        return case.limit_amount, Unit(case.limit_unit)
    if code in STAGES and (own := limit_for(case.category, case.urgency, STAGES[code])):
        return own
    if case.urgency == Urgency.URGENT and code in PLATFORM_RULES:
        return _continuous(code)
    return None


def _continuous(code: str) -> Limit | None:
    rule = ClockRule.objects.get(pk=code)
    if rule.amount is None or not Unit(rule.unit).is_exact:
        return None
    minutes = rule.amount if rule.unit == ClockRule.Unit.OFFICE_MINUTES else rule.amount * 60
    return math.ceil(minutes / 60), Unit.HOURS
