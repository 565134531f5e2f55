"""The map of staff: the page with its table, and the data behind it."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.orgs.selectors import is_staff_member

from .. import mapdata

TABLE_ROWS = 50


@staff_only
@csp_update({"img-src": [SELF, "data:", *mapdata.tile_hosts()]})
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    form = mapdata.MapFilter(request.GET)
    asked = _asked(form)
    found, is_cut = mapdata.points(request.user, asked)
    areas = mapdata.areas_of(request.user)
    context = {
        "form": form, "area": areas[0] if areas else "", "rows": found[:TABLE_ROWS], "count": len(found),
        "is_cut": is_cut, "table_rows": TABLE_ROWS, "urgencies": mapdata.URGENCIES,
        "tiles": mapdata.tiles(),
    }  # fmt: skip
    return render(request, "grids/staff/map.html", context)


def _asked(form: mapdata.MapFilter) -> dict[str, Any]:
    """A wrong value in the address counts as none."""
    form.is_valid()
    return form.cleaned_data


def _boundary_stamp(request: HttpRequest) -> str | None:
    """Asked before the view: who may not see gets no "unchanged" either."""
    if not is_staff_member(request.user) or not mapdata.may_see(request.user, request.GET.get("under", "")):
        return None
    return f'"{mapdata.stamp(request.GET["under"])}"'


@login_required
@gzip_page
@cache_control(private=True, no_cache=True)
@condition(etag_func=_boundary_stamp)
@require_safe
def boundaries(request: HttpRequest) -> HttpResponse:
    """``?under=410802``: outlines one level below a place of the user's area."""
    if not is_staff_member(request.user):
        raise PermissionDenied("此页面只供工作人员使用。")
    code = request.GET.get("under", "")
    if not mapdata.may_see(request.user, code):
        raise Http404
    return JsonResponse(mapdata.outlines(code))


@staff_only
@gzip_page
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    found, is_cut = mapdata.points(request.user, _asked(mapdata.MapFilter(request.GET)))
    return JsonResponse({"cases": found, "is_cut": is_cut})


@staff_only
@gzip_page
@require_safe
def heat(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"cells": mapdata.heat(request.user, _asked(mapdata.MapFilter(request.GET)))})
