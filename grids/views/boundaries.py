"""The page on which boundaries come in, and the report of what does not fit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiaozuo_social.places.geojson import UnreadableFile

from .. import boundary_import, rights
from ..forms.grids import BoundaryForm
from .gates import managers_only

SHOWN_FAULTS = 500


@managers_only
@require_http_methods(["GET", "POST"])
def boundary_upload(request: HttpRequest) -> HttpResponse:
    if not rights.creating_areas(request.user):
        raise PermissionDenied("边界由网格平台调度员或系统管理员导入。")
    form = BoundaryForm(request.POST or None, request.FILES or None)
    report: boundary_import.Report | None = None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            report = boundary_import.run(
                asked["file"].read(), datum=asked["datum"], by=request.user, source=asked["file"].name[:80],
                request=request, may_have_gaps=asked["may_have_gaps"], dry_run=asked["check_only"],
            )  # fmt: skip
        except UnreadableFile as exc:
            form.add_error("file", str(exc))
    if report is not None and report.is_written:
        for words in (boundary_import.words_of(report), *report.remarks):
            messages.success(request, words)
        return redirect("grids:areas")
    context: dict[str, Any] = {"form": form, "report": report, "shown": SHOWN_FAULTS}
    if report is not None:
        context |= {"words": boundary_import.words_of(report), "faults": report.faults[:SHOWN_FAULTS]}
    return render(request, "grids/staff/boundary_upload.html", context)
