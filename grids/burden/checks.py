"""Rebound checks: planned when a task is settled, made good by the beat, told to who must check."""

import datetime as dt

from constance import config
from django.db.models import F
from django.utils import timezone

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import desks_of, members
from jiaozuo_social.outbox.services import NewNotice, notify_many

from .models import BurdenTask, ReboundCheck
from .states import SETTLED


def days() -> list[int]:
    """After how many days to look again; what is no number in the setting is passed over."""
    parts = str(config.BURDEN_CHECK_DAYS).replace("，", ",").split(",")
    return sorted({int(part) for part in parts if part.strip().isdecimal() and int(part) > 0})


def redo_days() -> int:
    return int(config.BURDEN_REDO_DAYS)


def plan(task: BurdenTask) -> None:
    """Write the checks of a settled task that are not there yet; safe to run again."""
    assert task.settled_on is not None
    ReboundCheck.objects.bulk_create(
        [
            ReboundCheck(
                task=task,
                settled_on=task.settled_on,
                after_days=after,
                due_on=task.settled_on + dt.timedelta(days=after),
            )
            for after in days()
        ],
        ignore_conflicts=True,
    )


def checkers(task: BurdenTask) -> list[int]:
    """People who must check: the task's 减负专班, else the nearest one above; nobody of the lead department."""
    offices = [task.department, *desks_of(task.place_code, Duty.BURDEN)]
    for office in offices:
        found = [m.user_id for m in members(office, Duty.BURDEN) if office.pk != task.lead_id]
        if found:
            return found
    return []


def run() -> int:
    """Plan what is missing and remind of what is due: once on the day, then each week. Returns reminders."""
    for task in BurdenTask.objects.filter(state__in=SETTLED, checks=None).select_related("department"):
        plan(task)
    due = ReboundCheck.objects.filter(result="", due_on__lte=timezone.localdate(), task__state__in=SETTLED)
    due = due.filter(settled_on=F("task__settled_on"))
    notices = [notice for check in due.select_related("task__department") for notice in _notices(check)]
    notify_many(notices)
    return len(notices)


def _notices(check: ReboundCheck) -> list[NewNotice]:
    late = (timezone.localdate() - check.due_on).days
    step = f"late{late // 7}" if late >= 7 else "due"
    words = f"反弹检查（第 {check.after_days} 天）" + (f"已超期 {late} 天" if late >= 7 else "已到期")
    return [
        NewNotice(
            user_id=user_id,
            kind="burden.check",
            subject=f"{words}：{check.task.problem[:80]}",
            link=f"/grids/burden/tasks/{check.task_id}/",
            dedupe_key=f"burden:check:{check.pk}:{step}:user:{user_id}",
        )
        for user_id in checkers(check.task)
    ]
