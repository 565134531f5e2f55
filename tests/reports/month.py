"""A month counted by hand: October 2026 of a city with two counties, and what stands around it.

Rows are written straight into the tables, so that every moment is exactly what the line says.
"""

import datetime as dt
import itertools
from typing import Any

from jiaozuo_social.cases import numbers
from jiaozuo_social.cases.models import Assignment, Case, Category, Clock, Entry, Rating, Supervision
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from petitions.models import Campaign, Petition, Suggestion
from tests import factories
from tests.clockwork import at

_seq = itertools.count(1)

JF1, JF2, SY1 = "410802001", "410802002", "410811001"
# name: received, channel, purpose, place, category, unit (H housing, W water), other columns
PETITIONS: dict[str, tuple[Any, ...]] = {
    "a1": ("2026-10-01 00:00", "web", "demand", JF1, "construction", "H"),
    "a2": ("2026-10-05 09:00", "web", "demand", JF1, "construction", "H"),
    "a3": ("2026-10-06 09:00", "web", "demand", JF1, "construction", "H", {"is_repeat": True, "repeat_of": "a1"}),
    "a4": ("2026-10-07 09:00", "web", "opinion", JF2, "environment", "W"),
    "a5": ("2026-10-08 09:00", "web", "demand", SY1, "environment", "W"),
    "a6": ("2026-10-09 09:00", "letter", "demand", JF1, "construction", "H"),
    "a7": ("2026-10-10 09:00", "letter", "demand", SY1, "labour", ""),
    "a8": ("2026-10-11 09:00", "visit", "demand", JF1, "labour", "H", {"visitors": 1, "visit_level": "city"}),
    "a9": ("2026-10-12 09:00", "visit", "demand", JF1, "labour", "H",
           {"visitors": 4, "visit_level": "city", "is_simple": True, "replied_at": at("2026-10-22 09:00"),
            "is_public": True}),
    "a10": ("2026-10-13 09:00", "visit", "demand", JF2, "labour", "W",
            {"visitors": 5, "visit_level": "province", "state": "withdrawn", "is_open": False,
             "closed_at": at("2026-10-20 09:00")}),
    "a11": ("2026-10-14 09:00", "visit", "demand", SY1, "construction", "W",
            {"visitors": 12, "visit_level": "capital"}),
    "a12": ("2026-10-15 09:00", "visit", "demand", SY1, "construction", ""),
    "a13": ("2026-10-16 09:00", "visit", "demand", JF1, "construction", "H", {"visitors": 8}),
    "a14": ("2026-10-17 09:00", "phone", "demand", "410802", "construction", "W",
            {"is_repeat": True, "repeat_of": "a5"}),
    "a15": ("2026-10-31 23:59", "phone", "opinion", "4108", "", ""),
    # 检举控告: two, fewer than three. An imported row without a date.
    "b1": ("2026-10-20 09:00", "web", "accusation", JF1, "labour", "H", {"is_confidential": True}),
    "b2": ("2026-10-21 09:00", "letter", "accusation", JF1, "labour", "", {"is_confidential": True}),
    "u1": ("2026-10-22 09:00", "web", "demand", JF1, "construction", "W", {"received_unknown": True}),
    # September, October of the year before, and the first moment of November.
    "s2": ("2026-07-21 09:00", "letter", "demand", JF1, "construction", "H", {"replied_at": at("2026-08-15 09:00")}),
    "c1": ("2026-09-01 09:00", "web", "demand", JF1, "construction", "H",
           {"is_repeat": True, "repeat_of": "s2", "replied_at": at("2026-10-21 12:00"), "is_public": True}),
    "c2": ("2026-09-30 23:59", "web", "demand", JF2, "environment", "W",
           {"replied_at": at("2026-10-20 09:00"), "is_public": True}),
    "c3": ("2026-09-15 09:00", "letter", "demand", SY1, "labour", ""),
    "c4": ("2026-09-16 09:00", "visit", "demand", JF1, "construction", "H",
           {"visitors": 6, "replied_at": at("2026-10-05 09:00")}),
    "d1": ("2025-10-10 09:00", "web", "demand", JF1, "construction", "H"),
    "d2": ("2025-10-31 09:00", "phone", "demand", SY1, "labour", ""),
    "n1": ("2026-11-01 00:00", "web", "demand", JF1, "construction", "H"),
    # Answered sixty days before October: s2 came again as c1, s3 went to 复查, s5 is a repeat itself,
    # the waiting time of s6 ends with the first moment of November.
    "s1": ("2026-07-20 09:00", "letter", "demand", JF1, "construction", "H", {"replied_at": at("2026-08-10 09:00")}),
    "s3": ("2026-07-22 09:00", "letter", "demand", JF2, "environment", "W", {"replied_at": at("2026-08-20 09:00")}),
    "s5": ("2026-07-23 09:00", "letter", "demand", JF1, "construction", "H",
           {"replied_at": at("2026-08-12 09:00"), "is_repeat": True, "repeat_of": "s1"}),
    "s6": ("2026-07-24 09:00", "letter", "demand", JF1, "construction", "H", {"replied_at": at("2026-09-03 00:00")}),
}  # fmt: skip

# case, rule, unit, started, due, stopped
CLOCKS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("a1", "P1", "", "2026-10-01 00:00", "2026-10-16", "2026-10-02 09:00"),
    ("a7", "P1", "", "2026-10-10 09:00", "2026-10-25", ""),
    ("a1", "P3", "H", "2026-09-25 09:00", "2026-10-10", "2026-10-05 09:00"),  # 10 days
    ("a2", "P3", "H", "2026-10-06 09:00", "2026-10-21", "2026-10-16 09:00"),  # 10 days
    ("a6", "P3", "H", "2026-10-10 09:00", "2026-10-26", "2026-10-28 09:00"),  # 18 days, late
    ("a8", "P3", "H", "2026-10-12 09:00", "2026-10-27", ""),  # overdue
    ("a4", "P3", "W", "2026-10-08 09:00", "2026-10-23", "2026-11-03 09:00"),  # overdue when October ended
    ("a5", "P3", "W", "2026-10-09 09:00", "2026-10-24", "2026-10-12 09:00"),  # objection upheld: not counted
    ("a13", "P2", "H", "2026-10-16 23:59", "2026-10-31", "2026-10-31 23:59"),  # 15 days, in the last minute
    ("a10", "P3", "W", "2026-10-13 09:00", "2026-10-28", "2026-10-20 09:00"),  # withdrawn: not counted
    ("a3", "P3", "H", "2026-10-21 09:00", "2026-11-05", ""),  # due in November
    ("u1", "P3", "W", "2026-10-15 09:00", "2026-10-30", ""),  # date of receipt unknown
    ("b1", "P3", "H", "2026-10-15 09:00", "2026-10-30", ""),  # 检举控告
    ("c1", "P3", "H", "2026-09-10 09:00", "2026-09-25", "2026-09-20 09:00"),  # September's
    ("c1", "P5", "H", "2026-09-01 12:00", "2026-10-31", "2026-10-21 12:00"),  # 50 days
    ("c2", "P5D", "W", "2026-09-10 09:00", "2026-10-10", "2026-10-20 09:00"),  # 40 days, late
    ("c3", "P5", "W", "2026-08-16 09:00", "2026-10-15", ""),  # overdue
    ("a9", "S3", "H", "2026-10-12 09:00", "2026-10-26", "2026-10-22 09:00"),  # 10 days
    ("a8", "S3", "H", "2026-10-11 09:00", "2026-10-25", "2026-10-20 09:00"),  # became ordinary: not counted
    ("c1", "R1", "", "2026-10-21 12:00", "2026-11-20", ""),
    ("c2", "R1", "", "2026-09-10 12:00", "2026-10-10", "2026-10-11 00:00"),  # lapsed unused
    ("c1", "R1", "", "2026-09-20 12:00", "2026-10-20", "2026-09-25 09:00"),  # ended by 撤销重办: not counted
    ("c4", "R1", "", "2026-09-20 12:00", "2026-10-20", ""),
    ("d1", "R1", "", "2026-09-01 12:00", "2026-10-01", ""),
    ("a9", "R1", "", "2026-10-22 12:00", "2026-11-21", ""),  # still open
)

# case, moment, level for the bureau, level for the unit
RATINGS = (
    ("c1", "2026-10-25 09:00", "satisfied", "fair"),
    ("c4", "2026-10-19 09:00", "dissatisfied", "dissatisfied"),
    ("d1", "2026-09-15 09:00", "satisfied", "satisfied"),
)

# case, unit, moment, reached
CONTACTS = (
    ("c1", "H", "2026-10-02 09:00", True),  # a repeat
    ("c2", "W", "2026-10-18 09:00", False),
    ("c2", "W", "2026-10-19 09:00", True),
    ("c3", "H", "2026-10-14 09:00", True),  # by a unit that does not owe the answer
    ("c3", "W", "2026-11-01 00:00", True),  # when the month was over
    ("a9", "H", "2026-10-15 09:00", False),
    ("a9", "H", "2026-10-23 09:00", True),  # after the answer
)
# case, published, withdrawn
PUBLICATIONS = (
    ("c1", "2026-10-25 09:00", "2026-11-01 00:00"),  # withdrawn when the month was over
    ("c2", "2026-10-22 09:00", "2026-10-28 09:00"),
    ("a9", "2026-11-01 00:00", ""),  # published when the month was over
)

# name: received, way, unit, other columns
SUGGESTIONS: dict[str, tuple[Any, ...]] = {
    "g1": ("2026-10-03 09:00", "daily", ""),
    "g2": ("2026-10-04 09:00", "campaign", ""),
    "g3": ("2026-10-05 09:00", "daily", "", {"converted_to": "petition"}),
    "h1": ("2026-08-10 09:00", "daily", "H", {"replied_at": at("2026-10-15 09:00"), "result": "adopted"}),
    "h2": ("2026-08-11 09:00", "daily", "H", {"replied_at": at("2026-10-25 09:00"), "result": "partly"}),
    "h3": ("2026-08-12 09:00", "daily", "W"),
    "h4": ("2026-08-13 09:00", "campaign", "W", {"replied_at": at("2026-10-28 09:00"), "result": "declined"}),
}
SUGGESTION_CLOCKS = (
    ("h1", "J4", "H", "2026-08-20 09:00", "2026-10-20", "2026-10-15 09:00"),
    ("h2", "J4", "H", "2026-08-22 09:00", "2026-10-22", "2026-10-25 09:00"),
    ("h3", "J4", "W", "2026-08-30 09:00", "2026-10-30", ""),
    ("h4", "J4", "W", "2026-09-10 09:00", "2026-11-10", "2026-10-28 09:00"),
)


class Month:
    """The rows above in the database; ``month["a1"]`` is a case."""

    def __init__(self) -> None:
        factories.rules()
        _divisions()
        self.town = factories.Town()
        self.units = {"H": self.town.housing, "W": self.town.water, "": None}
        self.categories = {
            code: Category.objects.create(kind="petition", code=code, name=name)
            for code, name in (
                ("construction", "城乡建设"),
                ("environment", "生态环境"),
                ("labour", "劳动和社会保障"),
            )
        }
        self.cases: dict[str, Any] = {}
        for name, (received, channel, purpose, place, category, unit, *more) in PETITIONS.items():
            self._petition(name, received, channel, purpose, place, category, unit, *more)
        self._suggestions()
        for clock in (*CLOCKS, *SUGGESTION_CLOCKS):
            self.clock(*clock)
        for name, moment, bureau, unit in RATINGS:
            self.rate(name, moment, bureau=bureau, unit=unit)
        self._what_hangs_on_it()
        self._openness()

    def __getitem__(self, name: str) -> Any:
        return self.cases[name]

    def _petition(self, name: str, received: str, channel: str, purpose: str, place: str, category: str,
                  unit: str, more: dict[str, Any] | None = None) -> None:  # fmt: skip
        fields = {"state": "dispatched", **(more or {})}
        if "repeat_of" in fields:
            fields["repeat_of"] = Case.objects.get(pk=self.cases[fields["repeat_of"]].pk)
        self.cases[name] = Petition.objects.create(
            number=numbers.next_number("XF"), title=f"标题{name}", body="内容", received_at=at(received),
            channel=channel, purpose=purpose, place_code=place, department=self.units[unit],
            category=self.categories.get(category), **fields,
        )  # fmt: skip

    def _suggestions(self) -> None:
        campaign = Campaign.objects.create(
            title="征集", explanation="说明", starts_at=at("2026-08-01 00:00"), ends_at=at("2026-12-01 00:00"),
            state="published", place_code="4108",
        )  # fmt: skip
        for name, (received, way, unit, *more) in SUGGESTIONS.items():
            self.cases[name] = Suggestion.objects.create(
                number=numbers.next_number("JY"), title=f"建议{name}", body="内容", proposal="对策",
                received_at=at(received), place_code=JF1, department=self.units[unit], state="received",
                campaign=campaign if way == "campaign" else None, **(more[0] if more else {}),
            )  # fmt: skip
        for name, move, moment in (
            ("g1", "screen", "2026-10-05 09:00"),
            ("h1", "transform", "2026-10-20 09:00"),
        ):
            Entry.objects.create(
                case_id=self[name].pk,
                seq=next(_seq),
                at=at(moment),
                by="staff",
                move=move,
                label=move,
                hash="-",
            )
        self.rate("h1", "2026-10-20 09:00", unit="fair")
        self.rate("h4", "2026-10-30 09:00", unit="dissatisfied")

    def clock(self, name: str, rule: str, unit: str, started: str, due: str, stopped: str) -> Clock:
        last = at(f"{due} 23:59").replace(second=59)
        return Clock.objects.create(
            case_id=self[name].pk, rule_id=rule, department=self.units[unit], started_at=at(started),
            due_at=last, original_due_at=last, stopped_at=at(stopped) if stopped else None,
        )  # fmt: skip

    def rate(self, name: str, moment: str, **levels: str) -> None:
        for about, level in levels.items():
            Rating.objects.create(case_id=self[name].pk, about=about, level=level, created_at=at(moment))

    def supervise(self, name: str, unit: str, issued: str, **fields: Any) -> None:
        Supervision.objects.create(
            case_id=self[name].pk, trigger="hand", reason="督办", department=self.units[unit],
            issued_at=at(issued), **fields,
        )  # fmt: skip

    def _what_hangs_on_it(self) -> None:
        Assignment.objects.create(
            case_id=self["a5"].pk, department=self.town.water, role="lead", state="returned",
            assigned_at=at("2026-10-09 09:00"), ended_at=at("2026-10-12 09:00"),
        )  # fmt: skip
        Assignment.objects.create(
            case_id=self["s3"].pk,
            department=self.town.county,
            role="review",
            assigned_at=at("2026-09-10 09:00"),
        )
        self.supervise("a4", "W", "2026-10-24 09:00")
        self.supervise("a8", "H", "2026-10-28 09:00", due_on=dt.date(2026, 10, 30))
        self.supervise(
            "a6",
            "H",
            "2026-10-29 09:00",
            due_on=dt.date(2026, 10, 30),
            reply="已办",
            replied_at=at("2026-10-30 09:00"),
        )
        self.supervise("c3", "W", "2026-09-20 09:00", closed_at=at("2026-10-15 09:00"))
        self.supervise("b1", "H", "2026-10-25 09:00")

    def _openness(self) -> None:
        who = factories.user("经办")
        for name, unit, moment, reached in CONTACTS:
            self[name].contacts.create(
                department=self.units[unit], contacted_at=at(moment), created_at=at(moment), means="phone",
                is_reached=reached, made_by=who,
            )  # fmt: skip
        for name, published, withdrawn in PUBLICATIONS:
            self[name].publications.create(
                title="公开", text="答复", published_at=at(published), published_by=who,
                withdrawn_at=at(withdrawn) if withdrawn else None,
            )  # fmt: skip


def _divisions() -> None:
    for code, name, level, parent in (
        ("41", "河南省", 1, None), ("4108", "焦作市", 2, "41"), ("410802", "解放区", 3, "4108"),
        ("410811", "山阳区", 3, "4108"), (JF1, "民生街道", 4, "410802"), (JF2, "新华街道", 4, "410802"),
        (SY1, "东方红街道", 4, "410811"),
    ):  # fmt: skip
        Division.objects.get_or_create(
            code=code, defaults={"name": name, "full_name": name, "level": level, "parent_id": parent}
        )
    places.refresh()
