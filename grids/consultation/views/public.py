"""What everybody may see: announced consultations, their results and money; and the vote of a household."""

import uuid

from constance import config
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.web.paging import keyset_page
from jiaozuo_social.web.ratelimits import too_often

from ... import keptfiles
from .. import codes, relief, selectors, voting
from ..forms import HouseholdVoteForm
from ..models import Consultation
from .staff import PATH

WRONG_CODE = "投票码不对，请对照投票单再输入一次；丢了投票单，请到社区补打。"
TOO_OFTEN = "试得太多了，请过一会儿再试，或者到社区当面投票。"


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    page = keyset_page(selectors.published(), request.GET, ordering=("-announced_at", "-pk"), size=20)
    return render(request, f"{PATH}/public_list.html", {"page": page})


@require_safe
def public_one(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = get_object_or_404(selectors.published(), pk=pk)
    context = {
        "one": consultation,
        "costs": consultation.costs.all(),
        "total_cost": consultation.total_cost(),
        "household_count": consultation.households().count(),
        "vote_counts": selectors.vote_counts(consultation),
        "lines": selectors.lines(consultation),
        "sums": selectors.sums(consultation),
        "balance": consultation.balance(),
        "relief": relief.totals(consultation),
        "before": selectors.public_files(consultation, "before"),
        "after": selectors.public_files(consultation, "after"),
        "papers": selectors.public_files(consultation, "minutes"),
    }
    return render(request, f"{PATH}/public_one.html", context)


@require_safe
def public_file(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    consultation = get_object_or_404(selectors.published(), pk=pk)
    return keptfiles.serve(get_object_or_404(selectors.public_files(consultation), token=token))


@never_cache
@require_http_methods(["GET", "POST"])
def public_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The household's own vote. That it is counted is said; what it was is not shown again."""
    consultation = get_object_or_404(selectors.published(), pk=pk)
    if request.method == "GET":
        form = HouseholdVoteForm(initial={"code": request.GET.get("code", "")[:30]})
        return _page(request, consultation, form)
    form = HouseholdVoteForm(request.POST)
    if not form.is_valid():
        return _page(request, consultation, form)
    if _is_too_often(request, consultation, form.cleaned_data["code"]):
        form.add_error("code", TOO_OFTEN)
        return _page(request, consultation, form, status=429)
    household = codes.household_of(consultation, form.cleaned_data.pop("code"))
    if household is None:
        form.add_error("code", WRONG_CODE)
        return _page(request, consultation, form)
    try:
        voting.by_household(consultation, household, **form.cleaned_data)
    except MoveRefused as refusal:
        form.add_error("code", str(refusal))
        return _page(request, consultation, form, status=409)
    return redirect(reverse("grids:consultation-vote", kwargs={"pk": pk}) + "?done=1")


def _is_too_often(request: HttpRequest, consultation: Consultation, code: str) -> bool:
    """From one address, and for one household from wherever."""
    claimed = f"{consultation.pk}:{codes.claimed_household(code)}"
    from_here = too_often(request, "household-vote", config.VOTE_RATE_IP)
    return too_often(request, "household-code", config.CONSULT_VOTE_RATE, who=claimed) or from_here


def _page(
    request: HttpRequest, consultation: Consultation, form: HouseholdVoteForm, *, status: int = 200
) -> HttpResponse:
    is_done = request.method == "GET" and request.GET.get("done") == "1"
    context = {"one": consultation, "form": form, "is_done": is_done, "keep_days": config.CONSULT_VOTER_DAYS}
    return render(request, f"{PATH}/public_vote.html", context, status=status)
