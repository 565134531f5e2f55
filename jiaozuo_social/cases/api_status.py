"""What the status page tells, for programs of the people who hold a receipt."""

from typing import Any

from constance import config
from django.http import QueryDict
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jiaozuo_social.api.formdata import fill
from jiaozuo_social.api.formschema import form_schema
from jiaozuo_social.api.views import form_errors
from jiaozuo_social.web.ratelimits import too_often
from jiaozuo_social.web.refusals import Invalid, Throttled

from . import kinds, receipts, status
from .forms.receipt import ReceiptForm
from .models import Case
from .moves import state_label
from .status_serializers import StatusShown


@method_decorator(never_cache, name="dispatch")
class StatusView(APIView):
    """POST, so that the query code stands in no log of addresses."""

    api_tag = "进度查询"
    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="status_read",
        summary="凭编号和查询码查进度；不需要登录，连续输错即锁定",
        request={"application/json": form_schema(ReceiptForm, files=False)},
        responses=StatusShown,
    )
    def post(self, request: Request) -> Response:
        if too_often(request._request, "status", config.STATUS_RATE_IP):
            raise Throttled
        form = ReceiptForm(QueryDict(mutable=True))
        fill(form, request.data)
        if not form.is_valid():
            raise Invalid(form_errors(form.errors))
        try:
            case = receipts.open_with(form.cleaned_data["number"], form.cleaned_data["code"])
        except receipts.TooManyTries as locked:
            seconds = int((locked.until - timezone.now()).total_seconds()) + 1
            until = f"{timezone.localtime(locked.until):%H:%M}"
            raise Throttled(
                f"这个编号连续输错查询码，已暂停查询，请在 {until} 以后再试。", seconds=seconds
            ) from locked
        except receipts.WrongCode as wrong:
            raise NotFound from wrong
        return Response(StatusShown(_told(kinds.in_full(case))).data)


def _told(case: Case) -> dict[str, Any]:
    """What the status page tells, without forms and files."""
    return {
        "number": case.number,
        "kind": case.kind,
        "kind_label": kinds.get(case.kind).label,
        "title": case.title,
        "state": case.state,
        "state_label": state_label(case),
        "is_open": case.is_open,
        "received_at": case.received_at,
        "closed_at": case.closed_at,
        "department": case.department.name if case.department else None,
        "events": status.events(case),
        "clocks": [
            {
                "name": one["clock"].rule.name,
                "due_at": one["clock"].due_at,
                "who": one["who"],
                "is_own": one["is_own"],
            }
            for one in status.clocks(case)
        ],
        "documents": [
            {"kind_label": one.get_kind_display(), "number": one.number, "issued_at": one.issued_at}
            for one in case.documents.all()
        ],
    }
