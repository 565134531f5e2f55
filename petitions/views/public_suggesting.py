"""Make a suggestion, to a campaign or a daily one (rules §3)."""

from constance import config
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases import opened
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.web.ratelimits import too_often

from ..campaign_selectors import like_suggestions
from ..forms.suggestion_public import SuggestionForm
from ..suggesting import file_suggestion

TOO_OFTEN_HERE = "这个网络提交得太频繁，请过一会儿再提交。下面填写的内容都还在。"
TOO_OFTEN_PHONE = "这个电话号码今天提交的件数已达上限，请明天再提交；对同一件建议，请在查询页补充材料。"


@never_cache
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, SuggestionForm(initial={"campaign": request.GET.get("campaign", "")[:12]}))
    form = SuggestionForm(request.POST, request.FILES)
    if too_often(request, "filing", config.FILING_RATE_IP):
        return _page(request, form, status=429, refusal=TOO_OFTEN_HERE)
    form.stage()
    is_valid = form.is_valid()
    if "look" in request.POST:  # "show similar suggestions", without JavaScript
        return _page(request, form, similar=like_suggestions(form.data.get("title", "")))
    if not is_valid:
        return _page(request, form)
    who = phone_digest(form.cleaned_data["phone"])
    if too_often(request, "filing-phone", config.FILING_RATE_PHONE, who=who):
        return _page(request, form, status=429, refusal=TOO_OFTEN_PHONE)
    return _file(request, form)


def _file(request: HttpRequest, form: SuggestionForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        filed = file_suggestion(
            data=data, client_uuid=data["client_uuid"], user=request.user, files=form.to_attach()
        )
    except MoveRefused as refusal:
        return _page(request, form, status=409, refusal=str(refusal))
    opened.remember(request, filed.case, filed=True)
    return redirect("status:receipt", number=filed.case.number)


def _page(
    request: HttpRequest,
    form: SuggestionForm,
    *,
    status: int = 200,
    refusal: str = "",
    similar: object = None,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "similar": similar, "looked": similar is not None}
    return render(request, "petitions/public/suggestion_form.html", context, status=status)


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A part of the form's page: public suggestions with a like title."""
    found = []
    if not too_often(request, "similar", config.HINT_RATE_IP):
        found = like_suggestions(request.GET.get("title", ""))
    return render(request, "petitions/public/suggestion_similar.html", {"similar": found})
