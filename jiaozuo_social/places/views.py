"""Options for the select below the one that was just changed."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from .selectors import choices_below, grouped_streets

ELEMENT_ID = re.compile(r"[\w-]{1,80}")


@require_GET
@cache_control(public=True, max_age=600)
def children(request: HttpRequest) -> HttpResponse:
    """``?parent=410802``; a form names its own field instead (``?from=place_0&place_0=410802``).

    ``reset`` lists the ids of selects further down whose options no longer fit; with ``streets`` no
    parent means every street in groups.
    """
    parent = request.GET.get("parent") or request.GET.get(request.GET.get("from", ""), "")
    context = {
        "choices": choices_below(parent) if parent else [],
        "groups": grouped_streets() if "streets" in request.GET and not parent else [],
        "reset": [box for box in request.GET.get("reset", "").split(",") if ELEMENT_ID.fullmatch(box)][:4],
    }
    return render(request, "places/options.html", context)
