"""Move the next reminder of many clocks at once: those that came up with nothing to say."""

import datetime as dt
from collections.abc import Mapping

from django.db import connection

from .models.clock import Clock

# Never waits and never overwrites: a clock that somebody holds, or changed since it was read, is left
# to the next sweep.
UPDATE = """
    WITH asked AS (
        SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS t(id, was, next)
    ), free AS (
        SELECT c.id FROM cases_clock c JOIN asked ON asked.id = c.id AND asked.was = c.next_step_at
        WHERE c.stopped_at IS NULL AND c.paused_at IS NULL
        FOR UPDATE OF c SKIP LOCKED
    )
    UPDATE cases_clock c SET next_step_at = asked.next
    FROM asked JOIN free USING (id) WHERE c.id = asked.id
"""


def reschedule(wanted: Mapping[Clock, dt.datetime | None]) -> int:
    """Give each clock, as it was read, its next moment; returns how many took it."""
    if not wanted:
        return 0
    keys = [clock.pk for clock in wanted]
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [keys, [clock.next_step_at for clock in wanted], list(wanted.values())])
        return cursor.rowcount
