"""Tools for tests of clocks: one clock on a case, and days that pass with the sweep run each morning."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases import clocks, reminders
from jiaozuo_social.cases.models import Case, Clock
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.outbox.models import Notice
from jiaozuo_social.workcalendar.services import load_from_package
from jiaozuo_social.workdays import SHANGHAI
from tests import factories

Told = tuple[str, str, str]  # day as 11-23, person, action


class StaffedTown(factories.Town):
    """Rules, the real calendar and a tree in which each post is filled once and named after itself."""

    def __init__(self) -> None:
        factories.rules()
        load_from_package()
        super().__init__()
        self.people: dict[str, User] = {}
        for where, name in ((self.housing, "住建局"), (self.water, "水利局")):
            self.hire(where, Duty.HANDLER, f"{name}经办")
            self.hire(where, Duty.HEAD, f"{name}负责人")
        for where, name in ((self.county_bureau, "区信访"), (self.bureau, "市信访")):
            self.hire(where, Duty.REGISTRAR, f"{name}登记")
            self.hire(where, Duty.APPROVER, f"{name}审批")
            self.hire(where, Duty.HEAD, f"{name}局长")
        for where, name in ((self.county, "区政府"), (self.city, "市政府")):
            self.hire(where, Duty.HEAD, f"{name}负责人")
            self.hire(where, Duty.REVIEWER, f"{name}复查")
        self.hire(self.city, Duty.ADMIN, "管理员")

    def hire(self, where: Department, duty: Duty, name: str) -> User:
        """Whoever is hired has served for long: tests travel to the past."""
        person = factories.member(where, duty, name=name)
        person.memberships.update(started_on=dt.date(2020, 1, 1))
        self.people[name] = person
        return person

    def dismiss(self, *names: str) -> None:
        for name in names:
            self.people[name].memberships.all().delete()


def at(text: str) -> dt.datetime:
    """A moment in Shanghai: '2026-11-23 10:00'."""
    return dt.datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@contextmanager
def now(moment: dt.datetime | str) -> Iterator[None]:
    with time_machine.travel(at(moment) if isinstance(moment, str) else moment, tick=False):
        yield


def clock_only(case: Case, code: str, **options: object) -> Clock:
    """Leave one clock on the case: the one that the test is about."""
    Clock.objects.filter(case=case).delete()
    return clocks.start(Case.objects.get(pk=case.pk), code, **options)  # type: ignore[arg-type]


def walk(first: dt.date, days: int, *, hour: int = 9) -> list[Told]:
    """Sweep once on each of so many mornings; who was told what of the clocks, in order."""
    told: list[Told] = []
    for number in range(days):
        day = first + dt.timedelta(days=number)
        with now(dt.datetime.combine(day, dt.time(hour), tzinfo=SHANGHAI)):
            told += sweep()
    return told


def sweep() -> list[Told]:
    """One sweep at the present moment; the notices that it left."""
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    reminders.sweep()
    today = f"{timezone.localdate():%m-%d}"
    new = Notice.objects.filter(pk__gt=last, kind__startswith="clock.").select_related("user")
    return sorted((today, notice.user.name, notice.kind.removeprefix("clock.")) for notice in new)
