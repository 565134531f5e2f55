"""One form for many cases, then a table that says what became of each."""

from typing import Any

from constance import config
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .. import bulkmoves
from ..forms.base import MoveForm, form_class, template_context, with_template
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
    form = _form(request, one, actor)
    context = {"one": one, "rows": rows, "form": form, "limit": config.BULK_MAX_CASES}
    context["is_cut"] = len(set(pks)) > config.BULK_MAX_CASES
    if rows and form.is_valid():
        return _result(request, one, bulkmoves.perform_all(rows, form, by=actor))
    context |= template_context(form, request.POST.get("template", ""))
    return render(request, "cases/bulk.html", context)


def _form(request: HttpRequest, one: bulkmoves.BulkMove, actor: Actor) -> MoveForm:
    chosen = form_class(one.kind, one.move)
    common: dict[str, Any] = {"case": None, "kind": one.kind, "actor": actor, "move": one.move}
    if "load_template" in request.POST:
        return with_template(chosen, request.POST, **common)
    return chosen(request.POST if request.method == "POST" else None, **common)


def _result(request: HttpRequest, one: bulkmoves.BulkMove, results: list[bulkmoves.Result]) -> HttpResponse:
    done = sum(result.is_done for result in results)
    context = {"one": one, "results": results, "done": done, "refused": len(results) - done}
    return render(request, "cases/bulk_result.html", context)
