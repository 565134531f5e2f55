"""N grid cases of two years: half of them in one street, the others in every community of the city."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from grids.models import GridCase
from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases.models import Assignment, Case, Category, Clock, Entry
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.places.models import Division

from .seed import HOW, WHAT, WHERE, Seeder, copy_in

STREET, STREET_DESK = "410802009", "jfwc"  # 王褚街道
DISPATCHER = "bench_street"
STATES = ("closed",) * 17 + ("reported", "handling", "filed")
LIMIT = dt.timedelta(days=7)


class GridSeeder(Seeder):
    def __init__(self, count: int, *, first_id: int = 1) -> None:
        super().__init__(count, first_id=first_id)
        self.places = list(Division.objects.filter(level=5).order_by("code").values_list("code", flat=True))
        self.street = [code for code in self.places if code.startswith(STREET)]
        events = Category.objects.filter(kind=GridCase.KIND).exclude(parent=None)
        self.classes = list(events.order_by("pk").values_list("pk", flat=True))

    def run(self) -> None:
        desk = Department.objects.get(code=STREET_DESK)
        person = User.objects.create(username=DISPATCHER, name="街道调度员")
        Membership.objects.create(
            user=person, department=desk, duty=Duty.DISPATCHER,
            started_on=timezone.localdate() - dt.timedelta(days=800),
        )  # fmt: skip
        super().run()

    def _fill(self, ids: range) -> None:
        copy_in(Case, (self.case(i) for i in ids))
        copy_in(GridCase, (self.grid_case(i) for i in ids), parents=False)
        copy_in(Entry, (self.entry(i) for i in ids))
        copy_in(Assignment, (self.assignment(i) for i in ids if self.is_dispatched(i)))
        copy_in(Clock, (clock for i in ids for clock in self.clocks(i)))

    def state(self, i: int) -> str:
        return STATES[i % len(STATES)]

    def is_dispatched(self, i: int) -> bool:
        return self.state(i) in ("closed", "handling")

    def place(self, i: int) -> str:
        places = self.street if i % 2 else self.places
        return places[self.dice(i) % len(places)]

    def done(self, i: int) -> dt.datetime | None:
        """When the unit had handled it: mostly in time, never later than now."""
        if self.state(i) != "closed":
            return None
        return min(self.received(i) + dt.timedelta(hours=6 + self.dice(i, 1) % 200), self.now)

    def case(self, i: int) -> dict[str, Any]:
        h, state, place, received = self.dice(i), self.state(i), self.place(i), self.received(i)
        is_open = state != "closed"
        return {
            "id": i, "kind": GridCase.KIND, "number": f"WG{i:015d}", "state": state,
            "title": f"{WHERE[h % 12]}{WHAT[h // 12 % 12]}{HOW[h // 144 % 12]}", "body": f"{h % 997}号，请处理。",
            "channel": "grid", "category_id": self.classes[h // 7 % len(self.classes)], "place_code": place,
            "holder_code": place[:9], "department_id": self.unit(i) if self.is_dispatched(i) else None,
            "received_at": received, "due_at": received + LIMIT if is_open else None,
            "closed_at": self.done(i), "is_open": is_open, "is_confidential": i % 500 == 0,
            "is_urgent": i % 30 == 17, "updated_at": self.now,
        }  # fmt: skip

    def grid_case(self, i: int) -> dict[str, Any]:
        received = self.received(i)
        filed = None if self.state(i) == "reported" else received + dt.timedelta(minutes=20)
        sent = filed if self.is_dispatched(i) else None
        return {
            "case_ptr_id": i, "urgency": "urgent" if i % 30 == 17 else "ordinary",
            "reporter_kind": ("worker", "leader", "public", "hotline")[i % 4], "filed_at": filed,
            "first_dispatched_at": sent, "dispatched_at": sent, "fed_back_at": self.done(i),
            "rework_count": 1 if i % 25 == 3 else 0,
        }  # fmt: skip

    def entry(self, i: int) -> dict[str, Any]:
        return {**super().entry(i), "by": "staff", "label": "上报", "after": "reported"}

    def clocks(self, i: int) -> Iterator[dict[str, Any]]:
        received = self.received(i)
        yield self._clock(i, 0, "G1", None, received, received + dt.timedelta(minutes=30),
                          None if self.state(i) == "reported" else received + dt.timedelta(minutes=20))  # fmt: skip
        if self.is_dispatched(i):
            yield self._clock(i, 1, "G6", self.unit(i), received, received + LIMIT, self.done(i))
