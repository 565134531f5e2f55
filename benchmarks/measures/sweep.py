"""The reminder sweep over many open clocks, beside the bare SQL that finds the due ones."""

import time
from typing import Any

from django.db import connection
from django.utils import timezone

from jiaozuo_social.cases import reminders
from jiaozuo_social.cases.models import Clock

from ..timing import percentile, seconds

DUE = 200


def measure() -> dict[str, Any]:
    """Only DUE clocks have a step to take; all the others are open and must cost nothing."""
    now = timezone.now()
    open_clocks = Clock.objects.filter(stopped_at=None)
    chosen = list(open_clocks.order_by("-pk").values_list("pk", flat=True)[:DUE])
    open_clocks.update(next_step_at=None)

    def find() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.id FROM cases_clock c WHERE c.stopped_at IS NULL AND c.paused_at IS NULL"
                " AND c.next_step_at <= %s ORDER BY c.id LIMIT 1000",
                [now],
            )
            cursor.fetchall()

    found = percentile(seconds(find, times=20), 50)
    idle = percentile(seconds(lambda: reminders.sweep(now), times=10), 50)
    Clock.objects.filter(pk__in=chosen).update(next_step_at=now)
    began = time.perf_counter()
    taken = reminders.sweep(now)
    busy = time.perf_counter() - began
    return {"open": open_clocks.count(), "bare": found, "idle": idle, "busy": busy, "due": taken}
