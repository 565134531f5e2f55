"""Petitions for programs: intake by a desk's token, and the petitioner's status."""

from typing import Any

from constance import config
from django.http import QueryDict
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jiaozuo_social.api.formdata import fill
from jiaozuo_social.api.formschema import form_schema
from jiaozuo_social.api.views import StaffView, form_errors
from jiaozuo_social.cases import kinds, receipts
from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.moves import Actor, state_label
from jiaozuo_social.web.parsers import BoundedJSONParser
from jiaozuo_social.web.ratelimits import too_often
from jiaozuo_social.web.refusals import Conflict, Invalid, Throttled

from . import partner, registration, status
from .forms.intake import IntakeForm
from .forms.public_status import ReceiptForm
from .serializers import ReceiptShown, StatusShown

JSON_BODY = form_schema(IntakeForm, files=False)
MULTIPART_BODY = form_schema(IntakeForm, files=True)


class IntakeView(StaffView):
    api_tag = "信访登记"
    parser_classes = [BoundedJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="petitions_create",
        summary="登记一件信访（登记员或承办单位经办的令牌）；同一 client_uuid 只登记一次",
        request={"application/json": JSON_BODY, "multipart/form-data": MULTIPART_BODY},
        responses={200: ReceiptShown, 201: ReceiptShown},
    )
    def post(self, request: Request) -> Response:
        if registration.desk_of(request.user) is None:
            raise PermissionDenied("登记只供信访登记员和承办单位经办使用。")
        form = IntakeForm(QueryDict(mutable=True), request.FILES, actor=Actor.staff(request.user))
        fill(form, request.POST if request.FILES or request.POST else request.data)
        form.stage()
        if not form.is_valid():
            raise Invalid(form_errors(form.errors))
        try:
            receipt = partner.take_in(form, by=request.user)
        except partner.AlreadyTaken as taken:
            raise Conflict(str(taken)) from taken
        answer = {
            "number": receipt.case.number,
            "code": receipt.code,
            "created": receipt.created,
            "state": receipt.case.state,
            "state_label": state_label(receipt.case),
            "received_at": receipt.case.received_at,
        }
        return Response(ReceiptShown(answer).data, status=201 if receipt.created else 200)


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
