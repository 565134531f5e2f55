"""The board as a page, and its figures alone for the page that is open already."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import has_duty, reads_cases
from jiaozuo_social.places import selectors as places

from .. import mapdata
from . import access, selectors

STALE_MINUTES = 30
NOTHING_NEW = 204


@staff_only
@csp_update({"img-src": [SELF, "data:", *mapdata.tile_hosts()]})
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    scope = access.require_scope(request)
    making = selectors.making()
    stamp = f"{making.made_at:%Y%m%d%H%M%S%f}" if making.made_at else ""
    is_update = "HX-Request" in request.headers
    if is_update and stamp and request.GET.get("made") == stamp:
        return HttpResponse(status=NOTHING_NEW)
    shown = selectors.board(scope, making.made_at)
    context = {
        "board": shown,
        "stamp": stamp,
        "is_stale": making.is_stale(timezone.now(), STALE_MINUTES),
        "area": places.division(scope),
        "trail": [link for link in places.chain(scope) if _within(request, link.code)],
        "scopes": [(code, places.label(code)) for code in access.scopes_of(request.user)],
        "is_wall": request.GET.get("wall") == "1",
        "has_inbox": has_duty(request.user, Duty.DISPATCHER, Duty.GRID_LEADER),
        "has_cases": reads_cases(request.user),
        "charts": charts(shown),
        "query": f"kind=grid&under={scope}",  # the map asks for it when it comes into sight
        "tiles": mapdata.tiles(),
    }
    return render(request, "grids/board/figures.html" if is_update else "grids/board/board.html", context)


def _within(request: HttpRequest, code: str) -> bool:
    return code.startswith(tuple(access.scopes_of(request.user)))


def charts(shown: selectors.Board) -> dict[str, dict[str, object]]:
    """What the charts draw; the tables beside them say the same."""
    return {
        "trend": {
            "labels": [f"{day.day.month}/{day.day.day}" for day in shown.days],
            "series": [
                {"label": "上报", "values": [day.received for day in shown.days]},
                {"label": "结案", "values": [day.closed for day in shown.days]},
            ],
        },
        "classes": {
            "labels": [line.label for line in shown.classes],
            "series": [{"label": "上报", "values": [line.received for line in shown.classes]}],
        },
        "areas": {line.code: [line.open, line.overdue] for line in shown.areas},
    }
