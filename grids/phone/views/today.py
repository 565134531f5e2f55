"""The day's page, the phone's queue, and what the phone asks the server in the background."""

import hashlib
import json
import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from jiaozuo_social.outbox.selectors import notices_of
from jiaozuo_social.places import locating
from jiaozuo_social.places import selectors as places

from .. import selectors
from ..access import phone_only
from ..forms import is_reportable
from ..pages import page


@require_safe
@phone_only
def today(request: HttpRequest) -> HttpResponse:
    context = {
        "tasks": selectors.tasks(request.user),
        "reports": selectors.open_reports(request.user),
        "follow_ups": selectors.follow_ups(request.user),
        "notices": selectors.notices(request.user),
        "grids": selectors.own_grids(request.user),
    }
    return page(request, "today", context)


@require_safe
@cache_control(no_cache=True)
def queue(request: HttpRequest) -> HttpResponse:
    """A frame; what stands in it is on the phone alone, and can be seen after the login has expired."""
    return page(request, "queue")


@require_safe
@phone_only
def state(request: HttpRequest) -> JsonResponse:
    """Who is logged in, a fresh form token, our time, and outlines and names of places if the phone has others."""
    body: dict[str, Any] = {
        "user": {"key": str(request.user.pk), "name": str(request.user)},
        "csrf": get_token(request),
        "now": round(time.time() * 1000),
    }
    known = {"list": selectors.outlines(request.user), **selectors.names_of_places(request.user)}
    digest = hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]
    if request.GET.get("known") != digest:
        body["grids"] = {"digest": digest, **known}
    return JsonResponse(body)


@require_safe
@phone_only
def place(request: HttpRequest) -> JsonResponse:
    """The grid of a position; nothing is kept of the question."""
    try:
        longitude, latitude = float(request.GET["longitude"]), float(request.GET["latitude"])
    except (KeyError, ValueError):
        return JsonResponse({"code": "", "label": ""})
    code = locating.place_at(longitude, latitude) or ""
    code = code if is_reportable(code) else ""
    return JsonResponse({"code": code, "label": places.label(code) if code else ""})


@require_POST
@phone_only
def read_notices(request: HttpRequest) -> HttpResponse:
    notices_of(request.user).mark_read()
    return redirect("grids:phone-today")
