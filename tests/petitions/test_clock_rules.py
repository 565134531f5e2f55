"""Every limit of rules §1.2 and §1.3: its article, amount and unit, its last day, who is told when."""

import datetime as dt

import pytest
from django.utils import timezone

from jiaozuo_social.cases.models import Assignment, Case, Clock, ClockRule
from jiaozuo_social.cases.moves import Actor
from petitions.models import Petition
from petitions.rules import PETITION_RULES
from tests import factories
from tests.clockwork import StaffedTown, at, clock_only, now, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> StaffedTown:
    return StaffedTown()


# code, article, amount, unit, starts, last moment. National Day 2026 is 1–7 October; Saturday
# 10 October and Sunday 20 September are worked; Mid-autumn is Friday 25 to Sunday 27 September.
LIMITS = [
    ("P0", "设计时限", 1, "working", "2026-09-30 16:00", "2026-10-08 23:59"),
    ("P0", "设计时限", 1, "working", "2026-10-09 16:00", "2026-10-10 23:59"),
    ("P1", "信访工作条例第22条", 15, "calendar", "2026-11-02 10:00", "2026-11-17 23:59"),
    ("P1", "信访工作条例第22条", 15, "calendar", "2026-09-16 10:00", "2026-10-08 23:59"),
    ("P1R", "设计时限", 2, "working", "2026-10-08 10:00", "2026-10-10 23:59"),
    ("P2", "信访工作条例第23条", 15, "calendar", "2026-09-21 00:00", "2026-10-08 23:59"),
    ("P3", "信访工作条例第23条", 15, "calendar", "2026-09-25 23:59", "2026-10-10 23:59"),
    ("P4", "信访工作条例第23条", 5, "working", "2026-09-30 10:00", "2026-10-13 23:59"),
    ("P4D", "设计时限", 2, "working", "2026-09-18 10:00", "2026-09-21 23:59"),
    ("P5", "信访工作条例第34条", 60, "calendar", "2026-08-03 10:00", "2026-10-08 23:59"),
    ("P5D", "设计时限，参照信访工作条例第34条", 60, "calendar", "2026-10-01 10:00", "2026-11-30 23:59"),
    ("P7", "信访工作条例第35条", 30, "calendar", "2026-09-01 12:00", "2026-10-08 23:59"),
    ("P8", "信访工作条例第35条", 30, "calendar", "2026-09-10 10:00", "2026-10-10 23:59"),
    ("P9", "信访工作条例第36条", 30, "calendar", "2026-10-15 12:00", "2026-11-16 23:59"),
    ("P10", "信访工作条例第36条", 30, "calendar", "2026-11-02 10:00", "2026-12-02 23:59"),
    ("P12", "信访工作条例第25条", 2, "hours", "2026-10-01 23:30", "2026-10-02 01:30"),
    ("S1", "信访事项简易办理办法（试行）", 1, "working", "2026-10-10 10:00", "2026-10-12 23:59"),
    ("S2", "信访事项简易办理办法（试行）", 3, "working", "2026-10-08 10:00", "2026-10-12 23:59"),
    ("S3", "信访事项简易办理办法（试行）", 10, "working", "2026-09-16 10:00", "2026-09-30 23:59"),
    ("R1", "国信发〔2022〕11号", 30, "calendar", "2026-09-07 12:00", "2026-10-08 23:59"),
    ("E1", "设计时限，信访工作条例第40条", 30, "calendar", "2026-09-04 10:00", "2026-10-08 23:59"),
]


@pytest.mark.parametrize(("code", "article", "amount", "unit", "starts", "ends"), LIMITS)
def test_a_limit_ends_on_the_day_the_law_says(
    town: StaffedTown, code: str, article: str, amount: int, unit: str, starts: str, ends: str
) -> None:
    """起算日不计入、末日为休假日顺延（民法典第201、203条）；条例中的“日”是自然日."""
    rule = ClockRule.objects.get(pk=code)
    assert (rule.article, rule.amount, rule.unit) == (article, amount, unit)
    with now(starts):
        clock = clock_only(factories.petition(), code)
    assert timezone.localtime(clock.due_at).replace(second=0) == at(ends)


def test_every_rule_has_a_row_in_the_tables() -> None:
    codes = {spec.code for spec in PETITION_RULES} - {"P11"}  # its date is set by the order, below
    assert {row[0] for row in LIMITS} == codes
    assert {row[0] for row in LADDERS} == codes - {"P12"}  # in hours: tests/cases/test_reminders.py


UNIT = [
    (-3, "住建局经办", "remind"),
    (-1, "住建局经办", "remind"),
    (0, "住建局经办", "urge"),
    (0, "住建局负责人", "urge"),
    (1, "住建局经办", "supervise"),
    (1, "住建局负责人", "supervise"),
    (1, "区信访审批", "supervise"),
    (1, "区信访登记", "supervise"),
    (5, "区政府负责人", "supervise"),
]
DESK = ("区信访审批", "区信访登记")
LADDERS = [
    ("P0", [*((0, who, "urge") for who in DESK), *((1, who, "supervise") for who in DESK)]),
    (
        "P1",
        [
            *((-12, who, "remind") for who in DESK),
            *((-3, who, "remind") for who in DESK),
            *((-1, who, "urge") for who in DESK),
            *((1, who, "supervise") for who in DESK),
            (3, "区政府负责人", "supervise"),
        ],
    ),
    ("P1R", [(0, who, "urge") for who in DESK]),
    ("P2", UNIT),
    ("P3", UNIT),
    ("P4", []),
    ("P4D", [*((0, who, "urge") for who in DESK), *((1, who, "supervise") for who in DESK)]),
    ("P5", UNIT),
    ("P5D", UNIT),
    ("P7", []),
    (
        "P8",
        [
            (-3, "区政府复查", "remind"),
            (-1, "区政府复查", "remind"),
            (0, "区政府复查", "urge"),
            (0, "区政府负责人", "urge"),
            (1, "区信访审批", "supervise"),
            (1, "区信访登记", "supervise"),
            (1, "区政府复查", "supervise"),
            (1, "区政府负责人", "supervise"),
            (5, "市政府负责人", "supervise"),
        ],
    ),
    ("P9", []),
    (
        "P10",
        [
            (-3, "市政府复查", "remind"),
            (-1, "市政府复查", "remind"),
            (0, "市政府复查", "urge"),
            (0, "市政府负责人", "urge"),
            (1, "区信访审批", "supervise"),
            (1, "区信访登记", "supervise"),
            (1, "市政府复查", "supervise"),
            (1, "市政府负责人", "supervise"),
            (5, "市政府负责人", "supervise"),
        ],
    ),
    (
        "S1",
        [
            *((0, who, "urge") for who in DESK),
            (0, "区信访局长", "urge"),
            *((1, who, "supervise") for who in DESK),
            (1, "区信访局长", "supervise"),
            (5, "区政府负责人", "supervise"),
        ],
    ),
    ("S2", UNIT[1:]),  # three days before is before it starts
    ("S3", UNIT),
    ("R1", []),
    ("E1", UNIT),
]


@pytest.mark.parametrize(("code", "expected"), LADDERS)
def test_who_is_told_on_which_day(town: StaffedTown, code: str, expected: list[tuple[int, str, str]]) -> None:
    """提醒、催办、督办（信访工作条例第40条）；权利期间不提醒."""
    with now("2026-06-01 10:00"):
        case = factories.petition()
        if code in ("P8", "P10"):
            reviewer, role = (town.county, "review") if code == "P8" else (town.city, "recheck")
            Assignment.objects.create(case=case, department=reviewer, role=role)
        Case.objects.filter(pk=case.pk).update(state="handling", department=town.housing)
        holder = ClockRule.objects.get(pk=code).holder
        clock = clock_only(case, code, department=town.housing if holder == "unit" else None)
    due = timezone.localtime(clock.due_at).date()
    told = walk(dt.date(2026, 6, 1), (due - dt.date(2026, 6, 1)).days + 12)
    assert told == sorted(
        ((f"{due + dt.timedelta(days=offset):%m-%d}", who, action) for offset, who, action in expected),
    )


def open_clocks(case: Petition) -> dict[str, str]:
    rows = Clock.objects.filter(case=case, stopped_at=None)
    return {clock.rule_id: f"{timezone.localtime(clock.due_at):%m-%d}" for clock in rows}


ANSWER = {
    "answer_request": "清理化粪池",
    "answer_facts": "经查属实",
    "answer_opinion": "三日内清理",
    "answer_basis": "《河南省物业管理条例》",
    "decision": "support",
}


def test_each_move_starts_and_stops_the_clocks_of_its_article(town: StaffedTown) -> None:
    """§1.5 beside §1.2: the ordinary way from filing to 复核, one move a day."""
    person = {name: Actor.staff(user) for name, user in town.people.items()}
    unit, head = person["住建局经办"], person["住建局负责人"]
    me = Actor.petitioner()
    seen = {}
    with now("2026-03-02 10:00"):
        case = factories.petition()
        seen["第22条 收到"] = open_clocks(case)
    with now("2026-03-03 10:00"):
        case.register(by=person["区信访登记"], purpose="demand", place_code="410802001")
        seen["登记"] = open_clocks(case)
    with now("2026-03-04 10:00"):
        case.dispatch(
            by=person["区信访审批"],
            lead=town.housing,
            handling_way="dispatch",
            feedback_due_on=dt.date(2026, 4, 30),
        )
        seen["第22、23条 交办"] = open_clocks(case)
    with now("2026-03-05 10:00"):
        case.object(by=unit, note="不属本单位")
        seen["第23条 异议"] = open_clocks(case)
    with now("2026-03-06 10:00"):
        case.overrule_objection(by=person["区信访审批"], note="属本单位")
        case.accept(by=unit, route="petition")
        seen["第34条 受理"] = open_clocks(case)
    with now("2026-03-09 10:00"):
        case.start_handling(by=unit, handler=town.people["住建局经办"], no_interest=True)
        case.approve_extension(by=head, days=30, note="需专家论证")
        seen["第34条 延期"] = open_clocks(case)
    with now("2026-05-06 10:00"):
        case.reply(by=head, delivered_on=dt.date(2026, 5, 6), **ANSWER)
        seen["第35条 答复"] = open_clocks(case)
    with now("2026-05-07 10:00"):
        case.request_review(by=me, note="不服")
        seen["第35条 复查"] = open_clocks(case)
    with now("2026-05-08 10:00"):
        case.review(
            by=person["区政府复查"], review_result="upheld", body="维持", delivered_on=dt.date(2026, 5, 8)
        )
        seen["第36条 复查意见"] = open_clocks(case)
    with now("2026-05-11 10:00"):
        case.request_recheck(by=me, note="仍不服")
        seen["第36条 复核"] = open_clocks(case)
    assert seen == {
        "第22条 收到": {"P0": "03-03", "P1": "03-17"},
        "登记": {"P1": "03-17"},
        "第22、23条 交办": {"P3": "03-19", "P4": "03-11", "P11": "04-30"},
        "第23条 异议": {"P3": "03-19", "P4D": "03-09", "P11": "04-30"},
        "第34条 受理": {"P5": "05-06", "P11": "04-30"},  # 5 May is a holiday
        "第34条 延期": {"P5": "06-05", "P11": "04-30"},
        "第35条 答复": {"P7": "06-05", "R1": "06-05", "E1": "06-05"},
        "第35条 复查": {"P8": "06-08", "R1": "06-05", "E1": "06-05"},  # 6 June is a Saturday
        "第36条 复查意见": {"P9": "06-08", "R1": "06-05", "E1": "06-05"},  # 7 June is a Sunday
        "第36条 复核": {"P10": "06-10", "R1": "06-05", "E1": "06-05"},
    }


def test_the_other_ways_start_their_clocks(town: StaffedTown) -> None:
    """简易办理, 异议成立, 重大紧急 (第25条)."""
    person = {name: Actor.staff(user) for name, user in town.people.items()}
    desk, approver, unit = person["区信访登记"], person["区信访审批"], person["住建局经办"]
    with now("2026-03-02 10:00"):
        simple, sent_back, urgent = (factories.petition(phone=f"1380000111{n}") for n in range(3))
        for case in (simple, sent_back):
            case.register(by=desk, purpose="demand", place_code="410802001")
        urgent.register(by=desk, purpose="demand", place_code="410802001", is_urgent=True)
        assert open_clocks(urgent)["P12"] == "03-02"
        simple.dispatch_simple(by=approver, lead=town.housing)
        assert open_clocks(simple) == {"S2": "03-05", "S3": "03-16"}
        sent_back.dispatch(by=approver, lead=town.housing)
    with now("2026-03-03 10:00"):
        simple.to_ordinary(by=unit, note="争议较大")
        assert open_clocks(simple) == {"P5D": "05-06"}  # 60 days from the first acceptance: 1 May
        sent_back.object(by=unit, note="不属本单位")
        sent_back.uphold_objection(by=approver)
        assert open_clocks(sent_back) == {"P1R": "03-05"}
