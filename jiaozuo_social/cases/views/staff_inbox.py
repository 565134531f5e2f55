"""The inbox: tabs, filters, search, saved views."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.web.paging import Page, keyset_page

from .. import bulkmoves, inbox, search
from ..filters import TOO_SHORT, CaseFilter
from ..forms.staff import SavedViewForm
from .staff_access import staff_only

NOT_SAVED = ("page", "csrfmiddlewaretoken")


@staff_only
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    tab = inbox.tab(request.GET.get("tab", ""), default="all" if query else "mine")
    sort = request.GET.get("sort", "")
    sort = sort if sort in inbox.ORDERINGS else tab.sort
    rows = inbox.cases(request.user, tab.key)
    found = CaseFilter(request.GET, queryset=rows, user=request.user)
    is_valid = found.form.is_valid() and not found.too_short
    if search.PHONE.fullmatch(query):
        record(Access.Action.SEARCH, request=request, reason="按电话查询")
    page = Page([], "", "")
    if is_valid:
        page = keyset_page(found.qs, request.GET, ordering=inbox.ORDERINGS[sort], whole=inbox.whole_rows())
    context = {
        "tabs": _tabs(request, tab.key),
        "tab": tab,
        "sort": sort,
        "filter": found,
        "problem": TOO_SHORT if found.too_short else "",
        "page": page,
        "bulk_moves": bulkmoves.offered_to(request.user),
        "saved_views": list(request.user.saved_views.all()),  # type: ignore[union-attr]
        "current_query": _current_query(request.GET),
    }
    return render(request, "cases/inbox.html", context)


def _tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    counted = inbox.counts(request.user, *(one.key for one in inbox.TABS if one.is_counted))
    return [
        {"key": one.key, "label": one.label, "count": counted.get(one.key), "current": one.key == current}
        for one in inbox.TABS
    ]


def _current_query(params: QueryDict) -> str:
    """What a saved view keeps: the filters without the page."""
    kept = params.copy()
    for name in list(kept):
        if name in NOT_SAVED or not any(kept.getlist(name)):
            del kept[name]
    return kept.urlencode()


@staff_only
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if form.is_valid():
        name, query = form.cleaned_data["name"], form.cleaned_data["query"]
        request.user.saved_views.update_or_create(name=name, defaults={"query": query})  # type: ignore[union-attr]
        messages.success(request, f"已保存视图“{name}”。")
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return _back_to(form.data.get("query", ""))


@staff_only
@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(request.user.saved_views, pk=pk)  # type: ignore[union-attr]
    view.delete()
    messages.success(request, f"已删除视图“{view.name}”。")
    return _back_to("")


def _back_to(query: str) -> HttpResponse:
    answer = redirect("cases:inbox")
    if query:
        answer["Location"] += "?" + QueryDict(query).urlencode()
    return answer
