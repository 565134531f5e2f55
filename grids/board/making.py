"""Make the board's figures: what changed since the last time, or everything. Running twice changes nothing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from constance import config
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.cases.models import Entry

from ..models import GridCase
from ..models.figure import DayFigure, FigureMaking, OpenFigure
from . import counting

OVERLAP = dt.timedelta(minutes=15)  # a long transaction's entries are older than its commit
BATCH = 5000


def kept_days() -> int:
    """Twice what is shown, so that it can be compared with the time before."""
    return 2 * int(config.GRID_BOARD_DAYS)


def make(*, everything: bool = False) -> int:
    """Bring the figures up to date; returns how many rows changed."""
    with transaction.atomic():
        FigureMaking.objects.get_or_create(pk=FigureMaking.ONLY)
        making = FigureMaking.objects.select_for_update().get(pk=FigureMaking.ONLY)
        now, kept = timezone.now(), kept_days()
        if everything or making.made_at is None or making.days != kept:
            days, scope = _window(kept), Q()
            making.days = kept
        else:
            days = _changed_days(making.made_at - OVERLAP) & _window(kept)
            scope = Q(day__in=days)
        changed = _merge(DayFigure, DayFigure.objects.filter(scope), counting.of_days(days))
        changed += _merge(OpenFigure, OpenFigure.objects.all(), counting.of_open())
        making.made_at = now
        making.save()
    return changed


def _window(kept: int) -> set[dt.date]:
    today = timezone.localdate()
    return {today - dt.timedelta(days=n) for n in range(kept)}


def _changed_days(since: dt.datetime) -> set[dt.date]:
    """Days whose figures may differ: those of the entries, and of what came in or was corrected since."""
    entries = Entry.objects.filter(at__gte=since, case__kind=GridCase.KIND)
    days = {timezone.localdate(at) for at in entries.values_list("at", flat=True)}
    moved = entries.filter(Q(seq=1) | Q(move="correct")).values("case")
    for received, closed in GridCase.objects.filter(pk__in=moved).values_list("received_at", "closed_at"):
        days |= {timezone.localdate(moment) for moment in (received, closed) if moment}
    return days


def _merge(model: Any, kept: "models.QuerySet[Any]", counts: counting.Counts) -> int:
    """Write only the rows that differ: the others keep their place on disk."""
    names = (*model.KEY, *model.VALUES)
    width, gone = len(model.KEY), []
    new, other = dict(counts), []
    for row in kept.only("pk", *names).iterator():
        values = tuple(getattr(row, name) for name in names)
        wanted = new.pop(values[:width], None)
        if wanted is None:
            gone.append(row.pk)
        elif wanted != values[width:]:
            _set(row, model.VALUES, wanted)
            other.append(row)
    model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_update(other, model.VALUES, batch_size=BATCH)
    made = [model(**dict(zip(names, (*key, *values), strict=True))) for key, values in new.items()]
    model.objects.bulk_create(made, batch_size=BATCH)
    return len(gone) + len(other) + len(made)


def _set(row: Any, names: Iterable[str], values: Iterable[int]) -> None:
    for name, value in zip(names, values, strict=True):
        setattr(row, name, value)
