"""Ask for an export: the wish is recorded at once, the file is written behind the page."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record

from . import selection
from .models import ExportRun
from .nudge import nudge


def ask(
    request: HttpRequest, user: Any, *, query: str, format: str, is_clear: bool = False, reason: str = ""
) -> ExportRun:
    with transaction.atomic():
        run = ExportRun.objects.create(
            user=user,
            query=query,
            format=format,
            is_clear=is_clear,
            reason=reason if is_clear else "",
        )
        record(
            Access.Action.EXPORT, request=request, obj=run, reason=reason or "申请导出",
            format=format, clear=is_clear, filter=selection.recorded(query),
        )  # fmt: skip
        transaction.on_commit(lambda: nudge("ledger.export", run.pk))
    return run
