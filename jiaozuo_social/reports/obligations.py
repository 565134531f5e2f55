"""Limits that end in the period and how they were met: the four parts of rules §2 (按期、超期、未、超期未)."""

import datetime as dt
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from jiaozuo_social.cases.models import Assignment, Clock
from jiaozuo_social.web.dates import date_cn

from .frames import Frame

SPENT = ExpressionWrapper(F("stopped_at") - F("started_at"), output_field=DurationField())


def due_in(frame: Frame, *rules: str) -> "QuerySet[Clock]":
    """Clocks of these rules whose last day lies in the period, without those of a unit that sent the case back."""
    sent_back = Assignment.objects.filter(
        case=OuterRef("case"),
        department=OuterRef("department"),
        state=Assignment.State.RETURNED,
        assigned_at__lte=OuterRef("stopped_at"),
        ended_at__gte=OuterRef("started_at"),
    )
    return Clock.objects.filter(
        ~Exists(sent_back),
        rule__in=rules,
        due_at__gte=frame.start,
        due_at__lt=frame.end,
        started_at__lt=frame.until,
        case__place_code__startswith=frame.scope,
        case__is_confidential=False,
        case__received_unknown=False,
    )


def met(frame: Frame) -> Q:
    return Q(stopped_at__lt=frame.until)


def met_in_time(frame: Frame) -> Q:
    return met(frame) & Q(stopped_at__lte=F("due_at"))


def met_late(frame: Frame) -> Q:
    return met(frame) & Q(stopped_at__gt=F("due_at"))


def not_met(frame: Frame) -> Q:
    return Q(stopped_at=None) | Q(stopped_at__gte=frame.until)


def pending(frame: Frame) -> Q:
    return not_met(frame) & Q(due_at__gte=frame.until)


def overdue(frame: Frame) -> Q:
    return not_met(frame) & Q(due_at__lt=frame.until)


def facts(clock: Any) -> list[tuple[str, Any]]:
    done: dt.datetime | None = clock.stopped_at
    return [("到期", date_cn(clock.due_at)), ("完成", date_cn(done)) if done else ("状态", "未完成")]
