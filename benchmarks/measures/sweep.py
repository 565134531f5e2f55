"""The reminder sweep among a million open clocks, beside the bare SQL that does the same."""

import datetime as dt
from typing import Any

from django.db import connection
from django.utils import timezone

from jiaozuo_social.cases import reminders
from jiaozuo_social.workdays import SHANGHAI

from ..timing import in_turn, percentile

OPEN = 1_000_000
DUE = 1_000  # come up at once: what a city's new matters bring in between two sweeps is less
TOLD = 100
ROUNDS, IDLE_ROUNDS = 7, 30

FIND = (
    "SELECT id FROM cases_clock WHERE stopped_at IS NULL AND paused_at IS NULL AND next_step_at <= %s"
    " ORDER BY next_step_at, id LIMIT 500"
)
CLAIM = f"UPDATE cases_clock SET next_step_at = %s WHERE id IN ({FIND} FOR UPDATE SKIP LOCKED)"


def run(sql: str, *params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        if cursor.description:
            cursor.fetchall()
        return int(cursor.rowcount)


def prepare(now: dt.datetime) -> int:
    """Open a million clocks, the next rung of each some day in the coming two months."""
    run("SET statement_timeout = 0")
    run(
        "UPDATE cases_clock SET stopped_at = NULL, due_at = %s + id %% 60 * interval '1 day',"
        " original_due_at = %s, next_step_at = %s + (1 + id %% 60) * interval '1 day'"
        " WHERE id IN (SELECT max(id) FROM cases_clock GROUP BY case_id, rule_id, department_id"
        " HAVING count(*) = 1 ORDER BY 1 DESC LIMIT %s)",
        now + dt.timedelta(days=20), now, now, OPEN,
    )  # fmt: skip
    run("UPDATE cases_clock SET next_step_at = NULL WHERE next_step_at <= %s", now)
    run("VACUUM ANALYZE cases_clock")
    return run("SELECT 1 FROM cases_clock WHERE stopped_at IS NULL")


def come_up(now: dt.datetime, count: int, *, due: dt.datetime | None = None) -> None:
    """Let some clocks be looked at now; ``due`` is set where a rung shall have come."""
    run(
        "UPDATE cases_clock SET next_step_at = %s, due_at = coalesce(%s, due_at) WHERE id IN"
        " (SELECT id FROM cases_clock WHERE stopped_at IS NULL AND due_at > %s ORDER BY id DESC LIMIT %s)",
        now, due, now + dt.timedelta(days=20), count,
    )  # fmt: skip


def claim(now: dt.datetime) -> None:
    while run(CLAIM, now + dt.timedelta(days=1), now):
        continue


def measure() -> dict[str, Any]:
    now = dt.datetime.combine(timezone.localdate(), dt.time(12), tzinfo=SHANGHAI)
    found: dict[str, Any] = {"open": prepare(now), "due": DUE, "told": TOLD}
    idle = in_turn({"sweep": lambda: reminders.sweep(now), "bare": lambda: run(FIND, now)}, times=IDLE_ROUNDS)
    busy = in_turn(
        {"sweep": lambda: reminders.sweep(now), "bare": lambda: claim(now)},
        times=ROUNDS, before=lambda: come_up(now, DUE),
    )  # fmt: skip
    come_up(now, TOLD, due=now + dt.timedelta(days=3))
    told = in_turn({"told": lambda: reminders.sweep(now)}, times=1, warm_up=0)["told"][0]
    for name, taken in (("idle", idle), ("busy", busy)):
        found[name] = {who: percentile(each, 50) for who, each in taken.items()}
    return {**found, "ms_per_reminder": told / TOLD * 1000}
