"""October 2026 of two counties in grid cases, counted by hand; every moment is written straight into the tables."""

import datetime as dt
import itertools
from typing import Any

from grids.models import GridCase
from jiaozuo_social.cases import dictionary, numbers
from jiaozuo_social.cases.models import Assignment, Category, Clock, Entry
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from tests import factories
from tests.clockwork import at

MC, JF = "410804001006001", "410802001001001"
DIVISIONS = (
    ("41", "河南省", 1, None), ("4108", "焦作市", 2, "41"), ("410802", "解放区", 3, "4108"),
    ("410804", "马村区", 3, "4108"), ("410802001", "民生街道", 4, "410802"), ("410804001", "马村街道", 4, "410804"),
)  # fmt: skip
DONE = {"state": "closed", "is_open": False}

# name: received, reporter, place, event, columns that are moments, other columns
CASES: dict[str, tuple[str, str, str, str, dict[str, str], dict[str, Any]]] = {
    "a1": ("2026-10-01 00:00", "worker", MC, "06010",
           {"filed_at": "10-01 09:00", "first_dispatched_at": "10-01 10:00", "closed_at": "10-03 10:00"}, DONE),
    "a2": ("2026-10-02 09:00", "worker", MC, "06010",
           {"filed_at": "10-02 11:00", "first_dispatched_at": "10-02 12:00", "closed_at": "10-10 09:00"}, DONE),
    "a3": ("2026-10-03 09:00", "public", MC, "06010",
           {"filed_at": "10-03 11:00", "first_dispatched_at": "10-03 12:00", "closed_at": "10-14 11:00"}, DONE),
    "a4": ("2026-10-04 09:00", "public", MC, "01001", {"closed_at": "10-04 13:00"},
           {"state": "void", "is_open": False}),
    "a5": ("2026-10-05 09:00", "worker", JF, "06010", {"closed_at": "10-05 15:00"},
           {**DONE, "is_self_handled": True}),
    "a6": ("2026-10-06 09:00", "leader", JF, "01001",
           {"filed_at": "10-06 10:00", "first_dispatched_at": "10-06 11:00"}, {"state": "handling"}),
    "a7": ("2026-10-07 09:00", "hotline", JF, "06010", {"filed_at": "10-07 10:00"}, {"state": "grouped"}),
    "a8": ("2026-10-08 09:00", "platform", MC, "06010",
           {"filed_at": "10-08 10:00", "first_dispatched_at": "10-08 11:00"}, {"state": "suspended"}),
    # Refused in November: a valid report when October ended.
    "a9": ("2026-10-30 09:00", "worker", MC, "06010", {"closed_at": "11-02 09:00"},
           {"state": "void", "is_open": False}),
    "a10": ("2026-10-31 23:59", "worker", JF, "06010", {"filed_at": "11-01 00:00"}, {"state": "filed"}),
    "a11": ("2026-09-28 09:00", "worker", MC, "06010",
            {"filed_at": "09-28 10:00", "first_dispatched_at": "09-28 11:00"}, {"state": "feedback"}),
    "a12": ("2026-09-10 09:00", "leader", JF, "06010",
            {"filed_at": "10-02 10:00", "first_dispatched_at": "10-03 10:00", "closed_at": "11-02 09:00"}, DONE),
    "y1": ("2025-10-10 09:00", "worker", MC, "06010", {}, {"state": "reported"}),
    "n1": ("2026-11-01 00:00", "worker", MC, "06010", {}, {"state": "reported"}),
    "secret": ("2026-10-11 09:00", "worker", MC, "06010", {"filed_at": "10-11 10:00"},
               {"state": "handling", "is_confidential": True}),
    "undated": ("2026-10-12 09:00", "worker", MC, "06010", {"filed_at": "10-12 10:00"},
                {"state": "handling", "received_unknown": True}),
}  # fmt: skip

# case, rule, unit (C cleaning, H housing), started, due, stopped, other moments
CLOCKS: tuple[tuple[str, str, str, str, str, str, dict[str, str]], ...] = (
    ("a1", "G1C", "", "10-01 00:00", "10-01 09:30", "10-01 09:00", {}),
    ("a1", "G6", "C", "10-01 10:00", "10-04 10:00", "10-02 10:00", {}),
    ("a1", "G9", "", "10-02 11:00", "10-03 12:00", "10-03 10:00", {}),
    ("a2", "G1", "", "10-02 09:00", "10-02 09:30", "10-02 11:00", {}),  # filed late
    ("a2", "G6", "C", "10-02 12:00", "10-08 10:00", "10-09 10:00", {}),  # late
    ("a2", "G9", "", "10-09 11:00", "10-10 12:00", "10-10 09:00", {}),
    ("a3", "G2", "", "10-03 09:30", "10-03 11:00", "10-03 10:30", {}),
    ("a3", "G1", "", "10-03 10:30", "10-03 11:00", "10-03 11:00", {}),  # in the last moment
    ("a3", "G6", "H", "10-03 12:00", "10-12 10:00", "10-11 10:00", {"extended_at": "10-05 10:00"}),
    ("a3", "G9", "", "10-11 11:00", "10-12 10:00", "10-12 12:00", {}),  # late
    ("a3", "G6R", "H", "10-12 12:00", "10-13 12:00", "10-13 10:00", {}),
    ("a3", "G9", "", "10-13 11:00", "10-14 12:00", "10-14 11:00", {}),
    ("a4", "G2", "", "10-04 09:30", "10-04 11:00", "10-04 12:00", {}),  # late
    ("a6", "G6", "C", "10-06 11:00", "10-08 11:00", "10-06 16:00", {}),  # sent back: not counted
    ("a6", "G6", "H", "10-06 17:00", "10-20 10:00", "", {}),  # overdue
    ("a8", "G6", "C", "10-08 11:00", "10-25 10:00", "", {"paused_at": "10-20 10:00"}),  # 挂账: not counted
    ("a9", "G2", "", "10-30 10:00", "10-31 10:00", "11-01 10:00", {}),  # overdue when October ended
    ("a11", "G6", "C", "09-28 11:00", "10-31 23:59", "11-01 00:00", {}),  # the same
    ("a12", "G6", "H", "10-03 10:00", "10-15 10:00", "10-15 10:00", {}),  # in the last moment
    ("secret", "G6", "C", "10-11 10:00", "10-20 10:00", "", {}),
    ("undated", "G6", "C", "10-12 10:00", "10-20 10:00", "", {}),
)


def moment(text: str) -> dt.datetime:
    return at(f"2026-{text}")


class GridMonth:
    def __init__(self) -> None:
        factories.rules()
        dictionary.load()
        for code, name, level, parent in DIVISIONS:
            Division.objects.get_or_create(
                code=code, defaults={"name": name, "full_name": name, "level": level, "parent_id": parent}
            )
        places.refresh()
        self.town = factories.Town()
        self.units = {"C": self.town.water, "H": self.town.housing, "": None}
        self.cases: dict[str, GridCase] = {}
        for name, line in CASES.items():
            self._case(name, *line)
        for clock in CLOCKS:
            self.clock(*clock)
        self._what_hangs_on_it()

    def __getitem__(self, name: str) -> GridCase:
        return self.cases[name]

    def _case(
        self, name: str, received: str, reporter: str, place: str, event: str, moments: dict[str, str],
        more: dict[str, Any],
    ) -> None:  # fmt: skip
        self.cases[name] = GridCase.objects.create(
            number=numbers.next_number("WG"), title=f"标题{name}", body="内容", received_at=at(received),
            reporter_kind=reporter, place_code=place, category=Category.objects.get(kind="grid", code=event),
            channel="grid", **{field: moment(text) for field, text in moments.items()}, **more,
        )  # fmt: skip

    def clock(
        self, name: str, rule: str, unit: str, started: str, due: str, stopped: str, more: dict[str, str]
    ) -> Clock:
        end = moment(due)
        return Clock.objects.create(
            case_id=self[name].pk, rule_id=rule, department=self.units[unit], started_at=moment(started),
            due_at=end, original_due_at=end, stopped_at=moment(stopped) if stopped else None,
            **{field: moment(text) for field, text in more.items()},
        )  # fmt: skip

    def _what_hangs_on_it(self) -> None:
        Assignment.objects.create(
            case_id=self["a6"].pk, department=self.town.water, role="lead", state="returned",
            assigned_at=moment("10-06 11:00"), ended_at=moment("10-06 16:00"),
        )  # fmt: skip
        numbered = itertools.count(1)
        for name, when in (("a7", "10-08 09:00"), ("a10", "11-01 09:00")):
            Entry.objects.create(
                case_id=self[name].pk, seq=next(numbered), at=moment(when), by="system", move="group",
                label="并入类问题", hash="-",
            )  # fmt: skip
