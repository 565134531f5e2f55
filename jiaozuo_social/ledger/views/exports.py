"""Pages of exports: ask for one, watch it, fetch the file."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases import inbox
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.web.paging import keyset_page

from .. import access, exportservices, files, selection
from ..forms import ExportForm
from ..models import ExportRun
from .downloads import download

DROPPED = ("page", "csrfmiddlewaretoken", "format", "is_clear", "reason")


@staff_only
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    rows = ExportRun.objects.owned_by(request.user)
    page = keyset_page(rows, request.GET, ordering=("-created_at", "-pk"))
    return render(request, "ledger/exports.html", {"page": page})


@staff_only
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The filter stays in the address, so that form and list speak of the same rows."""
    params = _params(request.GET)
    found = selection.filter_of(request.user, params)
    is_valid = found.form.is_valid() and not found.too_short
    may_be_clear = selection.clear_for(request.user) is not None
    form = ExportForm(request.POST or None, may_be_clear=may_be_clear)
    if request.method == "POST" and is_valid and form.is_valid():
        run = exportservices.ask(request, request.user, query=params.urlencode(), **form.cleaned_data)
        return redirect("ledger:export", run.token)
    count = inbox.limited_counts({"n": found.qs})["n"] if is_valid else 0
    context = {
        "form": form, "count": count, "is_valid": is_valid, "tab": selection.tab_of(params),
        "words": selection.words(found), "query": params.urlencode(),
    }  # fmt: skip
    return render(request, "ledger/export_new.html", context)


def _params(given: QueryDict) -> QueryDict:
    kept = given.copy()
    for name in list(kept):
        if name in DROPPED or not any(kept.getlist(name)):
            del kept[name]
    return kept


@staff_only
@require_safe
def run_page(request: HttpRequest, token: str) -> HttpResponse:
    run = access.export_run(request, token)
    return render(request, "ledger/export.html", {"run": run, "polls": run.is_working})


@staff_only
@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    run = access.export_run(request, token)
    if not run.is_working:
        return HttpResponseClientRefresh()
    return render(request, "ledger/export_progress.html", {"run": run})


@staff_only
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file for its owner, until it expires; every fetch is recorded."""
    run = access.export_run(request, token)
    path = files.path_of(run.file) if run.is_available else None
    if path is None or not path.exists():
        raise Http404
    record(Access.Action.DOWNLOAD, request=request, obj=run, reason="导出文件", rows=run.rows_done)
    name = f"事项-{timezone.localtime(run.created_at):%Y%m%d%H%M}.{run.format}"
    return download(path, name)
