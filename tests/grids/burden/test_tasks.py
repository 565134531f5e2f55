"""Tasks of the 减负 ledger (rules §7 D): states, 逾期 derived, who does what, ratings, the log."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from grids.burden import acts, selectors
from grids.burden.models import BurdenTask
from grids.burden.steps import STEPS
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.outbox.models import Notice
from tests.grids.burden.conftest import Office
from tests.threads import at_once


@pytest.mark.parametrize(("offset", "status"), [(0, "ongoing"), (1, "overdue")])
def test_overdue_is_derived_from_the_date(office: Office, offset: int, status: str) -> None:
    task = office.task("ongoing")
    at = dt.datetime.combine(task.due_on, dt.time(12), tzinfo=timezone.get_current_timezone())
    with time_machine.travel(at + dt.timedelta(days=offset)):
        assert task.status == status
        assert [t.pk for t in BurdenTask.objects.of_status(status)] == [task.pk]
        counted = {one["value"]: one["count"] for one in selectors.status_counts(office.clerk)}
        assert counted == {**dict.fromkeys(counted, 0), status: 1}


def test_a_settled_task_is_never_overdue(office: Office) -> None:
    task = office.task("done")
    with time_machine.travel(timezone.now() + dt.timedelta(days=400)):
        assert task.status == "done"
        assert not BurdenTask.objects.overdue().exists()


@pytest.mark.parametrize(
    "change", [{"state": "overdue"}, {"settled_on": None}, {"due_on": dt.date(2000, 1, 1)}]
)
def test_the_database_refuses_what_must_not_be(office: Office, change: dict[str, Any]) -> None:
    task = office.task("done")
    with pytest.raises(IntegrityError), transaction.atomic():
        BurdenTask.objects.filter(pk=task.pk).update(**change)


ROLES = {
    "start": {"lead", "clerk", "second_clerk", "city_clerk"},
    "progress": {"lead", "helper"},
    "propose": {"lead"},
    "finish": {"clerk", "second_clerk", "city_clerk"},
    "decline": {"clerk", "second_clerk", "city_clerk"},
    "keep": {"clerk", "second_clerk", "city_clerk"},
    "rate": {"secretary"},
    "check": {"clerk", "second_clerk", "city_clerk"},
    "reopen": {"clerk", "second_clerk", "city_clerk"},
    "edit": {"clerk", "second_clerk", "city_clerk"},
    "schedule": set(),
}
PEOPLE = "clerk second_clerk city_clerk other_clerk leader lead helper secretary outsider".split()


def test_who_may_make_which_step(office: Office) -> None:
    task = office.task()
    got = {
        step.name: {who for who in PEOPLE if task.roles_of(getattr(office, who)) & step.who} for step in STEPS
    }
    assert got == ROLES


SEES = {"clerk", "second_clerk", "city_clerk", "leader", "lead", "helper", "secretary"}


def test_who_sees_a_task(office: Office) -> None:
    task = office.task()
    got = {who for who in PEOPLE if BurdenTask.objects.visible_to(getattr(office, who)).filter(pk=task.pk)}
    assert got == SEES


def test_completion_needs_evidence_and_the_office(office: Office) -> None:
    task = office.task("ongoing")
    with pytest.raises(MoveRefused, match="佐证"):
        acts.finish(task, by=office.clerk, note="认定")
    with pytest.raises(MoveRefused, match="职责"):
        acts.finish(task, by=office.lead, note="认定")


def test_the_lead_proposes_and_the_office_declines(office: Office) -> None:
    task = office.task("done")
    acts.reopen(task, by=office.clerk, note="又有部门要数")
    acts.propose(task, by=office.lead, note="已经停发")
    assert Notice.objects.filter(user=office.clerk, subject__contains="申请认定").exists()
    acts.decline(task, by=office.clerk, note="还有一个部门没停")
    assert task.state == "ongoing" and task.proposed_at is None
    assert Notice.objects.filter(user=office.lead, subject__contains="退回完善").exists()


def test_the_log_tells_all_and_cannot_be_changed(office: Office) -> None:
    task = office.task("done")
    assert list(task.entries.values_list("label", flat=True)) == ["登记任务", "启动", "填报进展", "认定完成"]
    for sql in ("UPDATE grids_burdenentry SET note = 'x'", "DELETE FROM grids_burdenentry"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_last_rating_of_a_unit_counts_and_the_log_does_not_name_it(office: Office) -> None:
    task = office.task("ongoing")
    acts.rate(task, by=office.secretary, level="worse", note="又多了一张表")
    acts.rate(task, by=office.secretary, level="partly")
    counted = {one["label"]: one["count"] for one in selectors.ratings(task).counts}
    assert counted["有所减轻"] == 1 and counted["反而加重"] == 0
    assert not task.entries.filter(step="rate").exists()
    with pytest.raises(MoveRefused):
        acts.rate(task, by=office.outsider, level="real")


def test_numbers_are_given_and_used_once(office: Office) -> None:
    first, second = office.task(), office.task()
    assert (first.number, second.number) == ("1", "2")
    with pytest.raises(MoveRefused, match="编号“2”"):
        office.task(number="2")


@pytest.mark.django_db(transaction=True)
def test_of_eight_that_settle_at_once_one_does() -> None:
    office = Office()
    task = office.task("done")
    acts.reopen(task, by=office.clerk, note="再来一次")
    calls = [
        lambda: acts.finish(BurdenTask.objects.get(pk=task.pk), by=office.clerk, note="认定完成")
        for _ in range(8)
    ]
    refused = [one for one in at_once(calls, threads=8) if isinstance(one, MoveRefused)]
    assert len(refused) == 7
    assert task.entries.filter(step="finish").count() == 2


@pytest.mark.django_db(transaction=True)
def test_numbers_given_at_once_differ() -> None:
    office = Office()
    found = at_once([lambda: office.task().number for _ in range(8)], threads=8)
    assert sorted(found) == sorted(str(n) for n in range(1, 9))
