"""The sweep over the clocks: 提醒 → 催办 → 督办, each told once per (clock, step, person).

A clock is dealt with in a transaction of its own that holds its case and itself, in the order in
which moves lock them, and never waits: what somebody else holds is left to the next sweep. So two
workers share the work, and one that is killed leaves nothing half done.
"""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterator

from constance import config
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.outbox.services import NewNotice, notify_many
from jiaozuo_social.workdays import days_left

from . import escalation, ladder, rulebook
from .models.clock import Clock, ReminderStep
from .rescheduling import reschedule

logger = logging.getLogger(__name__)

BATCH = 500
Ladders = dict[str, list[ReminderStep]]


class SweepIncomplete(Exception):
    """Some clocks could not be dealt with; the others were."""


def sweep(now: dt.datetime | None = None) -> int:
    """Take every rung that has come; returns with how many clocks something was done."""
    now = now or timezone.now()
    taken = 0
    failed: list[tuple[int, Exception]] = []
    ladders: Ladders | None = None
    for batch in _due(now):
        ladders = ladders or _ladders()
        taken += _take_all(_with_something_to_say(batch, ladders, now), ladders, now, failed)
    if failed:
        raise SweepIncomplete(f"clocks {[pk for pk, _ in failed][:20]}") from failed[0][1]
    return taken


def _with_something_to_say(batch: list[Clock], ladders: Ladders, now: dt.datetime) -> list[int]:
    """Keys of the clocks with a rung that has come; the others get their next moment in one statement.

    Most have none: a clock comes up once when it starts, and an hour set in the portal may have moved.
    """
    hour = config.REMINDER_HOUR
    speaking, silent = [], {}
    for clock in batch:
        clock.rule = rulebook.rule(clock.rule_id)
        steps = ladders.get(clock.rule_id, [])
        found = ladder.stand(clock, steps, hour=hour, now=now)
        if found.come:
            speaking.append(clock.pk)
        else:
            silent[clock] = found.next_at
    reschedule(silent)
    return speaking


def _take_all(
    keys: list[int], ladders: Ladders, now: dt.datetime, failed: list[tuple[int, Exception]]
) -> int:
    taken, hour = 0, config.REMINDER_HOUR
    for pk in keys:
        try:
            taken += take(pk, ladders=ladders, hour=hour, now=now)
        except (OperationalError, InterfaceError):
            raise  # the database is away: so would be every other clock
        except Exception as error:
            logger.error("clock %s: %s", pk, type(error).__name__)
            failed.append((pk, error))
    return taken


def take(pk: int, *, ladders: Ladders, hour: int, now: dt.datetime) -> bool:
    """Deal with one clock; False if it is not due any more or somebody else is at it."""
    with transaction.atomic():
        clock = (
            Clock.objects.filter(pk=pk, stopped_at=None, paused_at=None, next_step_at__lte=now)
            .select_related("case__withheld_from", "case__department__parent", "rule", "department__parent")
            .select_for_update(skip_locked=True, of=("self", "case"))
            .first()
        )
        if clock is None:
            return False
        steps = ladders.get(clock.rule_id, [])
        found = ladder.stand(clock, steps, hour=hour, now=now)
        _act(clock, found.come, now)
        clock.next_step_at = found.next_at
        clock.save(update_fields=["next_step_at"])
    return bool(found.come)


def _act(clock: Clock, come: list[ReminderStep], now: dt.datetime) -> None:
    """The most severe rung first: after missed days each person hears only the worst of it."""
    supervised = any(step.action == ReminderStep.Action.SUPERVISE for step in come)
    if supervised and clock.due_at < now:
        escalation.supervise(clock)
    told: set[int] = set()
    notices: list[NewNotice] = []
    for step in come:
        people = {m.user_id for m in escalation.reach(clock, step.audience, now)} - told
        notices += [_notice(clock, step, user, now) for user in sorted(people)]
        told |= people
    notify_many(notices)


def _notice(clock: Clock, step: ReminderStep, user: int, now: dt.datetime) -> NewNotice:
    due = timezone.localtime(clock.due_at)
    unit = f"（{clock.department}）" if clock.department else ""
    label, number = step.get_action_display(), clock.case.number
    return NewNotice(
        user_id=user,
        kind=f"clock.{step.action}",
        subject=f"{label}：{number} {clock.rule.name}{_when(clock, now)}{unit}",
        body=f"依据：{clock.rule.article}。到期：{due:%Y年%m月%d日 %H:%M}。",
        link=f"/cases/{clock.case_id}/",
        dedupe_key=step_key(clock, step, user),
    )


def step_key(clock: Clock, step: ReminderStep, user: int) -> str:
    """After an extension the ladder runs again, against the new due date."""
    due = timezone.localtime(clock.due_at)
    rung = f"{step.offset_days}.{step.action}.{step.audience}"
    return f"clock:{clock.pk}:due:{due:%Y%m%d%H%M}:step:{rung}:user:{user}"


def _when(clock: Clock, now: dt.datetime) -> str:
    if clock.counts.is_exact:
        due = timezone.localtime(clock.due_at)
        return "已超期" if clock.due_at < now else f"应于{due:%m月%d日%H:%M}前完成"
    left = days_left(clock.due_at, now)
    if left > 0:
        return f"还有{left}日到期"
    return "今日到期" if left == 0 else f"已超期{-left}日"


def _due(now: dt.datetime) -> Iterator[list[Clock]]:
    """The clocks whose rung may have come, a batch at a time, in the order of the index that knows them:
    the million others are not touched."""
    due = Clock.objects.filter(stopped_at=None, paused_at=None, next_step_at__lte=now)
    due = due.only("rule_id", "limit_unit", "started_at", "due_at", "next_step_at").order_by(
        "next_step_at", "pk"
    )
    batch = list(due[:BATCH])
    while batch:
        yield batch
        at, pk = batch[-1].next_step_at, batch[-1].pk
        past = Q(next_step_at__gt=at) | Q(next_step_at=at, pk__gt=pk)
        batch = list(due.filter(past, next_step_at__gte=at)[:BATCH])


def _ladders() -> Ladders:
    ladders: Ladders = defaultdict(list)
    for step in ReminderStep.objects.order_by("rule", "offset_days"):
        ladders[step.rule_id].append(step)
    return ladders
