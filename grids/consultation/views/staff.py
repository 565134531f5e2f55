"""Consultations for the community: list, one of them, drafting, steps, files."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.web.paging import keyset_page

from ... import keptfiles
from .. import access, acts, relief, selectors
from ..forms import STEP_FORMS, ConsultationForm
from ..models import Consultation
from .gate import community_only, readers_only, require_role, seen

PATH = "grids/consultation"
# Steps that the page shows in tables of their own.
IN_TABLES = ("vote", "receive", "pay", "reverse")
# Steps whose button stands in a row of those tables.
IN_ROWS = ("reverse", "void_vote", "relieve")
OTHER_PAGES = {
    "edit": "grids:consultation-edit",
    "vote": "grids:consultation-vote-entry",
    "receive": "grids:consultation-receive",
    "pay": "grids:consultation-pay",
}


@readers_only
@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    page = keyset_page(selectors.consultations(request.user), request.GET, ordering=("-id", "-pk"))
    context = {"page": page, "may_draft": bool(access.communities(request.user))}
    return render(request, f"{PATH}/list.html", context)


@readers_only
@require_safe
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return detail(request, seen(request, pk))


def detail(request: HttpRequest, consultation: Consultation, *, refusal: str = "") -> HttpResponse:
    user = request.user
    steps = [step for step in consultation.STEPS.available(consultation, user) if step.name not in IN_ROWS]
    context = {
        "one": consultation,
        "refusal": refusal,
        "steps": [(step, OTHER_PAGES.get(step.name, "")) for step in steps],
        "costs": consultation.costs.all(),
        "total_cost": consultation.total_cost(),
        "household_count": consultation.households().count(),
        "votes": selectors.votes(consultation)[:500],
        "vote_counts": selectors.vote_counts(consultation),
        "may_void": not consultation.STEPS["void_vote"].problem(consultation, user),
        "may_reveal": bool({access.CHAIR} & consultation.roles_of(user)),
        "may_print": consultation.state == "voting" and access.WORKER in consultation.roles_of(user),
        "lines": selectors.lines(consultation),
        "may_reverse": not consultation.STEPS["reverse"].problem(consultation, user),
        "sums": selectors.sums(consultation),
        "balance": consultation.balance(),
        "shares": selectors.shares(consultation),
        "may_relieve": not consultation.STEPS["relieve"].problem(consultation, user),
        "relief": relief.totals(consultation),
        "files": consultation.files.all(),
        "entries": consultation.entries.exclude(step__in=IN_TABLES).select_related("user").order_by("-pk"),
    }
    return render(request, f"{PATH}/detail.html", context, status=409 if refusal else 200)


@community_only
@require_http_methods(["GET", "POST"])
def consultation_new(request: HttpRequest) -> HttpResponse:
    form = ConsultationForm(
        request.POST or None, user=request.user, actor=Actor.staff(request.user),
        initial={"case_number": request.GET.get("case", "")[:30]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        draft = Consultation(**form.fields_to_write())
        acts.create(draft, costs=form.cleaned_data["costs"], by=request.user)
        messages.success(request, "已保存为草稿，核对后由社区书记公示。")
        return redirect("grids:consultation", pk=draft.pk)
    return render(request, f"{PATH}/form.html", {"form": form})


@community_only
@require_http_methods(["GET", "POST"])
def consultation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS["edit"]
    require_role(consultation, step, request.user)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    form = ConsultationForm(
        request.POST or None, instance=consultation, user=request.user, actor=Actor.staff(request.user)
    )
    if request.method == "POST" and form.is_valid():
        costs, fields = form.cleaned_data["costs"], form.fields_to_write()
        return make(
            request, pk, "已保存。", lambda: acts.edit(consultation, costs=costs, by=request.user, **fields)
        )
    return render(request, f"{PATH}/form.html", {"form": form, "one": consultation})


@readers_only
@require_http_methods(["GET", "POST"])
def consultation_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS.get(name)
    if step is None or name not in STEP_FORMS:
        raise Http404
    require_role(consultation, step, request.user)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = STEP_FORMS[name](*sent)
    if name == "take_minutes" and not form.is_bound:
        form.initial["minutes"] = consultation.minutes
    if request.method == "POST" and form.is_valid():
        act = getattr(acts, name)
        data = form.data_for_act()
        return make(
            request, pk, f"{step.label}，已办理。", lambda: act(consultation, by=request.user, **data)
        )
    return render(request, f"{PATH}/step.html", {"one": consultation, "step": step, "form": form})


def make(request: HttpRequest, pk: int, done: str, act: Any) -> HttpResponse:
    """Act, and go back to the consultation with a word of what came of it."""
    try:
        act()
    except MoveRefused as refusal:
        return detail(request, seen(request, pk), refusal=str(refusal))
    messages.success(request, done)
    return redirect("grids:consultation", pk=pk)


@readers_only
@require_safe
def consultation_file(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    consultation = seen(request, pk)
    kept = get_object_or_404(consultation.files, token=token)
    record(Access.Action.DOWNLOAD, request=request, obj=consultation, reason="议事材料", file=kept.pk)
    return keptfiles.serve(kept)
