"""7类37项: read by all of the ledger, filled in by the city's 减负专班."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from .. import access, selectors, services
from ..inventory_forms import CategoryForm, ItemForm
from ..models import BurdenItem
from .gate import city_office_only, readers_only
from .tasks import PATH


@readers_only
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    context = {
        "categories": selectors.categories(),
        "items": selectors.items(active=False),
        "may_edit": access.edits_catalogue(request.user),
    }
    return render(request, f"{PATH}/catalogue.html", context)


@city_office_only
@require_http_methods(["GET", "POST"])
def category_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(selectors.categories(), pk=pk)
    return _form(request, CategoryForm(request.POST or None, instance=row), f"第 {row.number} 类")


@city_office_only
@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(selectors.items(active=False), pk=pk)
    return _form(request, ItemForm(request.POST or None, instance=row), f"第 {row.number} 项")


@city_office_only
@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    last = selectors.items(active=False).order_by("-number").first()
    row = BurdenItem(number=last.number + 1 if last else 1)
    return _form(request, ItemForm(request.POST or None, instance=row), "新增事项")


def _form(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        act = "修改" if form.instance.pk else "新增"
        services.save_recorded(form.instance, act=act, names=form.fields, request=request, by=request.user)
        messages.success(request, "已保存。")
        return redirect("grids:burden-catalogue")
    return render(request, f"{PATH}/catalogue_form.html", {"form": form, "heading": title})
