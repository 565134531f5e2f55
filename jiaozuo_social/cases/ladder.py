"""When the rungs of a clock's ladder fall due; decided on rows already at hand.

A rung of a limit in days comes on the calendar day ``offset`` days from the due day, at the hour
set for reminders; a rung of a limit in hours comes ``offset`` hours from the due moment.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from jiaozuo_social.workdays import SHANGHAI

from .models.clock import Clock, ReminderStep

Steps = Sequence[ReminderStep]
SEVERITY: list[str] = [ReminderStep.Action.SUPERVISE, ReminderStep.Action.URGE, ReminderStep.Action.REMIND]


def moment(clock: Clock, step: ReminderStep, hour: int) -> dt.datetime:
    if clock.counts.is_exact:
        return clock.due_at + dt.timedelta(hours=step.offset_days)
    day = timezone.localtime(clock.due_at).date() + dt.timedelta(days=step.offset_days)
    return dt.datetime.combine(day, dt.time(hour), tzinfo=SHANGHAI)


def due_steps(clock: Clock, steps: Steps, *, hour: int, now: dt.datetime) -> list[ReminderStep]:
    """Rungs that have come and are not done, the most severe first.

    Done is what lies before ``next_step_at``. Days are compared, not moments, so that a change of
    the hour skips nothing; what comes twice by that is stopped by the key of its notice.
    """
    if clock.next_step_at is None:
        return []
    by_hours = clock.counts.is_exact
    since = clock.next_step_at if by_hours else _start_of_day(clock.next_step_at)
    begun = max(since, clock.started_at)
    come = [step for step in steps if begun <= moment(clock, step, hour) <= now]
    return sorted(come, key=lambda step: (SEVERITY.index(step.action), -step.offset_days))


def next_moment(clock: Clock, steps: Steps, *, hour: int, now: dt.datetime) -> dt.datetime | None:
    """When the next rung comes; None when the ladder is done."""
    return min((at for step in steps if (at := moment(clock, step, hour)) > now), default=None)


def _start_of_day(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
