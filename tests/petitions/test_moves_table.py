"""The moves table of petitions against rules §1.5, line by line (articles of the 信访工作条例)."""

import itertools

import pytest

from jiaozuo_social.cases.moves import PETITIONER, SYSTEM, Actor, At, Denied, Seat
from jiaozuo_social.orgs.models import Duty
from petitions.models import Petition
from petitions.moves import MOVES
from petitions.states import PetitionState as S
from tests import factories

REG, XF = (Duty.REGISTRAR, At.DESK), (Duty.APPROVER, At.DESK)
UNIT, HEAD = (Duty.HANDLER, At.LEAD), (Duty.HEAD, At.LEAD)
SUP_REVIEW, SUP_RECHECK = (Duty.REVIEWER, At.REVIEW), (Duty.REVIEWER, At.RECHECK)
PET, SYS = PETITIONER, SYSTEM

# rules §1.5: (from, to, who, move, clock that this move must meet, clocks that it starts)
RULES = [
    ("submitted", "registered", REG, "register", "P0", ()),
    ("registered", "guided", XF, "guide", "P1", ()),
    ("registered", "rejected", XF, "reject", "P1", ()),
    ("registered", "dispatched", XF, "dispatch", "P1", ("P3", "P4")),
    ("registered", "handling", XF, "dispatch_simple", "S1", ("S2", "S3")),
    ("dispatched", "objected", UNIT, "object", "P4", ("P4D",)),
    ("objected", "dispatched", XF, "overrule_objection", "P4D", ()),
    ("objected", "registered", XF, "uphold_objection", "P4D", ("P1R",)),
    ("dispatched", "accepted", UNIT, "accept", "P3", ()),
    ("dispatched", "rejected", XF, "confirm_rejection", "P3", ()),
    ("dispatched", "guided", XF, "confirm_guidance", "P3", ()),
    ("accepted", "handling", UNIT, "start_handling", None, ()),
    ("handling", "handling", HEAD, "approve_extension", None, ()),
    ("handling", "mediated", UNIT, "mediate", "P5", ()),
    ("handling", "replied", HEAD, "reply", "P5", ()),
    ("replied", "review", PET, "request_review", "P7", ("P8",)),
    ("review", "reviewed", SUP_REVIEW, "review", "P8", ()),
    ("review", "handling", SUP_REVIEW, "revoke", "P8", ()),
    ("reviewed", "recheck", PET, "request_recheck", "P9", ("P10",)),
    ("recheck", "concluded", SUP_RECHECK, "conclude", "P10", ()),
    ("replied", "closed", SYS, "close", None, ()),
    ("reviewed", "closed", SYS, "close", None, ()),
    ("mediated", "closed", SYS, "close", None, ()),
    ("guided", "closed", SYS, "close", None, ()),
    *[(state, "withdrawn", PET, "withdraw", None, ())
      for state in ("submitted", "registered", "dispatched", "objected", "accepted", "handling")],
]  # fmt: skip


@pytest.mark.parametrize(("frm", "to", "who", "name", "meets", "starts"), RULES)
def test_every_line_of_rules_1_5_is_a_move(
    frm: str, to: str, who: object, name: str, meets: str | None, starts: tuple[str, ...]
) -> None:
    move = MOVES[name]
    assert frm in move.frm
    assert (move.to or frm) == to
    seats = [(seat.duty, seat.at) if isinstance(seat, Seat) else seat for seat in move.who]
    assert who in seats
    assert meets is None or meets in move.stops
    assert move.starts[: len(starts)] == starts if starts else True


def test_no_move_changes_state_beyond_the_rules() -> None:
    """A state change that rules §1.5 does not know is named here, with its reason."""
    ours = {
        "merge": "并案: peers §3 item 6",
        "take_directly": "P2: filed directly with a unit",
        "reply_merged": "并案: each merged petitioner gets the answer",
        "settle": "息诉 signed: rules §1.5 last but one line",
    }
    known = {(frm, to, name) for frm, to, _, name, _, _ in RULES}
    for move in MOVES:
        if move.to is None or move.name in ours:
            continue
        assert {(frm, move.to, move.name) for frm in move.frm if frm != "merged"} <= known, move.name


def test_final_states_are_those_of_the_rules() -> None:
    assert MOVES.final == {S.REJECTED, S.CONCLUDED, S.CLOSED, S.WITHDRAWN}


def test_every_state_is_reached_and_every_open_state_is_left() -> None:
    reached = {move.to for move in MOVES if move.to} | {S.SUBMITTED}
    assert reached == set(S)
    left = {state for move in MOVES if move.to for state in move.frm}
    assert set(S) - left == MOVES.final


@pytest.mark.django_db
def test_a_move_is_refused_in_every_other_state_with_a_sentence() -> None:
    factories.rules()
    case = factories.petition()
    for move, state in itertools.product(MOVES, S):
        if state in move.frm:
            continue
        case.state = state
        verdict = move.check(case, Actor.system())
        assert isinstance(verdict, Denied) and "不能" in verdict.sentence, (move.name, state)


@pytest.mark.django_db
def test_nobody_moves_a_case_of_another_area_or_department() -> None:
    factories.rules()
    town = factories.Town()
    stranger = factories.member(town.other_bureau, *Duty)
    case = factories.petition(place_code="410802001")
    assert MOVES.available(case, Actor.staff(stranger)) == []
    other_unit = factories.member(town.water, *Duty)
    case.register(by=Actor.staff(factories.member(town.county_bureau, Duty.REGISTRAR)))
    case.dispatch(by=Actor.staff(factories.member(town.county_bureau, Duty.APPROVER)), lead=town.housing)
    assert MOVES.available(case, Actor.staff(other_unit)) == []


@pytest.mark.django_db
def test_only_the_confidential_officer_moves_an_accusation() -> None:
    """Art. 30: nobody but 信访专管员 sees or moves 检举控告, and never one of the accused unit."""
    factories.rules()
    town = factories.Town()
    case = factories.petition(purpose="accusation", accused_name="住建局某科")
    everyone_else = factories.member(town.county_bureau, *(set(Duty) - {Duty.CONFIDENTIAL}))
    officer = factories.member(town.county_bureau, Duty.CONFIDENTIAL)
    assert MOVES.available(case, Actor.staff(everyone_else)) == []
    assert not Petition.objects.visible_to(everyone_else).exists()
    assert "register" in {move.name for move in MOVES.available(case, Actor.staff(officer))}
    case.register(by=Actor.staff(officer), accused=town.county_bureau)
    assert not Petition.objects.visible_to(officer).exists()
    assert MOVES.available(case, Actor.staff(officer)) == []
    city_officer = factories.member(town.bureau, Duty.CONFIDENTIAL)
    assert Petition.objects.visible_to(city_officer).count() == 1
