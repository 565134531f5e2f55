"""Matters like the one that somebody is about to report: same grid, same class, not long over.

Strangers read this: class, grid, day and how far it is, in words of ours; nothing that anybody wrote.
"""

import datetime as dt
import re
from dataclasses import dataclass

from constance import config
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.cases.models import Category
from jiaozuo_social.places.selectors import label as place_label

from .models import GridCase
from .states import GridState

GRID = re.compile(r"\d{15}(\d{2})?")
GRID_DIGITS = 15  # a micro-grid of some thirty households would say too much
SHOWN = 5


@dataclass(frozen=True)
class Like:
    event: str
    place: str
    received_on: dt.date
    words: str


def like(place_code: str, event: Category) -> list[Like]:
    """The latest first; none where the grid is not known."""
    if not GRID.fullmatch(place_code):
        return []
    grid = place_code[:GRID_DIGITS]
    lately = timezone.now() - dt.timedelta(days=config.GRID_SIMILAR_DAYS)
    rows = (
        GridCase.objects.filter(Q(is_open=True) | Q(closed_at__gte=lately), place_code__startswith=grid)
        .filter(category=event, is_parent=False, is_confidential=False)
        .exclude(state=GridState.VOID)
        .order_by("-received_at")
        .values_list("received_at", "state", "is_open")
    )
    return [
        Like(event.name, place_label(grid), timezone.localdate(received), _words(state, is_open))
        for received, state, is_open in rows[:SHOWN]
    ]


def _words(state: str, is_open: bool) -> str:
    if not is_open:
        return "已办结"
    return "正在核实" if state in (GridState.REPORTED, GridState.VERIFYING) else "正在办理"
