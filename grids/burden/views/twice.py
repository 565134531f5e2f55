"""“Asked twice”, the synonyms behind it, and the ledger as spreadsheets."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.ledger.views.downloads import TYPES, download

from .. import access, fieldnames, selectors, sheets, twice
from ..inventory_forms import SynonymForm
from .gate import office_only, readers_only
from .tasks import PATH

LAST_PAGE = 200


@readers_only
@require_safe
def twice_page(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("page", "")
    number = min(int(asked), LAST_PAGE) if asked.isdecimal() and len(asked) < 6 else 1
    found = twice.pairs(request.user, limit=twice.PAGE + 1, offset=(max(number, 1) - 1) * twice.PAGE)
    context = {
        "pairs": found[: twice.PAGE],
        "number": number,
        "has_next": len(found) > twice.PAGE,
        "is_office": bool(access.offices(request.user)),
    }
    return render(request, f"{PATH}/twice.html", context)


@office_only
@require_http_methods(["GET", "POST"])
def synonyms(request: HttpRequest) -> HttpResponse:
    form = SynonymForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        synonym = fieldnames.add_synonym(**form.cleaned_data)
        record(Access.Action.CHANGE, request=request, obj=synonym, act="登记同义字段")
        messages.success(request, f"已登记：{synonym}。")
        return redirect("grids:burden-synonyms")
    return render(request, f"{PATH}/synonyms.html", {"form": form, "synonyms": selectors.synonyms()})


@office_only
@require_POST
def synonym_delete(request: HttpRequest, pk: int) -> HttpResponse:
    synonym = get_object_or_404(selectors.synonyms(), pk=pk)
    record(Access.Action.CHANGE, request=request, obj=synonym, act="删除同义字段")
    fieldnames.remove_synonym(synonym)
    messages.success(request, f"已删除：{synonym}。")
    return redirect("grids:burden-synonyms")


@readers_only
@require_safe
def export(request: HttpRequest, what: str, form: str) -> FileResponse:
    sheet = sheets.SHEETS.get(what)
    if sheet is None or f".{form}" not in TYPES:
        raise Http404
    record(Access.Action.EXPORT, request=request, reason=sheet.label, format=form)
    path = sheets.write(sheet, request.user, form)
    answer = download(path, path.name)
    path.unlink()  # the answer holds it open
    path.parent.rmdir()
    return answer
