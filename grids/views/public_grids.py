"""Public notices of grids: found by place or name, one page per grid, a sign to print."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiaozuo_social.places.selectors import chain, division, label

from .. import notices, signs, sketch
from ..consultation.selectors import published_around
from ..models import Grid


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """``?in=410802`` goes down the tree, ``?q=`` looks for a community by its name."""
    code, words = request.GET.get("in", ""), request.GET.get("q", "").strip()[:40]
    place = division(code) if code.startswith(settings.CITY_CODE) else None
    if place is None or len(code) > 12:
        code = settings.CITY_CODE
    grids = notices.grids_of_community(code)
    context: dict[str, Any] = {
        "q": words,
        "is_short": 0 < len(words) < notices.SHORTEST_WORD,
        "found": [(one.code, label(one.code)) for one in notices.found_by(words)],
        "links": chain(code),
        "place": place,
        "grids": grids,
        "areas": notices.areas_below(code) if len(code) < 12 else [],
    }
    if grids:
        context["sketch"] = sketch.of_community(grid.code for grid in grids)
        context["consultations"] = published_around(code)
    return render(request, "grids/public/list.html", context)


def _grid(code: str) -> Grid:
    found = notices.public_grid(code)
    if found is None:
        raise Http404
    return found


@require_safe
def notice(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "grids/public/grid.html", _context(_grid(code)))


@require_safe
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """The notice board's sheet; a QR code may be put into its block."""
    return render(request, "grids/public/sign.html", _context(_grid(code)))


def _context(grid: Grid) -> dict[str, object]:
    return {
        "grid": grid,
        "links": chain(grid.code),
        "place": label(str(grid.division.parent_id)),
        "people": notices.people(grid.current_terms),  # type: ignore[attr-defined]  # prefetched
        "micro_grids": notices.micro_grids(grid) if not grid.is_micro else [],
        "qr": signs.of_place(grid.code)[0],
        "consultations": published_around(grid.code),
        "sketch": sketch.of_grid(grid.code, notices.siblings(grid)),
    }
