"""Every move of rules §3: from, to, who, guard, due."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from jiaozuo_social.cases import clocks
from jiaozuo_social.cases.models import Clock, Document, Rating
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import perform
from jiaozuo_social.outbox.models import Message
from petitions.models import Suggestion
from petitions.suggestion_moves import MOVES
from tests import factories

from .conftest import Office, visible_clock

TODAY = timezone.localdate
SOON = lambda: timezone.localdate() + dt.timedelta(days=20)  # noqa: E731

# (from, move, to, who may, data, clocks started, clocks stopped) — rules §3, row by row.
TABLE: list[tuple[str, str, str, str, Any, set[str], set[str]]] = [
    ("received", "screen", "screened", "desk",
     lambda: {"is_unique": True, "is_impersonal": True}, set(), {"J1"}),
    ("received", "convert", "converted", "desk",
     lambda: {"target": "hotline", "hotline_number": "RX1", "screening_reason": "personal", "note": "属个人诉求"},
     set(), {"J1", "J2"}),
    ("received", "archive", "archived", "desk",
     lambda: {"screening_reason": "vague", "note": "内容空泛"}, set(), {"J1", "J2"}),
    ("assigned", "send_back", "returned", "unit", lambda: {"note": "非本单位职责"}, {"J2R"}, {"J3", "J4"}),
    ("assigned", "study", "studying", "unit",
     lambda: {"contacted_on": TODAY(), "note": "电话核实"}, set(), {"J3"}),
    ("studying", "reply", "replied", "lead",
     lambda: {"result": "partly", "answer_text": "部分采纳，理由如下"}, {"J6"}, {"J4"}),
    ("replied", "transform", "transforming", "unit",
     lambda: {"use_type": "benefit", "use_due_on": SOON(), "note": "计划"}, {"J5"}, {"J6"}),
    ("transforming", "implement", "implemented", "unit", lambda: {"use_proof": "已完工"}, {"J6"}, {"J5"}),
    ("replied", "rate", "evaluated", "citizen", lambda: {"level": "fair"}, set(), {"J6"}),
    ("implemented", "rate", "evaluated", "citizen", lambda: {"level": "satisfied"}, set(), {"J6"}),
    ("archived", "close", "closed", "system", dict, set(), set()),
    ("evaluated", "close", "closed", "system", dict, set(), set()),
]  # fmt: skip
WHO = ("desk", "unit", "lead", "co", "citizen", "system")
ALSO = {("send_back", "lead"), ("study", "lead"), ("transform", "lead"), ("implement", "lead")}


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]}-{row[1]}" for row in TABLE])
def test_the_move_goes_where_the_table_says(office: Office, row: tuple[Any, ...]) -> None:
    frm, name, to, who, data, started, stopped = row
    case = office.at(frm)
    before = set(case.clocks.filter(stopped_at=None).values_list("rule_id", flat=True))
    perform(case, name, by=getattr(office, who), **data())
    case.refresh_from_db()
    assert case.state == to
    running = set(case.clocks.filter(stopped_at=None).values_list("rule_id", flat=True))
    assert started <= running and not stopped & running
    assert stopped - {"J2"} <= before
    entry = case.entries.order_by("-seq").first()
    assert entry is not None and (entry.move, entry.before, entry.after) == (name, frm, to)


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]}-{row[1]}" for row in TABLE])
def test_nobody_else_may_make_it(office: Office, row: tuple[Any, ...]) -> None:
    frm, name, _, who, data, *_ = row
    case = office.at(frm)
    stranger = Actor.staff(factories.member(office.other_county, *(m.duty for m in office.unit.memberships)))
    others = [getattr(office, other) for other in WHO if other != who and (name, other) not in ALSO]
    for actor in (*others, stranger):
        with pytest.raises(MoveRefused, match=r"职责|承办单位"):
            perform(case, name, by=actor, **data())
    case.refresh_from_db()
    assert case.state == frm


@pytest.mark.parametrize("name", [move.name for move in MOVES if move.to is not None])
def test_a_move_is_refused_from_every_other_state(office: Office, name: str) -> None:
    move = MOVES[name]
    case = office.at("received")
    for state in {state for other in MOVES for state in other.frm} - set(move.frm):
        case.state = state
        assert not move.check(case, office.desk)


def test_screening_refuses_duplicates_and_personal_requests(office: Office) -> None:
    case = office.at("received")
    with pytest.raises(MoveRefused, match="合并"):
        case.screen(by=office.desk, is_unique=False, is_impersonal=True)
    with pytest.raises(MoveRefused, match="转信访"):
        case.screen(by=office.desk, is_unique=True, is_impersonal=False)


def test_due_times_of_the_table(office: Office) -> None:
    """J1 3 wd, J2 15 cal, J3 5 wd, J4 60 cal, J6 30 cal (rules §3 D)."""
    start = timezone.make_aware(dt.datetime(2026, 11, 23, 10))  # a Monday
    case = factories.suggestion(received_at=start)
    due = {clock.rule_id: timezone.localdate(clock.due_at) for clock in case.clocks.all()}
    assert due == {"J1": dt.date(2026, 11, 26), "J2": dt.date(2026, 12, 8)}
    for code, last in (
        ("J3", dt.date(2026, 11, 30)),
        ("J4", dt.date(2027, 1, 22)),
        ("J6", dt.date(2026, 12, 23)),
    ):
        clock = clocks.start(case, code, started_at=start)
        assert timezone.localdate(clock.due_at) == last, code


def test_a_return_is_possible_for_five_working_days_only(office: Office) -> None:
    case = office.at("assigned")
    Clock.objects.filter(case=case, rule="J3").update(due_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(MoveRefused, match="退回期限已过"):
        case.send_back(by=office.unit, note="非本单位职责")


def test_a_returned_suggestion_is_assigned_again(office: Office) -> None:
    case = office.at("returned")
    assert case.department is None and case.return_count == 1
    case.assign(by=office.desk, lead=office.water, co=[office.housing])
    assert case.state == "assigned" and case.department == office.water
    assert visible_clock(case, "J2R").stopped_at and visible_clock(case, "J4").stopped_at is None


def test_the_answer_needs_a_result_reasons_and_every_co_department(office: Office) -> None:
    case = office.at("screened")
    case.assign(by=office.desk, lead=office.housing, co=[office.water])
    case.study(by=office.unit, contacted_on=TODAY(), note="电话核实")
    with pytest.raises(MoveRefused, match="协办单位尚未反馈"):
        case.reply(by=office.lead, result="adopted", answer_text="予以采纳")
    case.co_answer(by=office.co, note="同意")
    with pytest.raises(MoveRefused, match="采纳结果、理由"):
        case.reply(by=office.lead)
    case.submit_answer(by=office.unit, result="kept", answer_text="留作参考，因资金未落实")
    case.reply(by=office.lead)
    document = Document.objects.get(case=case)
    assert document.kind == "answer" and "留作参考" in document.body
    assert Message.objects.filter(kind="suggestion.reply").count() == 1


def test_the_answer_is_extended_once_by_thirty_days(office: Office) -> None:
    case = office.at("studying")
    with pytest.raises(MoveRefused, match="30"):
        case.request_extension(by=office.unit, days=31, note="论证")
    case.request_extension(by=office.unit, days=30, note="论证")
    before = visible_clock(case, "J4").due_at
    case.approve_extension(by=office.lead, days=30, note="论证")
    assert visible_clock(case, "J4").due_at >= before + dt.timedelta(days=30)
    with pytest.raises(MoveRefused, match="只能延长一次"):
        case.approve_extension(by=office.lead, days=5, note="再延")


def test_what_is_declined_is_not_transformed_and_ends(office: Office) -> None:
    case = office.at("studying")
    case.reply(by=office.lead, result="declined", answer_text="与规划不符")
    with pytest.raises(MoveRefused, match="采纳"):
        case.transform(by=office.unit, use_type="other", use_due_on=SOON(), note="计划")
    with pytest.raises(MoveRefused, match="评价期限未满"):
        perform(case, "close", by=office.system)
    Clock.objects.filter(case=case, rule="J6").update(due_at=timezone.now() - dt.timedelta(seconds=1))
    perform(case, "close", by=office.system)
    assert case.state == "closed" and not case.is_open


def test_an_adopted_suggestion_does_not_close_before_it_is_used(office: Office) -> None:
    case = office.at("replied")
    case.rate(by=office.citizen, level="satisfied")
    with pytest.raises(MoveRefused, match="尚未转化"):
        perform(case, "close", by=office.system)
    case.transform(by=office.unit, use_type="improvement", use_due_on=SOON(), note="计划")
    case.implement(by=office.unit, use_proof="已修订办法")
    perform(case, "close", by=office.system)
    assert case.state == "closed"


def test_a_use_needs_its_type_a_date_and_proof(office: Office) -> None:
    case = office.at("replied")
    with pytest.raises(MoveRefused, match="用途"):
        case.transform(by=office.unit, use_type="", use_due_on=SOON(), note="计划")
    with pytest.raises(MoveRefused, match="早于今天"):
        case.transform(
            by=office.unit, use_type="benefit", use_due_on=TODAY() - dt.timedelta(days=1), note="计划"
        )
    case.transform(by=office.unit, use_type="benefit", use_due_on=SOON(), note="计划")
    assert timezone.localdate(visible_clock(case, "J5").due_at) == SOON()
    case.report_progress(by=office.unit, note="已完成一半")
    with pytest.raises(MoveRefused, match="证明"):
        case.implement(by=office.unit, use_proof=" ")


def test_the_contributor_evaluates_once(office: Office) -> None:
    case = office.at("evaluated")
    assert Rating.objects.get(case=case).department == office.housing
    other = office.at("replied")
    other.rate(by=office.citizen, level="dissatisfied")
    other.transform(by=office.unit, use_type="benefit", use_due_on=SOON(), note="计划")
    other.implement(by=office.unit, use_proof="完成")
    with pytest.raises(MoveRefused, match="只能评价一次"):
        other.rate(by=office.citizen, level="satisfied")


@pytest.mark.parametrize("state", ["replied", "implemented"])
def test_the_evaluation_ends_with_its_window(office: Office, state: str) -> None:
    case = office.at(state)
    Clock.objects.filter(case=case, rule="J6").update(due_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(MoveRefused, match="期限已过"):
        case.rate(by=office.citizen, level="satisfied")


def test_a_prize_needs_consent_a_year_and_a_panel(office: Office) -> None:
    shy = office.at("implemented")
    with pytest.raises(MoveRefused, match="姓名"):
        shy.nominate(by=office.desk, award_year=TODAY().year)
    case = office.at("implemented", agrees_to_name=True)
    for year in (TODAY().year - 1, TODAY().year + 1):
        with pytest.raises(MoveRefused, match="评奖年度"):
            case.nominate(by=office.desk, award_year=year)
    case.nominate(by=office.desk, award_year=TODAY().year)
    with pytest.raises(MoveRefused, match="表决"):
        case.record_award(by=office.desk, grade="first", panel="")
    case.record_award(by=office.desk, grade="first", panel="评审组 7 人，同意 6 票")
    assert case.state == "awarded" and case.award == "first"
    Clock.objects.filter(case=case, rule="J6").update(due_at=timezone.now() - dt.timedelta(seconds=1))
    perform(case, "close", by=office.system)
    with pytest.raises(MoveRefused, match="已参加"):
        case.nominate(by=office.desk, award_year=TODAY().year)


def test_a_passed_over_suggestion_is_closed(office: Office) -> None:
    case = office.at("nominated", agrees_to_name=True)
    case.pass_over(by=office.desk, panel="同意 2 票")
    assert case.state == "closed" and case.award == ""


def test_publishing_needs_consent_and_adoption(office: Office) -> None:
    with pytest.raises(MoveRefused, match="不同意公开"):
        office.at("replied").publish(by=office.desk, public_text="加装座椅")
    case = office.at("replied", is_public=True)
    case.publish(by=office.desk, public_text="加装座椅")
    assert list(Suggestion.objects.displayed()) == [case]
    case.unpublish(by=office.desk, note="建议人撤回同意")
    assert not Suggestion.objects.displayed().exists()
