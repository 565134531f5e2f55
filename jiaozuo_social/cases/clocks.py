"""Start, stop, pause and extend the clocks of a case. The caller holds the case's row lock."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiaozuo_social.workcalendar.services import calendar
from jiaozuo_social.workdays import Unit

from . import kinds, rulebook
from .models.clock import Clock, ClockRule

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case
    from .moves import Move


def due_at(rule: ClockRule, started_at: dt.datetime) -> dt.datetime:
    """Last moment of a limit; raises ValueError for a rule whose date is set by an order."""
    if rule.amount is None:
        raise ValueError(f"clock rule {rule.code} has no amount: its date is set by the order")
    return calendar().due_at(started_at, rule.amount, Unit(rule.unit))


def start(
    case: "Case",
    code: str,
    *,
    department: "Department | None" = None,
    started_at: dt.datetime | None = None,
    until: dt.datetime | None = None,
    limit: tuple[int, Unit] | None = None,
) -> Clock:
    """Start a clock; an open one of the same rule and department goes on unchanged.

    ``limit`` or ``until`` say what the rule leaves to the order; a kind may have limits of its own.
    """
    rule = rulebook.rule(code)
    counted = _counted(case, rule, started_at or timezone.now(), until, limit)
    clock, _ = Clock.objects.get_or_create(
        case_id=case.pk, rule=rule, department=department, stopped_at=None, defaults=counted
    )
    return clock


def of_new(case: "Case", codes: Sequence[str]) -> list[Clock]:
    """Unsaved clocks with which a case that is not saved yet begins."""
    rules = [rulebook.rule(code) for code in codes]
    return [Clock(rule=rule, **_counted(case, rule, case.received_at)) for rule in rules]


def _counted(
    case: "Case",
    rule: ClockRule,
    began: dt.datetime,
    until: dt.datetime | None = None,
    limit: tuple[int, Unit] | None = None,
) -> dict[str, Any]:
    own = kinds.get(case.kind or case.KIND).limit
    if limit is None and until is None and own is not None:
        limit = own(case, rule.pk)
    if limit is not None:
        due, unit = calendar().due_at(began, *limit), str(limit[1])
    else:
        due, unit = until or due_at(rule, began), ""
    return {
        "started_at": began, "due_at": due, "original_due_at": due, "next_step_at": began, "limit_unit": unit,
    }  # fmt: skip


def nearest(clocks: Iterable[Clock]) -> dt.datetime | None:
    """The nearest deadline among running clocks that somebody in office must keep."""
    return min((clock.due_at for clock in clocks if not clock.rule.is_window), default=None)


def running(case: "Case", code: str) -> Clock | None:
    return Clock.objects.filter(case_id=case.pk, rule_id=code, stopped_at=None).order_by("due_at").first()


def stop(case: "Case", *codes: str, at: dt.datetime | None = None, **only: Any) -> int:
    """Stop the open clocks of these rules and note whether they ended late; returns how many."""
    ended = at or timezone.now()
    stopped = 0
    for clock in Clock.objects.filter(case_id=case.pk, rule_id__in=codes, stopped_at=None, **only):
        clock.stopped_at, clock.is_late, clock.next_step_at = ended, ended > clock.due_at, None
        clock.save(update_fields=["stopped_at", "is_late", "next_step_at"])
        stopped += 1
    return stopped


def stop_at_closing(case: "Case", *, at: dt.datetime | None = None) -> int:
    """Stop what ends with the case; a rating window or a promise to act goes on."""
    ending = Clock.objects.filter(case_id=case.pk, stopped_at=None, rule__survives_closing=False)
    return stop(case, *set(ending.values_list("rule_id", flat=True)), at=at)


def extend(clock: Clock, *, amount: int, unit: Unit = Unit.CALENDAR, reason: str, by: Any) -> None:
    """Move the deadline once, counted from where it is (信访工作条例 art. 34); a last day may move on."""
    if clock.extended_at is not None:
        raise ValueError("a clock is extended once only")
    clock.due_at = calendar().due_at(clock.due_at, amount, unit)
    clock.extended_at, clock.extended_by, clock.extension_reason = timezone.now(), by, reason
    clock.next_step_at = timezone.now()
    clock.save()


def pause(clock: Clock) -> None:
    """Stop counting (听证, 挂账) until resumed."""
    clock.paused_at, clock.next_step_at = timezone.now(), None
    clock.save(update_fields=["paused_at", "next_step_at"])


def resume(clock: Clock) -> None:
    """Go on counting what was left when the clock stood still, in the limit's own unit."""
    if clock.paused_at is None:
        raise ValueError("the clock is not paused")
    now = timezone.now()
    clock.due_at = calendar().after_pause(clock.due_at, clock.paused_at, now, clock.counts)
    clock.paused_at, clock.next_step_at = None, now
    clock.save(update_fields=["due_at", "paused_at", "next_step_at"])


def refresh_due(case: "Case") -> None:
    """Set ``case.due_at`` to the nearest open deadline that somebody in office must keep."""
    nearest = (
        Clock.objects.filter(case_id=case.pk, stopped_at=None, paused_at=None)
        .exclude(rule__is_window=True)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )
    case.due_at = nearest


def apply(case: "Case", move: "Move") -> None:
    """Stop and start what the moves table says, then note the nearest deadline on the case."""
    if move.stops:
        stop(case, *move.stops)
    for code in move.starts:
        holder = rulebook.rule(code).holder
        owes = case.department if holder == ClockRule.Holder.UNIT else None
        start(case, code, department=owes)
    if not case.is_open:
        stop_at_closing(case)
    refresh_due(case)
