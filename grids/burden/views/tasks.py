"""Tasks: the list, a task with its history, entering and changing one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.web.paging import Page, keyset_page

from .. import access, acts, selectors
from ..forms import TaskFilterForm, TaskForm
from ..models import BurdenTask, InventoryRow
from .gate import office_only, readers_only, seen_task

PATH = "grids/burden"
ORDER = ("due_on", "pk")


@readers_only
@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    form = TaskFilterForm(request.GET)
    rows = selectors.tasks(request.user)
    page = (
        keyset_page(form.narrow(rows), request.GET, ordering=ORDER) if form.is_valid() else Page([], "", "")
    )
    context = {
        "form": form,
        "page": page,
        "counts": selectors.status_counts(request.user),
        "is_office": bool(access.offices(request.user)),
        "checks": selectors.open_checks(request.user)[:20],
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, f"{PATH}/task_list.html", context)


@readers_only
@require_safe
def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return detail(request, seen_task(request, pk))


def detail(request: HttpRequest, task: BurdenTask, *, refusal: str = "") -> HttpResponse:
    roles = task.roles_of(request.user)
    context = {
        "task": task,
        "refusal": refusal,
        "steps": [step for step in task.STEPS.available(task, request.user) if step.name != "check"],
        "may_check": not task.STEPS["check"].problem(task, request.user),
        "ratings": selectors.ratings(task),
        "sees_raters": access.OFFICE in roles,
        "files": task.files.all(),
        "checks": task.checks.select_related("checked_by"),
        "entries": task.entries.select_related("user").order_by("-pk"),
        "inventory": task.inventory.visible_to(request.user),
        "kinds": InventoryRow.Kind if access.may_enter_rows(request.user) else (),
    }
    return render(request, f"{PATH}/task.html", context, status=409 if refusal else 200)


@office_only
@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest) -> HttpResponse:
    form = TaskForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            task = acts.create(BurdenTask(**form.fields_to_write()), co=form.co_departments, by=request.user)
        except MoveRefused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, "已登记，并通知牵头单位和配合单位。")
            return redirect("grids:burden-task", pk=task.pk)
    return render(request, f"{PATH}/task_form.html", {"form": form})


@office_only
@require_http_methods(["GET", "POST"])
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    task = seen_task(request, pk)
    if access.OFFICE not in task.roles_of(request.user):
        raise PermissionDenied("您的职责不能修改这项任务。")
    if problem := task.STEPS["edit"].problem(task, request.user):
        return detail(request, task, refusal=problem)
    form = TaskForm(request.POST or None, instance=task, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            acts.edit(task, co=form.co_departments, by=request.user, **form.fields_to_write())
        except MoveRefused as refusal:
            return _refused(request, pk, refusal)
        messages.success(request, "已保存。")
        return redirect("grids:burden-task", pk=pk)
    return render(request, f"{PATH}/task_form.html", {"form": form, "task": task})


def _refused(request: HttpRequest, pk: int, refusal: Any) -> HttpResponse:
    return detail(request, seen_task(request, pk), refusal=str(refusal))
