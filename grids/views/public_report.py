"""Report a grid matter: by the form, or by the sign on a grid's notice board."""

from collections.abc import Sequence

from constance import config
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases import opened
from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.web.ratelimits import too_often

from .. import public_reporting, reporting, signs
from ..choices import ReporterKind
from ..forms.public_report import REPORTERS, ReportForm
from ..nearby import Like

TOO_OFTEN_HERE = "这个网络提交得太频繁，请过一会儿再提交。下面填写的内容都还在；急事请拨打 12345。"
TOO_OFTEN_PHONE = "这个手机号今天提交的件数已达上限，请明天再提交；急事请拨打 12345。"


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """``?grid=`` comes from a sign, ``?as=rider`` from the riders' link."""
    if request.method == "GET":
        return _page(request, ReportForm(initial=_first(request)))
    form = ReportForm(request.POST, request.FILES)
    if too_often(request, "grid-report", config.GRID_REPORT_RATE_IP):
        return _page(request, form, status=429, refusal=TOO_OFTEN_HERE)
    form.stage()
    is_valid = form.is_valid()
    if "look" in request.POST:  # "is it known already", without JavaScript
        return _page(request, form, similar=form.similar(), looked=True)
    if not is_valid:
        return _page(request, form)
    if _phone_too_often(request, form):
        return _page(request, form, status=429, refusal=TOO_OFTEN_PHONE)
    receipt = public_reporting.take_in(form, user=request.user)
    opened.remember(request, receipt.case, filed=True)
    return redirect("status:receipt", number=receipt.case.number)


def _first(request: HttpRequest) -> dict[str, str]:
    reporter = request.GET.get("as", "")
    known = reporter in dict(REPORTERS)
    return {
        "grid": request.GET.get("grid", "")[:17],
        "reporter": reporter if known else ReporterKind.PUBLIC.value,
    }


def _phone_too_often(request: HttpRequest, form: ReportForm) -> bool:
    who, number = phone_digest(form.cleaned_data["phone"]), form.cleaned_data["client_uuid"]
    if not who or reporting.was_reported(number):
        return False
    return too_often(request, "grid-report-phone", config.GRID_REPORT_RATE_PHONE, who=who, once=str(number))


@never_cache
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A part of the form's page: matters of the same class in the same grid, as far as strangers may know."""
    found: list[Like] = []
    if not too_often(request, "grid-similar", config.HINT_RATE_IP):
        form = ReportForm(request.GET)
        form.full_clean()
        found = form.similar()
    return render(request, "grids/public/similar.html", {"similar": found})


def _page(
    request: HttpRequest,
    form: ReportForm,
    *,
    status: int = 200,
    refusal: str = "",
    similar: Sequence[Like] = (),
    looked: bool = False,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "similar": similar, "looked": looked}
    return render(request, "grids/public/report.html", context, status=status)


@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code of a sign opens: the form with the grid filled in, or help with a code that is none."""
    found = signs.read(code)
    if found.grid is not None:
        return redirect(f"{reverse('grids:report')}?grid={found.grid.code}")
    return render(request, "grids/public/sign_unknown.html", {"found": found}, status=404)
