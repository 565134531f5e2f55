"""What people do to a 减负 task. Each act is a step: locked, checked, written to the log, all or nothing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.cases.uploads import CleanUpload
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.orgs.selectors import memberships_of

from .. import keptfiles
from ..steps import begin, stepping
from . import access, checks, tellings
from .models import BurdenRating, BurdenTask, ReboundCheck
from .states import TaskState

FIELDS = ("item", "problem", "measure", "standard", "source_file", "lead", "started_on", "due_on")


def create(task: BurdenTask, *, co: Iterable[Department] = (), by: Any) -> BurdenTask:
    """Enter a task in the ledger of a 减负专班; without a number it gets the next one of that office."""
    task.place_code = task.department.place_code
    try:
        with transaction.atomic():
            Department.objects.select_for_update().get(pk=task.department_id)
            task.number = task.number or _next_number(task.department)
            begin(task, "登记任务", by=by)
            task.co.set(co)
            tellings.assigned(task)
    except IntegrityError as exc:
        raise MoveRefused(f"编号“{task.number}”在本专班的台账中已经使用。") from exc
    return task


def _next_number(office: Department) -> str:
    used = set(BurdenTask.objects.filter(department=office).values_list("number", flat=True))
    number = len(used) + 1
    while str(number) in used:
        number += 1
    return str(number)


def edit(task: BurdenTask, *, co: Iterable[Department], by: Any, **fields: Any) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of a task: {sorted(unknown)}")
    with stepping(task, "edit", by=by) as doing:
        before = {name: getattr(task, name) for name in fields}
        was = task.co_ids
        for name, value in fields.items():
            setattr(task, name, value)
        task.co.set(co)
        changed: dict[str, Any] = {
            n: [str(before[n]), str(fields[n])] for n in fields if before[n] != fields[n]
        }
        if was != {department.pk for department in co}:
            changed["co"] = [sorted(was), sorted(department.pk for department in co)]
        doing.facts["changed"] = changed
    if "lead" in changed or "co" in changed:
        tellings.assigned(task)


def start(task: BurdenTask, *, by: Any) -> None:
    with stepping(task, "start", by=by):
        pass


def progress(task: BurdenTask, *, by: Any, note: str, files: Iterable[CleanUpload] = ()) -> None:
    """A line of progress with its evidence."""
    with stepping(task, "progress", by=by, note=note) as doing:
        kept = keptfiles.keep(task.files, files, by=by)
        doing.facts["files"] = [file.name for file in kept]


def propose(task: BurdenTask, *, by: Any, note: str) -> None:
    with stepping(task, "propose", by=by, note=note):
        task.proposed_at = timezone.now()
        tellings.proposed(task)


def decline(task: BurdenTask, *, by: Any, note: str) -> None:
    with stepping(task, "decline", by=by, note=note):
        task.proposed_at = None
        tellings.to_lead(task, "decline", f"退回完善：{task.problem[:60]}", note)


def finish(task: BurdenTask, *, by: Any, note: str) -> None:
    _settle(task, "finish", by=by, note=note)


def keep(task: BurdenTask, *, by: Any, note: str) -> None:
    _settle(task, "keep", by=by, note=note)


def _settle(task: BurdenTask, name: str, *, by: Any, note: str) -> None:
    with stepping(task, name, by=by, note=note):
        if task.state not in (TaskState.DONE, TaskState.STANDING):
            task.settled_on = timezone.localdate()
        task.proposed_at = None
        checks.plan(task)


def reopen(task: BurdenTask, *, by: Any, note: str) -> None:
    with stepping(task, "reopen", by=by, note=note):
        _reopen(task, note)


def _reopen(task: BurdenTask, why: str) -> None:
    """Work goes on; what was to be checked is void until the task is settled again."""
    task.settled_on = None
    now = timezone.now()
    task.checks.filter(result="").update(result=ReboundCheck.Result.VOID, checked_at=now)
    tellings.to_lead(task, "reopen", f"重新推进：{task.problem[:60]}", why)


def rate(task: BurdenTask, *, by: Any, level: str, note: str = "") -> BurdenRating:
    """A street or community rates; who it was stays out of the log, which the lead department reads."""
    units = [unit for unit in access.grassroots_units(by) if unit.place_code.startswith(task.place_code)]
    with transaction.atomic():
        problem = task.STEPS["rate"].problem(task, by)
        if problem or not units:
            raise MoveRefused(problem or "您不在这项任务涉及的街道、社区任职。")
        return BurdenRating.objects.create(task=task, department=units[0], level=level, note=note, user=by)


def check(task: BurdenTask, found: ReboundCheck, *, by: Any, result: str, note: str) -> None:
    """Look whether the burden has come back; a rebound sets the task going again."""
    if result not in (ReboundCheck.Result.HELD, ReboundCheck.Result.REBOUNDED):
        raise TypeError(f"not a result of a check: {result}")
    if task.lead_id in {membership.department_id for membership in memberships_of(by)}:
        raise MoveRefused("牵头单位不能检查自己的任务，请由专班其他人员检查。")
    with stepping(task, "check", by=by, note=note) as doing:
        open_checks = task.checks.select_for_update().filter(pk=found.pk, result="")
        if not open_checks.update(result=result, note=note, checked_by=by, checked_at=timezone.now()):
            raise MoveRefused("这次检查已经办理，请刷新页面。")
        doing.facts.update(result=result, due_on=found.due_on)
        if result == ReboundCheck.Result.REBOUNDED:
            doing.to = TaskState.ONGOING
            task.due_on = max(task.due_on, timezone.localdate() + dt.timedelta(days=checks.redo_days()))
            _reopen(task, note)
