"""The monthly report of the last whole month, beside bare SQL counts of the same figures.

The bare counts are written by hand with as few statements as PostgreSQL needs for them (one per set of rows and
period, all groupings at once), without names, percentages, order or JSON.
"""

import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jiaozuo_social.cases.figures import Period
from jiaozuo_social.reports import computing, files, frames, services

from ..timing import percentile, seconds

TIMES = 5
RECEIVED = """
SELECT c.channel, p.purpose, c.category_id, left(c.place_code, 6) AS area, c.department_id, count(*),
    count(*) FILTER (WHERE p.is_repeat), count(*) FILTER (WHERE c.channel = 'visit'),
    sum(coalesce(p.visitors, 1)) FILTER (WHERE c.channel = 'visit'),
    count(*) FILTER (WHERE c.channel = 'visit' AND coalesce(p.visitors, 1) >= 5)
FROM cases_case c JOIN petitions_petition p ON p.case_ptr_id = c.id
WHERE c.received_at >= %(start)s AND c.received_at < %(end)s AND NOT c.received_unknown
    AND NOT c.is_confidential AND p.purpose <> 'accusation'
GROUP BY GROUPING SETS ((c.channel), (p.purpose), (c.category_id), (area), (c.department_id), (c.category_id, area), ())
"""
LIMITS = """
SELECT k.rule_id, k.department_id, count(*), count(*) FILTER (WHERE k.stopped_at <= k.due_at),
    count(*) FILTER (WHERE k.stopped_at > k.due_at AND k.stopped_at < %(end)s),
    count(*) FILTER (WHERE k.stopped_at IS NULL OR k.stopped_at >= %(end)s), sum(k.stopped_at - k.started_at)
FROM cases_clock k JOIN cases_case c ON c.id = k.case_id JOIN petitions_petition p ON p.case_ptr_id = c.id
WHERE k.rule_id IN ('P1', 'P2', 'P3', 'P5', 'P5D', 'S1', 'S3') AND k.due_at >= %(start)s AND k.due_at < %(end)s
    AND NOT c.is_confidential AND NOT c.received_unknown AND p.purpose <> 'accusation'
GROUP BY GROUPING SETS ((k.rule_id, k.department_id), (k.rule_id))
"""
RATED = """
SELECT c.department_id, count(*), count(*) FILTER (WHERE r.about = 'unit' AND r.level <> 'dissatisfied')
FROM cases_rating r JOIN cases_case c ON c.id = r.case_id
WHERE r.created_at >= %(start)s AND r.created_at < %(end)s AND NOT c.is_confidential
GROUP BY GROUPING SETS ((c.department_id), ())
"""
LAPSED = """
SELECT count(*) FROM cases_clock k JOIN cases_case c ON c.id = k.case_id
WHERE k.rule_id = 'R1' AND k.due_at >= %(start)s AND k.due_at < %(end)s AND NOT c.is_confidential
    AND NOT EXISTS (SELECT 1 FROM cases_rating r WHERE r.case_id = c.id)
"""
SETTLED = """
SELECT c.department_id, count(*), count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM cases_case a JOIN petitions_petition b ON b.case_ptr_id = a.id
    WHERE a.repeat_of_id = c.id AND b.is_repeat AND a.received_at >= p.replied_at))
FROM cases_case c JOIN petitions_petition p ON p.case_ptr_id = c.id
WHERE p.replied_at >= %(start)s - interval '60 days' AND p.replied_at < %(end)s - interval '60 days'
    AND NOT p.is_repeat AND NOT c.is_confidential
GROUP BY GROUPING SETS ((c.department_id), ())
"""
EVERY_PERIOD = (RECEIVED, LIMITS, RATED, LAPSED, SETTLED)


def measure() -> dict[str, Any]:
    frame = frames.frame_of(frames.previous(Period.month_of(timezone.localdate())), settings.CITY_CODE)
    periods = [{"start": one.start, "end": one.end} for one in (frame.shifted(s) for s in frames.SHIFTS)]

    def bare() -> None:
        with connection.cursor() as cursor:
            for period in periods:
                for statement in EVERY_PERIOD:
                    cursor.execute(statement, period)
                    cursor.fetchall()

    statements: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        report = computing.compute(frame)
    found = {"statements": len(statements), "bare statements": len(periods) * len(EVERY_PERIOD)}
    snapshot = services.draft(frame.period, frame.scope)
    for form, word in (("docx", "word ms"), ("xlsx", "excel ms")):
        began = time.perf_counter()
        files.render(snapshot, form)
        found[word] = round((time.perf_counter() - began) * 1000)
    channels = next(one for one in report["sections"][0]["tables"] if one["key"] == "channels")
    return {
        **found,
        "cases": channels["rows"][-1]["cells"][0]["value"],
        "report": percentile(seconds(lambda: computing.compute(frame), times=TIMES), 50),
        "bare": percentile(seconds(bare, times=TIMES), 50),
    }
