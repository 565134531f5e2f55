"""Every clock of a grid case against rules §5.3 and §5.4: who is told at which moment, and once only.

In the week of Monday 2026-11-23; offices are open 08:30–12:00 and 14:30–18:00; days are told at 8.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from grids.models import EventLimit, GridCase
from grids.rules import GRID_RULES
from jiaozuo_social.cases.models import Clock, Supervision
from jiaozuo_social.orgs.models import Duty, Membership
from tests import factories
from tests.clockwork import at, now, sweep
from tests.gridwork import LONG_AGO, GridTown, GridWalk, photo, report

MONDAY, FRIDAY = "2026-11-23 09:00", "2026-11-20 10:00"
LANE, HEADS = "城管经办", "城管经办 城管负责人"
UNIT = (("remind", LANE), ("urge", HEADS), ("supervise", f"{HEADS} 街道调度"), ("supervise", "区长"))
DESK = (("urge", "街道调度"), ("supervise", "街道调度"), ("supervise", "区长"))
PERSON = ("urge", "街道调度")
Told = tuple[str, str]  # action, people


class Story:
    """Leads a case to where a clock of the rule runs."""

    def __init__(self, town: GridTown) -> None:
        self.town, self.walk, self.by = town, GridWalk(town), town.by

    def G1(self) -> GridCase:
        return report()

    def G1C(self) -> GridCase:
        return report(self.by("worker"))

    def G1S(self) -> GridCase:
        case = report(self.by("worker"))
        case.self_handle(by=self.by("worker"), note="清了", photos=[photo()])
        return case

    def G2(self) -> GridCase:
        case = report()
        case.ask_verify(by=self.by("street"), verifier=self.town.people.worker)
        return case

    def G3(self) -> GridCase:
        return self.walk.to("filed")

    def G4(self) -> GridCase:
        return self.walk.to("dispatched")

    def G6(self, code: str = "06011", urgency: str = "ordinary") -> GridCase:
        return self.walk.to("handling", code=code, urgency=urgency)

    def G6R(self) -> GridCase:
        case = self.walk.to("checking")
        case.rework(by=self.by("checker"), note="有残留")
        return case

    def G7(self) -> GridCase:
        case, day = self.G6(), dt.date(2026, 12, 20)
        case.request_suspension(
            by=self.by("handler"), suspension_reason="funds", next_check_on=day, note="等"
        )
        case.endorse_suspension(by=self.by("head"))
        case.approve_suspension(by=self.by("street"))
        return case

    def G8(self) -> GridCase:
        Membership.objects.filter(duty=Duty.CHECKER).update(duty=Duty.REVIEWER)
        case = self.walk.to("checking")
        Membership.objects.filter(duty=Duty.REVIEWER).update(duty=Duty.CHECKER)
        return case

    def G9(self) -> GridCase:
        return self.walk.to("checking")

    def G10(self) -> GridCase:
        return self.walk.to("closed")

    def G11(self) -> GridCase:
        case = report(self.by("worker"))
        case.whistle(by=self.by("leader"), departments=[self.town.cleaning], note="请到场")
        return case

    def hours(self) -> GridCase:
        return self.G6(code="01003", urgency="urgent")

    def office_hours(self) -> GridCase:
        return self.G6(code="06010", urgency="pressing")

    def calendar_days(self) -> GridCase:
        return self.G6(code="06012")

    def extended(self) -> GridCase:
        case = self.G6()
        case.request_extension(by=self.by("handler"), amount=2, note="等")
        case.endorse_extension(by=self.by("head"))
        case.approve_extension(by=self.by("street"))
        return case


# rule, how a case comes there, when, then each moment at which somebody is told what
LADDERS: list[tuple[str, str, str, list[tuple[str, Told]]]] = [
    ("G1", "G1", MONDAY, [("11-23 09:30", DESK[0]), ("11-23 10:30", DESK[1]), ("11-23 13:30", DESK[2])]),
    ("G1C", "G1C", MONDAY, [
        ("11-24 08:00", ("urge", "网格长")), ("11-25 08:00", ("supervise", "网格长")),
        ("11-28 08:00", ("supervise", "街道主任")),
    ]),
    ("G1S", "G1S", MONDAY, [("11-24 08:00", ("remind", "网格长"))]),
    ("G2", "G2", MONDAY, [("11-23 10:00", ("urge", "网格员")), ("11-23 11:00", PERSON)]),
    ("G3", "G3", MONDAY, [("11-23 09:30", DESK[0]), ("11-23 10:30", DESK[1]), ("11-23 13:30", DESK[2])]),
    ("G4", "G4", MONDAY, []),  # a right to return, which simply ends
    # 处置 in each unit of rules §5.3
    ("G6", "hours", "2026-11-21 20:00", [  # 2 紧急工作时 on a Saturday night
        ("11-21 21:00", UNIT[0]), ("11-21 22:00", UNIT[1]), ("11-21 23:00", UNIT[2]),
        ("11-22 03:00", UNIT[3]),
    ]),
    ("G6", "office_hours", "2026-11-20 17:00", [  # 4 工作时 from Friday evening to Monday 11:30
        ("11-23 10:30", UNIT[0]), ("11-23 11:30", UNIT[1]), ("11-23 12:30", UNIT[2]), ("11-23 16:30", UNIT[3]),
    ]),
    ("G6", "G6", FRIDAY, [  # 3 工作日: until Wednesday
        ("11-24 08:00", UNIT[0]), ("11-25 08:00", UNIT[1]), ("11-26 08:00", UNIT[2]), ("11-30 08:00", UNIT[3]),
    ]),
    ("G6", "calendar_days", FRIDAY, [  # 3 自然日: Monday, no weekend is left out
        ("11-22 08:00", UNIT[0]), ("11-23 08:00", UNIT[1]), ("11-24 08:00", UNIT[2]), ("11-28 08:00", UNIT[3]),
    ]),
    ("G6", "extended", FRIDAY, [  # two workdays more: Friday
        ("11-26 08:00", UNIT[0]), ("11-27 08:00", UNIT[1]), ("11-28 08:00", UNIT[2]), ("12-02 08:00", UNIT[3]),
    ]),
    ("G6R", "G6R", MONDAY, [  # 1 工作日: Tuesday; the morning before lay before its start
        ("11-24 08:00", UNIT[1]), ("11-25 08:00", UNIT[2]), ("11-29 08:00", UNIT[3]),
    ]),
    ("G7", "G7", MONDAY, [
        ("12-17 08:00", UNIT[0]), ("12-20 08:00", UNIT[1]), ("12-21 08:00", ("urge", "街道调度")),
    ]),
    ("G8", "G8", MONDAY, [("11-23 10:00", DESK[0]), ("11-23 11:00", DESK[1]), ("11-23 14:00", DESK[2])]),
    ("G9", "G9", MONDAY, [("11-23 10:00", ("urge", "核查员")), ("11-23 11:00", PERSON)]),
    ("G10", "G10", MONDAY, []),
    ("G11", "G11", MONDAY, [  # 2 工作时
        ("11-23 10:00", ("remind", "城管经办 另一经办")), ("11-23 11:00", ("urge", "城管经办 另一经办 城管负责人")),
        ("11-23 12:00", ("supervise", "城管经办 另一经办 城管负责人 网格长")), ("11-23 16:00", UNIT[3]),
    ]),
]  # fmt: skip


class Ladder:
    """The only clock that runs, swept just before each moment and at it: what is told twice is seen."""

    def __init__(self, rule: str, make: Callable[[], GridCase], begins: str) -> None:
        Clock.objects.filter(stopped_at=None).update(stopped_at=at(begins))
        with now(begins):
            case = make()
            Clock.objects.filter(case=case).exclude(rule=rule).update(next_step_at=None)
        self.seen: list[tuple[str, Told]] = []

    def at(self, moment: str) -> None:
        for when in (
            at(f"2026-{moment}") - dt.timedelta(minutes=1),
            at(f"2026-{moment}"),
            at(f"2026-{moment}"),
        ):
            with now(when):
                told = sweep()
            for action in ("remind", "urge", "supervise", "nobody"):
                people = {name for _, name, what in told if what == action}
                if people:
                    self.seen.append((f"{when:%m-%d %H:%M}", (action, " ".join(sorted(people)))))


@pytest.mark.django_db
def test_each_clock_tells_the_right_people_once() -> None:
    town = GridTown()
    for where, name, duty in (
        (town.county, "区长", Duty.HEAD), (town.street, "街道主任", Duty.HEAD), (town.cleaning, "另一经办", Duty.HANDLER), (town.community, "另一网格员", Duty.GRID_WORKER),
        (town.county, "另一核查员", Duty.CHECKER),
    ):  # fmt: skip
        factories.member(where, duty, name=name)
    Membership.objects.update(started_on=LONG_AGO)
    EventLimit.objects.create(
        event=report(code="06012").category,
        urgency="ordinary",
        amount=3,
        unit="calendar",
        valid_from=LONG_AGO,
    )
    story, found, expected = Story(town), {}, {}
    for rule, how, begins, rungs in LADDERS:
        ladder = Ladder(rule, getattr(story, how), begins)
        for moment, _ in [*rungs, ("12-31 09:00", ("", ""))]:
            ladder.at(moment)
        found[rule, how] = ladder.seen
        expected[rule, how] = [(moment, (act, " ".join(sorted(who.split())))) for moment, (act, who) in rungs]
    assert found == expected
    overdue = [rungs for *_, rungs in LADDERS if any(act == "supervise" for _, (act, _) in rungs)]
    assert Supervision.objects.filter(trigger="overdue").count() == len(overdue)


def test_no_clock_of_the_kind_is_without_a_line() -> None:
    assert {rule for rule, *_ in LADDERS} == {spec.code for spec in GRID_RULES}
    units = {how for rule, how, *_ in LADDERS if rule == "G6"}
    assert units == {"hours", "office_hours", "G6", "calendar_days", "extended"}
