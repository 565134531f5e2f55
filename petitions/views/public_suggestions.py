"""What the public sees of campaigns: those open, those past and what came of them (rules §3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jiaozuo_social.web.paging import keyset_page

from .. import campaign_selectors as selectors
from ..states import CampaignState

PAST_SIZE = 10


@require_safe
def suggestions_home(request: HttpRequest) -> HttpResponse:
    past = keyset_page(selectors.past_campaigns(), request.GET, ordering=("-ends_at", "-pk"), size=PAST_SIZE)
    context = {
        "receiving": list(selectors.receiving_campaigns()),
        "upcoming": list(selectors.upcoming_campaigns()),
        "page": past,
        "adopted": list(selectors.displayed_suggestions().order_by("-published_at", "-pk")[:3]),
    }
    return render(request, "petitions/public/suggestions.html", context)


@require_safe
def campaign_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign; its figures are shown with its result, not while it runs."""
    campaign = get_object_or_404(selectors.public_campaigns().select_related("department"), pk=pk)
    has_result = campaign.state in (CampaignState.SUMMARISED, CampaignState.ARCHIVED)
    context = {
        "campaign": campaign,
        "figures": selectors.figures(campaign.suggestions.order_by()) if has_result else None,
        "adopted": list(
            selectors.displayed_suggestions().filter(campaign=campaign).order_by("-published_at", "-pk")
        )
        if has_result
        else [],
    }
    return render(request, "petitions/public/campaign.html", context)
