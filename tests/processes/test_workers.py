"""Two workers, a killed worker, a dead Valkey: real processes, exact counts (issue 2, section 5)."""

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from constance import config
from django.db.models import F
from django.utils import timezone

from jiaozuo_social.cases.models import Case, Clock, Entry, Supervision
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.outbox.models import Message, Notice
from petitions.models import Petition
from tests import factories

from .gateway import CountingGateway, counting_gateway
from .house import House, wait_for

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gateway() -> Iterator[CountingGateway]:
    with counting_gateway() as server:
        yield server


@pytest.fixture
def house(tmp_path: Path, gateway: CountingGateway) -> Iterator[House]:
    house = House(tmp_path, gateway.url)
    house.start_valkey()
    try:
        yield house
    finally:
        house.end()


class Overdue:
    """Petitions whose limit ended yesterday: handler, head and desk are to be told of each."""

    STEPS = (
        ("1.supervise.handler", "handler"),
        ("1.supervise.head", "head"),
        ("1.supervise.desk", "desk"),
    )

    def __init__(self, count: int) -> None:
        factories.rules()
        town = factories.Town()
        self.people = {
            "handler": [factories.member(town.housing, Duty.HANDLER) for _ in range(2)],
            "head": [factories.member(town.housing, Duty.HEAD)],
            "desk": [factories.member(town.county_bureau, Duty.APPROVER)],
        }
        for n in range(count):
            factories.petition(phone=f"1380001{n:04d}")
        Case.objects.update(state="handling", department=town.housing)
        yesterday = timezone.localtime() - dt.timedelta(days=1)
        due = yesterday.replace(hour=23, minute=59, second=59, microsecond=0)
        Clock.objects.filter(rule="P0").delete()
        Clock.objects.update(
            rule="P5", department=town.housing, started_at=due - dt.timedelta(days=60),
            due_at=due, original_due_at=due, next_step_at=due,
        )  # fmt: skip

    def expected(self) -> set[str]:
        """One key per (clock, step, person)."""
        return {
            f"clock:{clock.pk}:due:{timezone.localtime(clock.due_at):%Y%m%d%H%M}:step:{step}:user:{user.pk}"
            for clock in Clock.objects.all()
            for step, audience in self.STEPS
            for user in self.people[audience]
        }

    def left(self) -> int:
        return Clock.objects.filter(next_step_at__lte=timezone.now()).count()

    def assert_told_exactly_once(self) -> None:
        told = Notice.objects.filter(kind__startswith="clock.").values_list("dedupe_key", flat=True)
        assert set(told) == self.expected()
        assert len(told) == 4 * Clock.objects.count()
        once = sorted(Clock.objects.values_list("pk", flat=True))
        assert sorted(Supervision.objects.values_list("clock", flat=True)) == once
        assert Entry.objects.filter(move="supervise").count() == len(once)
        assert not Supervision.objects.exclude(clock__case=F("case")).exists()


@pytest.fixture
def hour_has_come() -> None:
    """The workers read the hour of reminders from the database, whatever the time of this test is."""
    config.REMINDER_HOUR = 0


def test_two_workers_and_a_storm_of_sweeps_tell_each_person_once(house: House, hour_has_come: None) -> None:
    overdue = Overdue(40)
    house.start_workers("one", "two")
    house.send(*["cases.sweep_clocks"] * 30)
    wait_for(lambda: overdue.left() == 0)
    house.send(*["cases.sweep_clocks"] * 4)
    wait_for(lambda: sum(house.log(name).count("] succeeded in") for name in ("one", "two")) == 34)
    overdue.assert_told_exactly_once()
    for name in ("one", "two"):
        assert "cases.sweep_clocks" in house.log(name)
        assert "Traceback" not in house.log(name)


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    house: House, gateway: CountingGateway, hour_has_come: None
) -> None:
    """Four hundred reminders and a hundred text messages."""
    overdue = Overdue(100)
    messages = Message.objects.count()
    assert messages == 100  # each petitioner is told that the petition has arrived
    gateway.delay = 0.02
    house.start_workers("one")
    house.send("cases.sweep_clocks", "outbox.sweep")
    wait_for(lambda: 0 < overdue.left() < 85 and len(gateway.arrived) > 10)
    house.kill("one")
    undone, unsent = overdue.left(), messages - len(gateway.arrived)
    assert undone > 0 and unsent > 0, "killed too late: nothing was in the middle"

    gateway.delay = 0.0
    house.start_workers("two")
    deadline = time.monotonic() + 40
    while overdue.left() or Message.objects.exclude(state=Message.State.SENT).exists():
        assert time.monotonic() < deadline, "something is never delivered"
        house.send("cases.sweep_clocks", "outbox.sweep")
        time.sleep(2)
    overdue.assert_told_exactly_once()
    assert len(gateway.arrived) == messages
    # At least once: only what was on the way when the worker died may have arrived twice.
    assert sum(gateway.arrived.values()) <= messages + 2
    assert Message.objects.filter(attempts__gt=2).count() == 0


def test_with_valkey_down_petitions_are_filed_and_messages_follow(
    house: House, gateway: CountingGateway
) -> None:
    factories.rules()
    house.start_workers("one")
    house.stop_valkey()
    filed = subprocess.run(
        [sys.executable, "-m", "tests.processes.file_petitions", "20"],
        env=house.env, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    seconds = json.loads(filed.stdout.splitlines()[-1])
    assert len(seconds) == 20 and max(seconds) < 2, seconds
    assert Petition.objects.count() == 20
    assert Message.objects.filter(state=Message.State.QUEUED).count() == 20
    assert not gateway.arrived

    house.start_valkey()
    deadline = time.monotonic() + 40
    while Message.objects.exclude(state=Message.State.SENT).exists():
        assert time.monotonic() < deadline, "the messages do not follow"
        house.send("outbox.sweep")
        time.sleep(2)
    assert len(gateway.arrived) == 20
    assert sum(gateway.arrived.values()) == 20
