"""类问题 before the 网格长: the list of proposals, one of them, and the decision."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.web.paging import keyset_page

from .. import grouping, proposals
from ..forms.proposals import DecisionForm
from ..models import Proposal

PAGE = 30


@staff_only
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    if not proposals.reads(request.user):
        raise PermissionDenied("类问题提议由网格长和网格平台查看。")
    page = keyset_page(
        proposals.readable(request.user), request.GET, ordering=("-created_at", "-pk"), size=PAGE
    )
    return render(request, "grids/proposals/list.html", {"page": page})


@staff_only
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(proposals.readable(request.user), pk=pk)
    decides = not found.decision and grouping.decides(request.user, found)
    if request.method == "POST" and not grouping.decides(request.user, found):
        raise PermissionDenied("是否立为类问题由本社区网格长决定。")
    form = DecisionForm(request.POST or None, proposal=found)
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, found, form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
            decides = False
    cases = Case.objects.visible_to(request.user).filter(pk__in=found.cases.values("pk"))
    context = {"proposal": found, "form": form, "decides": decides, "cases": cases.order_by("-received_at")}
    return render(request, "grids/proposals/one.html", context)


def _decide(request: HttpRequest, found: Proposal, data: dict[str, Any]) -> HttpResponse:
    by = Actor.staff(request.user)
    if data["decision"] == Proposal.Decision.DECLINED:
        grouping.decline(found, by=by, reason=data["reason"])
        messages.success(request, "已记录：不立为类问题。")
        return redirect("grids:proposals")
    parent = grouping.accept(found, by=by, title=data["title"], body=data["body"])
    messages.success(request, f"已立为类问题：{parent.number}。")
    return redirect("cases:case", pk=parent.pk)
