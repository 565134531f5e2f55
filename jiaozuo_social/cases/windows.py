"""What simply runs out: rights that were not used, and cases that end when they have."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import verbs
from .models.clock import Clock
from .moves import Actor, MoveRefused
from .querysets import CaseQuerySet

BATCH = 500


def lapse_windows(now: dt.datetime | None = None) -> int:
    """Stop the windows that are over at the moment they were: a right lapses, nobody is late."""
    now = now or timezone.now()
    lapsed = 0
    while batch := _lapse_batch(now):
        lapsed += batch
    return lapsed


@transaction.atomic
def _lapse_batch(now: dt.datetime) -> int:
    over = Clock.objects.filter(
        rule__is_window=True, stopped_at=None, paused_at=None, due_at__lt=now
    ).order_by("pk")
    held = list(over.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:BATCH])
    return Clock.objects.filter(pk__in=held).update(stopped_at=F("due_at"), is_late=False, next_step_at=None)


def close_each(cases: CaseQuerySet, move: str = "close") -> int:
    """Make the system's closing move on each case, each in its own transaction; returns how many.

    May be stopped and started again anywhere. A case that moved on meanwhile is left alone.
    """
    closed, batch = 0, [0]
    while batch:
        batch = list(cases.filter(pk__gt=batch[-1]).order_by("pk").values_list("pk", flat=True)[:BATCH])
        closed += sum(_close(cases.model, pk, move) for pk in batch)
    return closed


def _close(model: type, pk: int, move: str) -> bool:
    case = model._default_manager.get(pk=pk)  # type: ignore[attr-defined]
    try:
        verbs.perform(case, move, by=Actor.system())
    except MoveRefused:
        return False
    return True
