"""Grid cases: the inbox of a street that has half of them, and the leaders' board.

The board is held against counting the same figures of the city from the cases themselves.
"""

import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from grids.board import making
from grids.models import DayFigure, GridCase, OpenFigure

from ..seed_grid import DISPATCHER, STREET
from ..timing import percentile, seconds
from .lists import client_of, pages_of

INBOX = (
    "/cases/?tab=all",
    "/cases/?tab=mine",
    "/cases/?tab=overdue",
    f"/cases/?tab=all&place={STREET}",
    "/cases/?tab=all&kind=grid&state=grid.handling",
    "/cases/?tab=all&urgency=urgent",
    "/cases/?tab=all&sort=due",
)
BOARD = ("/grids/board/", "/grids/board/?area=410802", f"/grids/board/?area={STREET}")
TIMES = 40
COUNTED = (
    """c.kind = 'grid' AND NOT c.is_confidential AND NOT c.received_unknown AND c.place_code LIKE %(scope)s"""
)
DIRECT = (
    f"SELECT date(received_at), coalesce(k.parent_id, k.id), left(place_code, 6), count(*) FROM cases_case c"
    f" LEFT JOIN cases_category k ON k.id = c.category_id WHERE {COUNTED} AND received_at >= %(since)s"
    " GROUP BY GROUPING SETS ((1), (2), (3))",
    f"SELECT date(closed_at), coalesce(k.parent_id, k.id), left(place_code, 6), count(*) FROM cases_case c"
    f" LEFT JOIN cases_category k ON k.id = c.category_id WHERE {COUNTED} AND closed_at >= %(since)s"
    " GROUP BY GROUPING SETS ((1), (2), (3))",
    f"SELECT state, department_id, coalesce(k.parent_id, k.id), left(place_code, 6), count(*),"
    f" count(*) FILTER (WHERE due_at < now()), count(*) FILTER (WHERE is_urgent) FROM cases_case c"
    f" LEFT JOIN cases_category k ON k.id = c.category_id WHERE {COUNTED} AND is_open"
    " GROUP BY GROUPING SETS ((1), (2), (3), (4))",
)


def direct() -> None:
    since = timezone.now() - dt.timedelta(days=making.kept_days())
    with connection.cursor() as cursor:
        for statement in DIRECT:
            cursor.execute(statement, {"scope": f"{settings.CITY_CODE}%", "since": since})
            cursor.fetchall()


def timed(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def measure() -> dict[str, Any]:
    whole = timed(lambda: making.make(everything=True))
    return {
        "cases": GridCase.objects.count(),
        "in the street": GridCase.objects.filter(place_code__startswith=STREET).count(),
        "inbox": pages_of(client_of(DISPATCHER), INBOX),
        "board": pages_of(client_of("lingdao"), BOARD, TIMES),
        "direct": percentile(seconds(direct, times=5, warm_up=1), 50),
        "kept rows": DayFigure.objects.count() + OpenFigure.objects.count(),
        "made anew s": whole,
        "made again s": timed(making.make),
    }
