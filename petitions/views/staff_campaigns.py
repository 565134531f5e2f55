"""Campaigns at the desk of 征集办: list, write, publish, close, publish the result, file away."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import has_duty
from jiaozuo_social.web.paging import keyset_page

from .. import campaign_selectors as selectors
from .. import campaigns
from ..forms.campaigns import CampaignForm, ConfirmForm, SummaryForm
from ..models import Campaign

View = Callable[..., HttpResponseBase]
WORDS = {
    "publish": "发布后市民即可在征集期内提交建议；议题、开始时间和属地不能再改。",
    "close": "截止后不再接收建议。到期会自动截止，一般不需要提前办理。",
    "archive": "归档后不再修改，仍向公众公开。",
}


def solicitors_only(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_duty(request.user, Duty.SOLICITOR):
            raise PermissionDenied("征集活动由征集办管理。")
        return view(request, *args, **kwargs)

    return staff_only(checked)


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(selectors.managed_campaigns(request.user), pk=pk)


@solicitors_only
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    page = keyset_page(
        selectors.managed_campaigns(request.user), request.GET, ordering=("-starts_at", "-pk"), size=30
    )
    return render(request, "petitions/staff/campaign_list.html", {"page": page})


@solicitors_only
@require_http_methods(["GET", "POST"])
def campaign_new(request: HttpRequest) -> HttpResponse:
    form = CampaignForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        campaign = campaigns.create(Campaign(**form.fields_to_write()), by=request.user, request=request)
        messages.success(request, "已保存为草稿，核对后请发布。")
        return redirect("petitions:campaign-detail", pk=campaign.pk)
    return render(request, "petitions/staff/campaign_form.html", {"form": form})


@solicitors_only
@require_http_methods(["GET", "POST"])
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = _campaign(request, pk)
    form = CampaignForm(request.POST or None, instance=campaign, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            campaigns.edit(campaign, by=request.user, request=request, **form.fields_to_write())
        except MoveRefused as refusal:
            return _refused(request, campaign, str(refusal))
        messages.success(request, "已保存。")
        return redirect("petitions:campaign-detail", pk=pk)
    if campaign.state not in campaigns.EDITABLE:
        return _refused(request, campaign, "征集已截止，不能再修改。")
    return render(request, "petitions/staff/campaign_form.html", {"form": form, "campaign": campaign})


@solicitors_only
@require_safe
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _campaign(request, pk))


def _detail(
    request: HttpRequest, campaign: Campaign, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    suggestions = selectors.suggestions_of(campaign, request.user)
    context = {
        "campaign": campaign,
        "moves": [(name, label) for name, (label, frm) in campaigns.MOVES.items() if frm == campaign.state],
        "is_editable": campaign.state in campaigns.EDITABLE,
        "summary_due_at": campaigns.summary_due_at(campaign) if campaign.state == "closed" else None,
        "figures": selectors.figures(suggestions.order_by()),
        "states": selectors.counts_by_state(suggestions),
        "unanswered": suggestions.unanswered().count(),
        "page": keyset_page(suggestions, request.GET, size=30),
        "history": selectors.history(campaign),
        "refusal": refusal,
    }
    return render(request, "petitions/staff/campaign_detail.html", context, status=status)


def _refused(request: HttpRequest, campaign: Campaign, sentence: str) -> HttpResponse:
    campaign.refresh_from_db()
    return _detail(request, campaign, status=409, refusal=sentence)


@solicitors_only
@require_http_methods(["GET", "POST"])
def campaign_move(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    if name not in campaigns.MOVES:
        raise Http404
    campaign = _campaign(request, pk)
    label, frm = campaigns.MOVES[name]
    if campaign.state != frm:
        return _refused(request, campaign, f"征集活动现为“{campaign.get_state_display()}”，不能{label}。")
    form = (SummaryForm if name == "summarise" else ConfirmForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            getattr(campaigns, name)(campaign, by=request.user, request=request, **form.verb_data())
        except MoveRefused as refusal:
            return _refused(request, campaign, str(refusal))
        messages.success(request, f"{label}，已办理。")
        return redirect("petitions:campaign-detail", pk=pk)
    context = {
        "campaign": campaign,
        "form": form,
        "label": label,
        "words": WORDS.get(name, ""),
        "unanswered": campaign.suggestions.unanswered().count() if name == "summarise" else 0,
    }
    return render(request, "petitions/staff/campaign_move.html", context)
