"""Adopted suggestions that were published with consent, and what the public thinks of them."""

from constance import config
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jiaozuo_social.web.paging import keyset_page
from jiaozuo_social.web.ratelimits import too_often

from .. import campaign_selectors as selectors
from .. import voting
from ..forms.suggestion_vote import VoteForm


@require_safe
def adopted_list(request: HttpRequest) -> HttpResponse:
    page = keyset_page(
        selectors.displayed_suggestions(), request.GET, ordering=("-published_at", "-pk"), size=20
    )
    return render(request, "petitions/public/suggestion_adopted.html", {"page": page})


@never_cache
@require_safe
def adopted_one(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, number, VoteForm())


def _page(request: HttpRequest, number: str, form: VoteForm, *, status: int = 200) -> HttpResponse:
    suggestion = get_object_or_404(selectors.displayed_suggestions(), number=number)
    context = {
        "suggestion": suggestion,
        "votes": selectors.vote_counts(suggestion),
        "has_voted": voting.has_voted(suggestion, request),
        "form": form,
    }
    return render(request, "petitions/public/suggestion_one.html", context, status=status)


@require_POST
def vote(request: HttpRequest, number: str) -> HttpResponse:
    """One opinion per browser and suggestion."""
    suggestion = get_object_or_404(selectors.displayed_suggestions(), number=number)
    form = VoteForm(request.POST)
    if too_often(request, "vote", config.VOTE_RATE_IP):
        form.is_valid()
        form.add_error(None, "评价得太频繁，请过一会儿再试。")
        return _page(request, number, form, status=429)
    if not form.is_valid():
        return _page(request, number, form)
    answer = redirect("petitions:adopted-one", number=number)
    if voting.vote(suggestion, request, answer, level=form.cleaned_data["level"]):
        messages.success(request, "感谢您的评价。")
    else:
        messages.info(request, "您已评价过这件建议。")
    return answer
