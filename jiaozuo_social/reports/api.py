"""The monthly report for programs: who may read which area is the same as on the pages."""

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from jiaozuo_social.api.views import StaffView
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.api_access import plain
from jiaozuo_social.web.refusals import Invalid

from . import access, selectors, services
from .api_serializers import MonthsShown, ReportShown, SnapshotShown, shown
from .views.asked import asked

KEPT, NOW = "kept", "now"
AREA = OpenApiParameter("area", OpenApiTypes.STR, description="区域代码；省略为您可以查看的最大区域")
FIGURES = OpenApiParameter(
    "figures", OpenApiTypes.STR, enum=[KEPT, NOW],
    description="kept（省略即此）：核定的月报，没有核定的为最近一次计算的；now：按现在的数据计算，不保存",
)  # fmt: skip


def _only(request: Request, *known: str) -> None:
    """A misspelt parameter must not silently give another report."""
    errors = {name: ["没有这个参数。"] for name in request.query_params if name not in known}
    errors |= {
        name: ["不能为空；不用的参数请省略。"]
        for name, values in request.query_params.lists()
        if name in known and not all(values)
    }
    if request.query_params.get("figures", KEPT) not in (KEPT, NOW):
        errors.setdefault("figures", ["只能是 kept 或 now。"])
    if errors:
        raise Invalid(errors)


class MonthsView(StaffView):
    api_tag = "月报"

    @extend_schema(
        operation_id="reports_list", summary="您可以查看的区域，和一个区域各月的月报",
        parameters=[AREA], responses=MonthsShown,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        http = plain(request)
        scope = access.require_scope(http)
        _only(request, "area")
        months = [
            {
                "month": month.key,
                "label": month.period.label,
                "report": shown(month.snapshot) if month.snapshot else None,
            }
            for month in selectors.months(scope, timezone.localdate())
        ]
        areas = [{"code": code, "name": name} for code, name in access.scopes_for(http.user)]
        return Response(MonthsShown({"area": scope, "areas": areas, "months": months}).data)


class ReportView(StaffView):
    api_tag = "月报"

    @extend_schema(
        operation_id="reports_read", summary="一个月的月报：各表的数、分子分母和口径",
        parameters=[AREA, FIGURES], responses=ReportShown,
    )  # fmt: skip
    def get(self, request: Request, month: str) -> Response:
        http = plain(request)
        found = asked(http, month)
        _only(request, "area", "figures")
        if request.query_params.get("figures") == NOW:
            snapshot = services.draft(found.period, found.scope)
        elif found.snapshot is None:
            raise Http404
        else:
            snapshot = found.snapshot
            record(Access.Action.DOWNLOAD, request=http, obj=snapshot, reason="月报（接口）", form="json")
        return Response({**SnapshotShown(shown(snapshot)).data, "content": snapshot.data})
