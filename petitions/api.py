"""Petitions for programs: intake by a desk's token."""

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from jiaozuo_social.api.formdata import fill
from jiaozuo_social.api.formschema import form_schema
from jiaozuo_social.api.views import StaffView, form_errors
from jiaozuo_social.cases.moves import Actor, state_label
from jiaozuo_social.web.parsers import BoundedJSONParser
from jiaozuo_social.web.refusals import Conflict, Invalid

from . import partner, registration
from .forms.intake import IntakeForm
from .serializers import ReceiptShown

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
