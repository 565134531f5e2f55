"""What the holder of a receipt may do: supplement, rate, ask for 复查 or 复核, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from .. import kinds
from ..forms.public_moves import PetitionerForm, SupplementForm
from ..moves import Actor, Denied, Move, MoveRefused
from ..supplements import attach_once
from ..verbs import perform
from .public_access import with_opened_case


@with_opened_case
@require_http_methods(["GET", "POST"])
def move_page(request: HttpRequest, case: Any, name: str) -> HttpResponse:
    kind = kinds.get(case.kind)
    if name not in kind.face.forms:
        raise Http404
    chosen: type[PetitionerForm] = import_string(kind.face.forms[name])
    move, actor = kind.moves[name], Actor.petitioner(request.user)
    form = chosen(request.POST, request.FILES) if request.method == "POST" else chosen()
    if isinstance(form, SupplementForm) and form.is_bound:
        form.stage()
    verdict = move.check(case, actor)
    if not verdict:
        sentence = verdict.sentence if isinstance(verdict, Denied) else f"现在不能{move.label}。"
        return _page(request, case, move, form, refusal=sentence)
    if not form.is_bound or not form.is_valid():
        return _page(request, case, move, form)
    try:
        perform(case, name, by=actor, **_verb_data(form, request))
    except MoveRefused as refused:
        case.refresh_from_db()
        return _page(request, case, move, form, refusal=str(refused))
    messages.success(request, f"{move.label}：已收到。")
    return redirect("status:case", number=case.number)


def _verb_data(form: PetitionerForm, request: HttpRequest) -> dict[str, Any]:
    data = form.verb_data()
    if isinstance(form, SupplementForm):
        data["attach"] = attach_once(form.to_attach(), note=data["note"], user=request.user)
    return data


def _page(
    request: HttpRequest, case: Any, move: Move, form: PetitionerForm, *, refusal: str = ""
) -> HttpResponse:
    context = {"case": case, "move": move, "form": form, "refusal": refusal}
    return render(request, "cases/public/status_move.html", context, status=409 if refusal else 200)
