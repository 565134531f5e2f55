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

    ``reset`` is the id of a select further down whose options no longer fit.
    """
    parent = request.GET.get("parent") or request.GET.get(request.GET.get("from", ""), "")
    reset = request.GET.get("reset", "")
    context = {
        "choices": choices_below(parent) if parent else [],
        "groups": grouped_streets() if reset and not parent else [],
        "reset": reset if ELEMENT_ID.fullmatch(reset) else "",
    }
    return render(request, "places/options.html", context)
