"""The page on which the columns of a file get their meaning."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jiaozuo_social.cases.views.staff_access import staff_only

from .. import access, files, mappings, readers, services, targets
from ..forms import MappingForm
from ..models import ImportMapping, ImportRun
from ..readers import UnreadableFile

CELL = 30  # characters of a sample that are shown


@staff_only
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, token: str) -> HttpResponse:
    run = access.import_run(request, token)
    try:
        header, rows = readers.sample(files.path_of(run.file)) if run.file else ([], [])
    except (UnreadableFile, FileNotFoundError):
        header, rows = [], []
    if not header or run.is_working or run.rows_done:
        messages.warning(request, "这次导入不能再改列的对应关系。")
        return redirect("ledger:import", run.token)
    saved = mappings.saved_for(run, header)
    form = _form(request, run, header, saved)
    if request.method == "POST" and form.is_valid():
        source, save_as = form.cleaned_data["source"], form.cleaned_data["save_as"]
        if not services.check(run, columns=form.columns(), source=source, save_as=save_as):
            messages.warning(request, "这次导入的情况已有变化，请看下面的状态。")
        return redirect("ledger:import", run.token)
    # The raw rows name people: they are for the one who brought them, not for the whole desk.
    samples = _samples(header, rows) if run.user_id == request.user.pk else []
    context = {"run": run, "form": form, "saved": saved, "header": header, "samples": samples}
    return render(request, "ledger/import_mapping.html", context)


def _form(request: HttpRequest, run: ImportRun, header: list[str], saved: list[ImportMapping]) -> MappingForm:
    ledger = targets.get(run.target)
    proposal = run.columns or mappings.first_proposal(run, ledger, header)
    sources = ledger.sources(run.department) if ledger.sources and run.department else None
    initial: dict[str, Any] = {"source": run.source}
    if sources and run.source not in dict(sources):
        initial["source"] = sources[0][0]
    for one in saved:
        if str(one.pk) == request.GET.get("saved"):
            proposal, initial["save_as"] = one.columns, one.name
    data = request.POST if request.method == "POST" else None
    return MappingForm(
        data, ledger=ledger, header=header, proposal=proposal, sources=sources, initial=initial
    )


def _samples(header: list[str], rows: list[readers.Row]) -> list[list[str]]:
    return [[_short(readers.text_of(row.get(name))) for name in header] for row in rows]


def _short(text: str) -> str:
    return text if len(text) <= CELL else f"{text[:CELL]}…"


@staff_only
@require_POST
def forget(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    run = access.import_run(request, token)
    gone = mappings.forget(run, pk)
    if gone is not None:
        messages.success(request, f"已删除对应关系“{gone.name}”。")
    return redirect("ledger:import-mapping", run.token)
