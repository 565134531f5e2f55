"""Questions about kept reports."""

import datetime as dt
from dataclasses import dataclass

from jiaozuo_social.cases.figures import Period

from . import frames
from .models import Snapshot

MONTHS_LISTED = 24


@dataclass(frozen=True)
class Month:
    period: Period
    snapshot: Snapshot | None

    @property
    def key(self) -> str:
        return frames.month_key(self.period)


def months(scope: str, today: dt.date) -> list[Month]:
    """This month and those before it, each with its approved or else its latest report: one query."""
    periods = [Period.month_of(today)]
    while len(periods) < MONTHS_LISTED:
        periods.append(frames.previous(periods[-1]))
    kept = Snapshot.objects.filter(scope=scope, starts_on__gte=periods[-1].start)
    best: dict[dt.date, Snapshot] = {}
    for snapshot in kept.defer("content").select_related("frozen_by").order_by("computed_at", "pk"):
        known = best.get(snapshot.starts_on)
        if known is None or not known.is_frozen:
            best[snapshot.starts_on] = snapshot
    return [Month(period, best.get(period.start)) for period in periods]


def history(period: Period, scope: str) -> list[Snapshot]:
    """Every report computed for a month, the latest first."""
    kept = Snapshot.objects.of(period, scope).defer("content").select_related("computed_by", "frozen_by")
    return list(kept.order_by("-computed_at", "-pk"))
