"""Report a matter: by the queue or by a plain form, the same way in."""

from constance import config
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.places.models import Division
from jiaozuo_social.web.errors import refuse
from jiaozuo_social.web.http import wants_json
from jiaozuo_social.web.ratelimits import too_often

from ... import reporting
from .. import answers, deliveries
from ..access import may_report, phone_only
from ..deliveries import Done
from ..forms import ReportForm
from ..pages import page

HANDLED = "已当场处理。"
TOO_OFTEN = "上报太频繁，内容仍在手机上，请稍后再报。"


@require_http_methods(["GET", "POST"])
@phone_only
def report(request: HttpRequest) -> HttpResponse:
    if not may_report(request.user):
        raise PermissionDenied("您没有上报网格事项的职责。")
    if request.method == "GET":
        return _page(request, ReportForm(user=request.user))
    clock = deliveries.clock_of(request.POST)
    again = answers.again(request, clock)
    if again is not None:
        return again
    if too_often(
        request,
        "grid-report",
        config.GRID_REPORT_RATE,
        who=str(request.user.pk),
        once=request.POST.get("client_uuid", ""),
    ):
        return refuse(request, 429, TOO_OFTEN)
    form = ReportForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return answers.invalid(request, form) if wants_json(request) else _page(request, form, status=400)
    try:
        delivery = deliveries.deliver(
            request, form.cleaned_data["client_uuid"], clock, lambda: _report(request, form, clock)
        )
    except MoveRefused as refusal:
        return refuse(request, 409, str(refusal))
    return answers.accepted(request, delivery, clock)


def _report(request: HttpRequest, form: ReportForm, clock: deliveries.Clock) -> Done:
    data = form.cleaned_data
    latitude, longitude = data["position"] or (None, None)
    handled = None
    if data["self_handled"]:
        handled = reporting.SelfHandled(data["handled_note"] or HANDLED, data["after_photos"])
    receipt = reporting.report(
        by=Actor.staff(request.user),
        event=data["event"],
        urgency=data["urgency"],
        body=data["body"] or data["event"].name,
        place_code=data["place_code"],
        place_detail=data["place_detail"],
        latitude=latitude,
        longitude=longitude,
        accuracy_m=data["accuracy_m"],
        photos=data["photos"],
        client_uuid=data["client_uuid"],
        channel=Case.Channel.GRID,
        taken_at=clock.true_taken_at,
        self_handled=handled,
    )
    link = reverse("grids:phone-task", args=[receipt.case.pk])
    return Done(f"已上报，编号 {receipt.case.number}。", link, receipt.case)


def _page(request: HttpRequest, form: ReportForm, *, status: int = 200) -> HttpResponse:
    levels = [level.label for level in Division.Level if level >= Division.Level.COUNTY]
    return page(request, "report", {"form": form, "levels": levels}, status=status)
