"""Inventories of signs, proofs, returns, apps and appraisals, before and after."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.web.paging import keyset_page

from ... import keptfiles
from .. import access, selectors, services
from ..inventory_forms import InventoryFilterForm, InventoryForm
from ..models import InventoryRow
from .gate import enterers_only, readers_only, seen_row
from .tasks import PATH

Kind = InventoryRow.Kind


def kind_asked(request: HttpRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in Kind.values else str(Kind.RETURN)


@readers_only
@require_safe
def inventory_list(request: HttpRequest) -> HttpResponse:
    kind = kind_asked(request)
    form = InventoryFilterForm(request.GET)
    rows = selectors.inventory(request.user, kind)
    found = form.narrow(rows) if form.is_valid() else rows.none()
    context = {
        "form": form,
        "kind": Kind(kind),
        "kinds": Kind,
        "page": keyset_page(found, request.GET, ordering=("-id", "-pk")),
        "totals": selectors.totals(rows),
        "may_enter": access.may_enter_rows(request.user),
        "is_filtered": any(request.GET.get(name) for name in ("q", "state")),
    }
    return render(request, f"{PATH}/inventory.html", context)


@readers_only
@require_safe
def inventory_row(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    context = {
        "row": row,
        "fields": row.fields.all(),
        "files": row.files.all(),
        "may_edit": access.may_edit_row(row, request.user),
        "task": selectors.tasks(request.user).filter(pk=row.task_id).first() if row.task_id else None,
    }
    return render(request, f"{PATH}/inventory_row.html", context)


@enterers_only
@require_http_methods(["GET", "POST"])
def inventory_new(request: HttpRequest) -> HttpResponse:
    desk = (access.offices(request.user) or access.grassroots_units(request.user))[0]
    row = InventoryRow(kind=kind_asked(request), reported_by=desk, created_by_id=request.user.pk)
    return _form(request, row)


@enterers_only
@require_http_methods(["GET", "POST"])
def inventory_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    if not access.may_edit_row(row, request.user):
        raise PermissionDenied("只能修改本单位登记的，或者本辖区的。")
    return _form(request, row)


def _form(request: HttpRequest, row: InventoryRow) -> HttpResponse:
    form = InventoryForm(
        request.POST or None, request.FILES or None, instance=row, user=request.user,
        initial={"task_number": request.GET.get("task", "")[:20]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_row(
                form.to_row(), by=request.user, fields=form.field_names(),
                files=form.cleaned_data["files"], request=request,
            )  # fmt: skip
        except MoveRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect("grids:burden-row", pk=saved.pk)
    context = {"form": form, "row": row, "kind": Kind(row.kind)}
    return render(request, f"{PATH}/inventory_form.html", context)


@readers_only
@require_safe
def inventory_file(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    row = seen_row(request, pk)
    kept = get_object_or_404(row.files, token=token)
    record(Access.Action.DOWNLOAD, request=request, obj=row, reason="清册佐证", file=kept.pk)
    return keptfiles.serve(kept)
