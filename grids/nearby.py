"""Matters like the one that somebody reports: same grid, same class, not long over.

Strangers read of them class, grid, day and how far it is, in words of ours; nothing that anybody wrote.
"""

import datetime as dt
from dataclasses import dataclass

from constance import config
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.models import Case, Category
from jiaozuo_social.places.selectors import label as place_label

from .models import GridCase
from .signs import GRID_CODE
from .states import GridState

GRID_DIGITS = 15  # a micro-grid of some thirty households would say too much
SHOWN = 5
UNFILED = (GridState.REPORTED, GridState.VERIFYING)


@dataclass(frozen=True)
class Like:
    event: str
    place: str
    received_on: dt.date
    words: str


def like(place_code: str, event: Category) -> list[Like]:
    """The latest first; none where the grid is not known."""
    if not GRID_CODE.fullmatch(place_code):
        return []
    rows = GridCase.objects.filter(_in_hand(place_code, event.pk)).order_by("-received_at")
    place = place_label(place_code[:GRID_DIGITS])
    return [
        Like(event.name, place, timezone.localdate(received), _words(state, is_open))
        for received, state, is_open in rows.values_list("received_at", "state", "is_open")[:SHOWN]
    ]


def perhaps_the_same(case: GridCase, user: AnyUser) -> list[Case]:
    """For those who decide whether to file a case: others of its class in its grid that they may see."""
    if case.state not in UNFILED or case.is_parent:
        return []
    return known_to(user, case.place_code, case.category_id, but=case.pk)


def known_to(user: AnyUser, place_code: str, event: int | None, *, but: int = 0) -> list[Case]:
    """What staff may see of it, whole cases."""
    if not GRID_CODE.fullmatch(place_code):
        return []
    alike = GridCase.objects.filter(_in_hand(place_code, event)).exclude(pk=but)
    seen = Case.objects.visible_to(user).filter(pk__in=alike.values("pk")).defer("body")
    return list(seen.order_by("-received_at")[:SHOWN])


def _in_hand(place_code: str, event: int | None) -> Q:
    lately = timezone.now() - dt.timedelta(days=config.GRID_SIMILAR_DAYS)
    return (
        Q(
            place_code__startswith=place_code[:GRID_DIGITS],
            category=event,
            is_parent=False,
            is_confidential=False,
        )
        & (Q(is_open=True) | Q(closed_at__gte=lately))
        & ~Q(state=GridState.VOID)
    )


def _words(state: str, is_open: bool) -> str:
    if not is_open:
        return "已办结"
    return "正在核实" if state in UNFILED else "正在办理"
