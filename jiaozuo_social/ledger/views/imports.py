"""Pages of an import: history, upload, progress, what came of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.web.paging import keyset_page

from .. import access, errorsheets, importing, services, targets
from ..forms import UploadForm
from ..models import ImportRun
from ..readers import UnreadableFile
from .downloads import download

SHOWN_FAULTS = 100


@staff_only
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    rows = access.import_runs(request).select_related("user", "department").defer("preview", "columns")
    page = keyset_page(rows, request.GET, ordering=("-started_at", "-pk"))
    return render(request, "ledger/imports.html", {"page": page})


@staff_only
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    desks = access.require_desks(request)
    form = UploadForm(request.POST or None, request.FILES or None, desks=desks)
    if request.method == "POST" and form.is_valid():
        ledger, desk = form.chosen()
        try:
            run = services.upload(user=request.user, ledger=ledger, desk=desk, file=form.cleaned_data["file"])
        except importing.AlreadyImported as exc:
            return _refuse_twice(request, exc)
        except UnreadableFile as exc:
            form.add_error("file", str(exc))
        except ValidationError as exc:
            form.add_error("file", exc)
        else:
            return redirect("ledger:import-mapping", run.token)
    return render(request, "ledger/import_new.html", {"form": form})


def _refuse_twice(request: HttpRequest, exc: importing.AlreadyImported) -> HttpResponse:
    """Name the earlier run; link to it if the user may see it."""
    seen = ImportRun.objects.visible_to(request.user).filter(pk=exc.run.pk).exists()
    context = {"run": exc.run, "sentence": str(exc), "is_seen": seen}
    return render(request, "ledger/import_twice.html", context, status=409)


@staff_only
@require_safe
def run_page(request: HttpRequest, token: str) -> HttpResponse:
    run = access.import_run(request, token)
    return render(request, "ledger/import.html", _context(run))


def _context(run: ImportRun) -> dict[str, Any]:
    ledger = targets.get(run.target)
    return {
        "run": run,
        "ledger": ledger,
        "faults": [] if run.is_working else list(run.faults.all()[:SHOWN_FAULTS]),
        "shown_faults": SHOWN_FAULTS,
        "may_go_on": run.state == ImportRun.State.FAILED and run.good > 0 and bool(run.file),
        "may_change": not run.is_working and not run.rows_done and bool(run.file),
        "polls": run.is_working,
    }


@staff_only
@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """The bar alone; once the work is over the whole page comes anew."""
    run = access.import_run(request, token)
    if not run.is_working:
        return HttpResponseClientRefresh()
    return render(request, "ledger/import_progress.html", {"run": run})


@staff_only
@require_POST
def start(request: HttpRequest, token: str) -> HttpResponse:
    run = access.import_run(request, token)
    try:
        if not services.start(run):
            messages.warning(request, "这次导入的情况已有变化，请看下面的状态。")
    except importing.AlreadyImported as exc:
        return _refuse_twice(request, exc)
    return redirect("ledger:import", run.token)


@staff_only
@require_POST
def discard(request: HttpRequest, token: str) -> HttpResponse:
    run = access.import_run(request, token)
    if services.discard(run):
        messages.success(request, f"已放弃“{run.file_name}”，文件已删除。")
        return redirect("ledger:imports")
    messages.warning(request, "已有行导入，或者正在处理，不能放弃。")
    return redirect("ledger:import", run.token)


@staff_only
@require_safe
def errors(request: HttpRequest, token: str, form: str) -> HttpResponseBase:
    """All refused rows as a sheet."""
    run = access.import_run(request, token)
    if form not in errorsheets.FORMS or run.is_working or not run.faults.exists():
        raise Http404
    record(Access.Action.DOWNLOAD, request=request, obj=run, reason="错误表")
    return download(errorsheets.write(run, form), f"错误表-{run.file_name.split('.')[0]}.{form}")
