"""Pages of the exchange: orders of a source, what is owed to it, the sheet, the acknowledgement."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.ledger.views.downloads import download
from jiaozuo_social.web.paging import keyset_page

from . import results, selectors, sheets
from .models import OrderSource

NO_SOURCE = "只有工单来源接收单位的网格平台调度员可以导入工单、退回结果。"
SALT = "order-results"


def _source(request: HttpRequest, pk: int) -> OrderSource:
    if not selectors.has_sources(request.user):
        raise PermissionDenied(NO_SOURCE)
    return get_object_or_404(selectors.sources_of(request.user), pk=pk)


@staff_only
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    found = list(selectors.sources_of(request.user))
    if not found:
        raise PermissionDenied(NO_SOURCE)
    context = {"sources": [(source, selectors.counts(source)) for source in found]}
    return render(request, "grids/exchange/sources.html", context)


@staff_only
@require_safe
def source_page(request: HttpRequest, pk: int) -> HttpResponse:
    source = _source(request, pk)
    owed_only = request.GET.get("owed") == "1"
    rows = selectors.owed(source) if owed_only else selectors.orders_of(source)
    page = keyset_page(rows, request.GET, ordering=("-taken_at", "-pk"))
    seen = Case.objects.visible_to(request.user).filter(pk__in=[row.case_id for row in page.rows])
    until = sheets.last_in_sheet(source, results.horizon())
    context: dict[str, Any] = {
        "source": source,
        "page": page,
        "owed_only": owed_only,
        "visible": set(seen.values_list("pk", flat=True)),
        "counts": selectors.counts(source),
        "unmapped": selectors.unmapped_words(source),
        "ready": results.since(source, None, until=until, only_owed=True).count() if until else 0,
        "token": signing.dumps(until.isoformat() if until else "", salt=SALT),
    }
    return render(request, "grids/exchange/source.html", context)


def _until(text: str) -> dt.datetime:
    """The moment that the page named; it travels signed, so that what is acknowledged is what was listed."""
    try:
        return dt.datetime.fromisoformat(signing.loads(text, salt=SALT))
    except (signing.BadSignature, ValueError) as exc:
        raise Http404 from exc


@staff_only
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    source = _source(request, pk)
    until = _until(request.GET.get("until", ""))
    record(Access.Action.EXPORT, request=request, obj=source, reason="导出办理结果")
    path = sheets.write(source, until=until)
    return download(path, f"办理结果-{source.name}-{timezone.localtime(until):%Y%m%d%H%M}.xlsx")


@staff_only
@require_POST
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    source = _source(request, pk)
    new = results.acknowledge_all(source, read_at=_until(request.POST.get("until", "")), by=request.user)
    if new:
        messages.success(request, f"已标记退回 {new} 件。以后又有变化的，会再次列出。")
    else:
        messages.info(request, "这份清单已经标记过，没有新的变化。")
    return redirect("grids:order-source", pk=source.pk)
