"""Votes at the desk: entering one, slips with codes, the voters in clear; and the register of households."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from segno import make as make_qr

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.forms.staff import RevealForm
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.web.paging import keyset_page

from .. import access, codes, households, selectors, voting
from ..forms import HouseholdsForm, StaffVoteForm, VoidForm
from .gate import community_only, readers_only, require_role, seen
from .staff import PATH, detail, make


@readers_only
@require_http_methods(["GET", "POST"])
def vote_entry(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS["vote"]
    require_role(consultation, step, request.user)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    form = StaffVoteForm(request.POST or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        try:
            voting.by_staff(consultation, by=request.user, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error("household", str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['household']}，已登记投票。")
            return redirect("grids:consultation-vote-entry", pk=pk)
    context = {"one": consultation, "form": form, "left": consultation.not_voted().count()}
    return render(request, f"{PATH}/vote_entry.html", context)


@readers_only
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int, turnout_pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS["void_vote"]
    require_role(consultation, step, request.user)
    vote = get_object_or_404(consultation.turnouts.select_related("household"), pk=turnout_pk)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return make(
            request, pk, f"{vote.household}的一票已作废，这户可以重新投票。",
            lambda: voting.void(consultation, vote, by=request.user, reason=reason),
        )  # fmt: skip
    return render(
        request, f"{PATH}/step.html", {"one": consultation, "step": step, "form": form, "vote": vote}
    )


@readers_only
@require_safe
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Slips to hand out; who printed them is kept, as they open votes."""
    consultation = seen(request, pk)
    require_role(consultation, consultation.STEPS["vote"], request.user)
    if problem := consultation.STEPS["vote"].problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    page = keyset_page(consultation.not_voted(), request.GET, ordering=("number", "pk"), size=60)
    record(Access.Action.PRINT, request=request, obj=consultation, reason="投票单", rows=len(page.rows))
    address = request.build_absolute_uri(reverse("grids:consultation-vote", kwargs={"pk": pk}))
    rows = [
        {
            "household": household,
            "code": (code := codes.code_of(consultation, household)),
            "qr": make_qr(f"{address}?code={code}", error="m").svg_data_uri(scale=3, border=2),
        }
        for household in page.rows
    ]
    return render(
        request, f"{PATH}/slips.html", {"one": consultation, "rows": rows, "page": page, "address": address}
    )


@readers_only
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The voters in clear, for a reason that is kept; never what they voted."""
    consultation = seen(request, pk)
    if access.CHAIR not in consultation.roles_of(request.user):
        raise PermissionDenied("投票人的姓名电话只有社区书记可以查看。")
    form, voters = RevealForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        voters = list(selectors.votes(consultation))
        record(
            Access.Action.REVEAL, request=request, obj=consultation, reason=form.cleaned_data["reason"],
            voters=len(voters),
        )  # fmt: skip
    context = {
        "one": consultation,
        "form": form,
        "voters": voters,
        "is_shown": form.is_bound and form.is_valid(),
    }
    return render(request, f"{PATH}/reveal.html", context)


@community_only
@require_http_methods(["GET", "POST"])
def household_list(request: HttpRequest) -> HttpResponse:
    form = HouseholdsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            new = households.enter(data["place_code"], data["lines"], by=request.user, request=request)
        except MoveRefused as refusal:
            form.add_error("place_code", str(refusal))
        else:
            messages.success(request, f"登记 {len(data['lines'])} 户，其中新增 {new} 户。")
            return redirect("grids:consultation-households")
    rows = selectors.households(request.user).filter(is_active=True)
    context = {
        "form": form,
        "page": keyset_page(rows, request.GET, ordering=("number", "pk"), size=50),
        "places": dict(selectors.places_of(request.user)),
    }
    return render(request, f"{PATH}/households.html", context)


@community_only
@require_POST
def household_strike(request: HttpRequest, pk: int) -> HttpResponse:
    own = {one.place_code for one in access.communities(request.user)}
    household = get_object_or_404(selectors.households(request.user), pk=pk)
    if household.place_code[:12] not in own:
        raise PermissionDenied("只能改本社区的住户登记。")
    try:
        households.strike_off(household, by=request.user, request=request)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已移出：{household}。")
    return redirect("grids:consultation-households")
