"""When the rungs of a clock's ladder fall due; decided on rows already at hand.

A rung of a limit in days comes on the calendar day ``offset`` days from the due day, at the hour
set for reminders; a rung of a limit in hours comes ``offset`` hours from the due moment.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jiaozuo_social.workdays import SHANGHAI

from .models.clock import Clock, ReminderStep

Steps = Sequence[ReminderStep]
SEVERITY: list[str] = [ReminderStep.Action.SUPERVISE, ReminderStep.Action.URGE, ReminderStep.Action.REMIND]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a clock stands on its ladder."""

    come: list[ReminderStep]  # rungs that have come and are not done, the most severe first
    next_at: dt.datetime | None  # when the next one comes; None when the ladder is done


def stand(clock: Clock, steps: Steps, *, hour: int, now: dt.datetime) -> Stand:
    """Done is what lies before ``next_step_at``. Days are compared, not moments, so that a change of
    the hour skips nothing; what comes twice by that is stopped by the key of its notice.
    """
    is_exact = clock.counts.is_exact
    moments = _hours(clock, steps) if is_exact else _days(clock, steps, hour)
    next_at = min((at for at in moments if at > now), default=None)
    if clock.next_step_at is None:
        return Stand([], next_at)
    since = clock.next_step_at if is_exact else _start_of_day(clock.next_step_at)
    begun = max(since, clock.started_at)
    come = [step for at, step in zip(moments, steps, strict=True) if begun <= at <= now]
    come.sort(key=lambda step: (SEVERITY.index(step.action), -step.offset_days))
    return Stand(come, next_at)


def _hours(clock: Clock, steps: Steps) -> list[dt.datetime]:
    return [clock.due_at + dt.timedelta(hours=step.offset_days) for step in steps]


def _days(clock: Clock, steps: Steps, hour: int) -> list[dt.datetime]:
    due = dt.datetime.combine(clock.due_at.astimezone(SHANGHAI), dt.time(hour), tzinfo=SHANGHAI)
    return [due + dt.timedelta(days=step.offset_days) for step in steps]


def _start_of_day(at: dt.datetime) -> dt.datetime:
    return at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
