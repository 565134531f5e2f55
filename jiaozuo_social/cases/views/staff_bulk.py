"""One form for many cases, then a table that says what became of each."""

from constance import config
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .. import bulkmoves, kinds
from ..forms.base import form_class
from ..moves import Actor
from .staff_access import staff_only


def _bulk_move(request: HttpRequest, kind: str, name: str) -> bulkmoves.BulkMove:
    for one in bulkmoves.offered_to(request.user):
        if one.kind.code == kind and one.move.name == name:
            return one
    raise Http404


@staff_only
@require_http_methods(["GET", "POST"])
def bulk_move(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    one = _bulk_move(request, kind, name)
    params = request.POST if request.method == "POST" else request.GET
    pks = params.getlist("id")
    rows = bulkmoves.chosen(request.user, pks)
    actor = Actor.staff(request.user)
    form = form_class(kinds.get(kind), one.move)(
        request.POST if request.method == "POST" else None,
        case=None,
        kind=one.kind,
        actor=actor,
        move=one.move,
    )
    context = {
        "one": one,
        "rows": rows,
        "form": form,
        "limit": config.BULK_MAX_CASES,
        "title": one.move.label,
    }
    context["is_cut"] = len(set(pks)) > config.BULK_MAX_CASES
    if request.method == "POST" and rows and form.is_valid():
        results = bulkmoves.perform_all(rows, form, by=actor)
        context["results"] = results
        context["done"] = sum(result.is_done for result in results)
        context["refused"] = len(results) - context["done"]
        return render(request, "cases/bulk_result.html", context)
    return render(request, "cases/bulk.html", context)
