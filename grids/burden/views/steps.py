"""The page of one step of a task, the rebound check, evidence files."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.moves import MoveRefused

from ... import keptfiles
from ...steps import Step
from .. import acts
from ..forms import STEP_FORMS, CheckForm
from ..models import BurdenTask
from .gate import readers_only, seen_task
from .tasks import PATH, detail

PLAIN = ("start",)


@readers_only
@require_http_methods(["GET", "POST"])
def task_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    task = seen_task(request, pk)
    step = task.STEPS.get(name)
    if step is None or name not in (*STEP_FORMS, *PLAIN):
        raise Http404
    _require_role(task, step, request.user)
    if problem := step.problem(task, request.user):
        return detail(request, task, refusal=problem)
    form = STEP_FORMS[name](request.POST or None, request.FILES or None) if name in STEP_FORMS else None
    if request.method == "POST" and (form is None or form.is_valid()):
        data = form.data_for_act() if form else {}
        return _make(request, task, step, lambda: getattr(acts, name)(task, by=request.user, **data))
    return render(request, f"{PATH}/step.html", {"task": task, "step": step, "form": form})


@readers_only
@require_http_methods(["GET", "POST"])
def task_check(request: HttpRequest, pk: int, check_pk: int) -> HttpResponse:
    task = seen_task(request, pk)
    step = task.STEPS["check"]
    _require_role(task, step, request.user)
    found = get_object_or_404(task.checks, pk=check_pk)
    if problem := step.problem(task, request.user):
        return detail(request, task, refusal=problem)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.data_for_act()
        return _make(request, task, step, lambda: acts.check(task, found, by=request.user, **data))
    return render(request, f"{PATH}/step.html", {"task": task, "step": step, "form": form, "check": found})


def _require_role(task: BurdenTask, step: Step, user: Any) -> None:
    if not task.roles_of(user) & step.who:
        raise PermissionDenied(f"您的职责不能{step.label}。")


def _make(request: HttpRequest, task: BurdenTask, step: Step, act: Any) -> HttpResponse:
    try:
        act()
    except MoveRefused as refusal:
        return detail(request, seen_task(request, task.pk), refusal=str(refusal))
    messages.success(request, f"{step.label}，已办理。")
    return redirect("grids:burden-task", pk=task.pk)


@readers_only
@require_safe
def task_file(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    task = seen_task(request, pk)
    kept = get_object_or_404(task.files, token=token)
    record(Access.Action.DOWNLOAD, request=request, obj=task, reason="佐证材料", file=kept.pk)
    return keptfiles.serve(kept)
