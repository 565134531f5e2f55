"""Work orders of other platforms for programs: in by POST, results out by GET, acknowledged by POST."""

from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.api.formdata import fill
from jiaozuo_social.api.formschema import form_schema
from jiaozuo_social.api.views import StaffView, form_errors
from jiaozuo_social.web.paging import keyset_page
from jiaozuo_social.web.parsers import BoundedJSONParser
from jiaozuo_social.web.refusals import Invalid

from . import orders, results, selectors
from .forms import ReturnedForm, WorkOrderForm
from .models import OrderSource
from .questions import MAX_SIZE, ORDERING, ResultQuestion
from .serializers import OrderTaken, ResultPage, Returned

TAG = "工单往来"
NO_SOURCE = "只供工单来源接收单位的网格平台调度员使用。"


def _sources(user: AnyUser) -> dict[str, OrderSource]:
    found = {source.code: source for source in selectors.sources_of(user)}
    if not found:
        raise PermissionDenied(NO_SOURCE)
    return found


class WorkOrdersView(StaffView):
    api_tag = TAG
    parser_classes = [BoundedJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="grids_work_orders_create",
        summary="送一件工单；同一来源同一编号只办一件，再送即为更新",
        request={
            "application/json": form_schema(WorkOrderForm, files=False),
            "multipart/form-data": form_schema(WorkOrderForm, files=True),
        },
        responses={200: OrderTaken, 201: OrderTaken},
    )
    def post(self, request: Request) -> Response:
        form = WorkOrderForm(QueryDict(mutable=True), request.FILES, sources=_sources(request.user))
        fill(form, request.POST if request.FILES or request.POST else request.data)
        if not form.is_valid():
            raise Invalid(form_errors(form.errors))
        source: OrderSource = form.cleaned_data["source"]
        taken = orders.take_in(form.order(), source=source, user=request.user)
        is_ours = taken.order.outcome == taken.order.Outcome.TAKEN
        answer = {
            "source": source.code,
            "number": taken.order.number,
            "case_number": taken.order.case.number if is_ours else "",
            "outcome": taken.order.outcome,
            "outcome_label": taken.order.get_outcome_display(),
            "created": taken.created,
            "changed": list(taken.changed),
        }
        return Response(OrderTaken(answer).data, status=201 if taken.created else 200)


class ResultsView(StaffView):
    api_tag = TAG

    @extend_schema(
        operation_id="grids_results_list",
        summary="已有结果的工单，按结果时间先后；默认只列还没有确认收到的",
        parameters=[
            OpenApiParameter("source", OpenApiTypes.STR, required=True, description="来源代码"),
            OpenApiParameter("since", OpenApiTypes.DATETIME, description="只列此时及以后有结果的"),
            OpenApiParameter("all", OpenApiTypes.STR, enum=["true", "false"], description="true：已确认的也列出"),
            OpenApiParameter("page", OpenApiTypes.STR, description="上一次答复给出的 next"),
            OpenApiParameter("size", {"type": "integer", "minimum": 1, "maximum": MAX_SIZE}, description="每页件数"),
        ],
        responses=ResultPage,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        asked = ResultQuestion.read(request.query_params, _sources(request.user))
        page = keyset_page(asked.rows, request.query_params, ordering=ORDERING, size=asked.size)
        answer = {
            "source": asked.source.code,
            "read_at": asked.read_at,
            "next": page.next_token or None,
            "results": results.read(page.rows),
        }
        return Response(ResultPage(answer).data)


class ReturnedView(StaffView):
    api_tag = TAG
    parser_classes = [BoundedJSONParser]

    @extend_schema(
        operation_id="grids_results_returned",
        summary="确认收到结果；可以重复确认，读取之后又变化的仍会再列出",
        request={"application/json": form_schema(ReturnedForm, files=False)},
        responses=Returned,
    )
    def post(self, request: Request) -> Response:
        form = ReturnedForm(QueryDict(mutable=True), sources=_sources(request.user))
        fill(form, request.data)
        if not form.is_valid():
            raise Invalid(form_errors(form.errors))
        data = form.cleaned_data
        read_at = min(data["read_at"], results.horizon())
        new = results.acknowledge(data["source"], data["numbers"], read_at=read_at, by=request.user)
        return Response(Returned({"source": data["source"].code, "newly_returned": new}).data)
