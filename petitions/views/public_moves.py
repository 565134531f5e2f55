"""What the holder of a receipt may do: supplement, rate, ask for 复查 or 复核, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.moves import Actor, Denied, Move, MoveRefused
from jiaozuo_social.cases.verbs import perform

from ..forms.public_moves import FORMS, PetitionerForm, SupplementForm
from ..supplements import attach_once
from .public_access import with_opened_case


@with_opened_case
@require_http_methods(["GET", "POST"])
def move_page(request: HttpRequest, case: Any, name: str) -> HttpResponse:
    chosen = FORMS.get(case.kind, {}).get(name)
    if chosen is None:
        raise Http404
    move, actor = kinds.get(case.kind).moves[name], Actor.petitioner(request.user)
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
    return redirect("petitions:status-case", number=case.number)


def _verb_data(form: PetitionerForm, request: HttpRequest) -> dict[str, Any]:
    data = form.verb_data()
    if isinstance(form, SupplementForm):
        data["attach"] = attach_once(form.to_attach(), note=data["note"], user=request.user)
    return data


def _page(
    request: HttpRequest, case: Any, move: Move, form: PetitionerForm, *, refusal: str = ""
) -> HttpResponse:
    context = {"case": case, "move": move, "form": form, "refusal": refusal}
    return render(request, "petitions/public/status_move.html", context, status=409 if refusal else 200)
