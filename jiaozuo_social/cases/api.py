"""Staff's work with cases for programs: inbox, case, files. Moves are in ``api_moves``."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from jiaozuo_social.api.views import StaffView
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.web.paging import keyset_page

from . import casepage, inbox, search, uploads, whole
from .api_access import plain, visible_case
from .api_params import INBOX, Question
from .api_serializers import CaseInFull, CaseRow, InboxPage, TabShown
from .views.files import DOCX, download, download_docx

FILE_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    *sorted({kind for kind, suffix in uploads.TYPES.values() if suffix}),
)


class InboxView(StaffView):
    api_tag = "事项"

    @extend_schema(
        operation_id="cases_list",
        summary="收件箱：与网页相同的分栏、筛选和检索",
        parameters=INBOX,
        responses=InboxPage,
    )
    def get(self, request: Request) -> Response:
        asked = Question.read(request.query_params, request.user)
        if search.PHONE.fullmatch(request.query_params.get("q", "").strip()):
            record(Access.Action.SEARCH, request=plain(request), reason="按电话查询（接口）")
        page = keyset_page(asked.rows, request.query_params, ordering=asked.ordering, size=asked.size)
        return Response(
            {
                "tab": asked.tab,
                "sort": asked.sort,
                "next": page.next_token or None,
                "previous": page.prev_token or None,
                "results": CaseRow(page.rows, many=True).data,
            }
        )


class TabsView(StaffView):
    api_tag = "事项"

    @extend_schema(operation_id="cases_tabs", summary="收件箱各分栏及件数", responses=TabShown(many=True))
    def get(self, request: Request) -> Response:
        counted = inbox.counts(request.user, *(tab.key for tab in inbox.TABS if tab.is_counted))
        return Response(
            [{"key": tab.key, "label": tab.label, "count": counted.get(tab.key)} for tab in inbox.TABS]
        )


class CaseView(StaffView):
    api_tag = "事项"

    @extend_schema(
        operation_id="cases_read", summary="一件事项；个人信息已脱敏，接口不提供原文", responses=CaseInFull
    )
    def get(self, request: Request, number: str) -> Response:
        case = visible_case(request, number)
        moves = casepage.available(case, request.user)
        return Response(CaseInFull(whole.with_rows(case), context={"moves": moves}).data)


class FileRenderer(JSONRenderer):
    """Lets any Accept header pass: a file is what it is. Refusals are still JSON."""

    media_type = "*/*"


class AttachmentView(StaffView):
    api_tag = "附件与文书"
    renderer_classes = [FileRenderer]

    @extend_schema(
        operation_id="cases_attachment",
        summary="下载附件",
        responses={(200, kind): OpenApiTypes.BINARY for kind in FILE_TYPES},
    )
    def get(self, request: Request, number: str, token: Any) -> HttpResponseBase:
        case = visible_case(request, number, looks=False)
        file = get_object_or_404(case.attachments.all(), token=token)
        record(
            Access.Action.DOWNLOAD,
            request=plain(request),
            obj=case,
            reason="附件（接口）",
            attachment=file.pk,
        )
        return download(file)


class DocumentView(StaffView):
    api_tag = "附件与文书"
    renderer_classes = [FileRenderer]

    @extend_schema(
        operation_id="cases_document",
        summary="下载文书（docx）",
        responses={(200, DOCX): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, number: str, pk: int) -> HttpResponseBase:
        case = visible_case(request, number, looks=False)
        found = get_object_or_404(case.documents.select_related("department"), pk=pk)
        record(
            Access.Action.DOWNLOAD, request=plain(request), obj=case, reason=f"{found.get_kind_display()}（接口）",
            document=found.pk,
        )  # fmt: skip
        return download_docx(found)
