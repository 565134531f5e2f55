"""Rebound checks after 30 and 90 days (rules §7 D): planned once, told once and then weekly, by others."""

import datetime as dt

import pytest
import time_machine
from constance.test import override_config
from django.utils import timezone

from grids.burden import acts, checks
from grids.burden.models import BurdenTask, ReboundCheck
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.orgs.models import Duty, Membership
from jiaozuo_social.outbox.models import Notice
from tests.grids.burden.conftest import Office
from tests.threads import at_once


def days_later(days: int) -> "time_machine.travel":
    return time_machine.travel(timezone.now() + dt.timedelta(days=days))


def told(office: Office) -> int:
    return Notice.objects.filter(user=office.clerk, kind="burden.check").count()


@pytest.mark.parametrize("state", ["done", "standing"])
def test_both_checks_are_planned(office: Office, state: str) -> None:
    task = office.task(state)
    assert list(task.checks.values_list("after_days", flat=True)) == [30, 90]
    checks.plan(task)
    assert task.checks.count() == 2


@pytest.mark.parametrize(("days", "notices"), [(29, 0), (30, 1), (36, 1), (37, 2), (90, 4)])
def test_who_must_check_is_told_on_the_day_and_then_each_week(
    office: Office, days: int, notices: int
) -> None:
    office.task("done")
    for day in range(29, days + 1):
        if day in (29, 30, 36, 37, 90):
            with days_later(day):
                checks.run()
                checks.run()  # a task may run twice
    assert told(office) == notices


def test_what_was_settled_without_a_plan_is_planned_by_the_beat(office: Office) -> None:
    task = office.task("done")
    task.checks.all().delete()
    checks.run()
    assert task.checks.count() == 2


def test_held(office: Office) -> None:
    task = office.task("done")
    check = task.checks.first()
    acts.check(task, check, by=office.clerk, result="held", note="没有再要数")
    check.refresh_from_db()
    assert (check.result, check.checked_by, task.state) == ("held", office.clerk, "done")
    with pytest.raises(MoveRefused, match="已经办理"):
        acts.check(task, check, by=office.clerk, result="held", note="没有再要数")


def test_a_rebound_sets_the_task_going_and_tells_the_lead(office: Office) -> None:
    task = office.task("done", due_on=timezone.localdate())
    first, second = task.checks.all()
    with days_later(30):
        acts.check(task, first, by=office.clerk, result="rebounded", note="又发了新表")
        assert task.state == "ongoing" and task.status == "ongoing" and task.settled_on is None
    second.refresh_from_db()
    assert second.result == "void"
    assert Notice.objects.filter(user=office.lead, subject__contains="重新推进").exists()


def test_the_lead_does_not_check_itself(office: Office) -> None:
    task = office.task("done")
    Membership.objects.create(user=office.second_clerk, department=office.housing, duty=Duty.HEAD)
    with pytest.raises(MoveRefused, match="牵头单位不能"):
        acts.check(task, task.checks.first(), by=office.second_clerk, result="held", note="没有反弹")


def test_a_setting_without_sense_plans_what_it_can(office: Office) -> None:
    with override_config(BURDEN_CHECK_DAYS="30，x, 60"):
        assert checks.days() == [30, 60]


@pytest.mark.django_db(transaction=True)
def test_of_eight_that_check_at_once_one_does() -> None:
    office = Office()
    task = office.task("done")
    check = ReboundCheck.objects.filter(task=task).first()
    calls = [
        lambda: acts.check(
            BurdenTask.objects.get(pk=task.pk), check, by=office.clerk, result="held", note="没有反弹"
        )
        for _ in range(8)
    ]
    assert sum(isinstance(one, MoveRefused) for one in at_once(calls, threads=8)) == 7
    assert task.entries.filter(step="check").count() == 1
