"""The moves table of grid cases against rules §5.4: who, from where, to where; and nobody else."""

import itertools

import pytest

from grids.models import GridCase
from grids.moves import MOVES
from grids.states import GridState as S
from jiaozuo_social.cases.moves import PETITIONER, SYSTEM, Actor, At, Denied, Seat
from jiaozuo_social.orgs.models import Duty
from tests.gridwork import GridTown, GridWalk, report

pytestmark = pytest.mark.django_db

GZ, JD = (Duty.GRID_LEADER, At.HOLDER), (Duty.DISPATCHER, At.HOLDER)
GY, HC = (Duty.GRID_WORKER, At.NAMED), (Duty.CHECKER, At.NAMED)
UNIT, HEAD = (Duty.HANDLER, At.LEAD), (Duty.HEAD, At.LEAD)

# rules §5.4: (from, to, who, move, clocks that it meets, clocks that it starts)
RULES = [
    ("reported", "self_handled", GY, "self_handle", ("G1C",), ("G1S",)),
    ("reported", "self_handled", GZ, "self_handle", ("G1C",), ("G1S",)),
    ("self_handled", "closed", GZ, "confirm_self", ("G1S",), ("G10",)),
    ("reported", "verifying", JD, "ask_verify", ("G1",), ("G2",)),
    ("verifying", "verifying", GY, "verify", ("G2",), ("G1",)),
    ("verifying", "filed", JD, "file_case", ("G1",), ("G3",)),
    ("verifying", "void", JD, "void", ("G1",), ()),
    ("reported", "escalated", GZ, "escalate", ("G1C",), ("G1",)),
    ("escalated", "escalated", JD, "escalate", ("G1",), ("G1",)),
    ("filed", "dispatched", JD, "dispatch", ("G3",), ("G6", "G4")),
    ("dispatched", "returned", UNIT, "return_case", ("G6", "G4"), ("G3",)),
    ("returned", "dispatched", JD, "dispatch", ("G3",), ("G6", "G4")),
    ("dispatched", "handling", UNIT, "sign_in", ("G4",), ()),
    ("handling", "handling", UNIT, "request_extension", (), ()),
    ("handling", "handling", HEAD, "endorse_extension", (), ()),
    ("handling", "handling", JD, "approve_extension", (), ()),
    ("handling", "handling", UNIT, "request_suspension", (), ()),
    ("handling", "handling", HEAD, "endorse_suspension", (), ()),
    ("handling", "suspended", JD, "approve_suspension", (), ()),
    ("suspended", "handling", UNIT, "resume", ("G7",), ()),
    ("handling", "feedback", UNIT, "feedback", ("G6",), ("G8",)),
    ("feedback", "checking", SYSTEM, "assign_check", ("G8",), ("G9",)),
    ("checking", "closed", HC, "close", ("G9",), ("G10",)),
    ("checking", "closed", JD, "close", ("G9",), ("G10",)),
    ("checking", "rework", HC, "rework", ("G9",), ("G6R",)),
    ("rework", "handling", UNIT, "restart", (), ()),
    ("rework", "feedback", UNIT, "feedback", ("G6R",), ("G8",)),
    ("closed", "evaluated", PETITIONER, "rate", (), ()),
    ("closed", "evaluated", SYSTEM, "lapse", (), ()),
]


@pytest.mark.parametrize(("frm", "to", "who", "name", "meets", "starts"), RULES)
def test_every_line_of_rules_5_4_is_a_move(
    frm: str, to: str, who: object, name: str, meets: tuple[str, ...], starts: tuple[str, ...]
) -> None:
    move = MOVES[name]
    assert frm in move.frm
    assert (move.to or frm) == to
    assert who in [(seat.duty, seat.at) if isinstance(seat, Seat) else seat for seat in move.who]
    assert set(meets) <= set(move.stops)
    assert set(starts) <= set(move.starts)


def test_no_move_changes_state_beyond_the_rules() -> None:
    """A state change that rules §5.4 does not know is named here, with its reason."""
    ours = {
        "reject_self": "the 网格长 does not accept what was done",
        "send_down": "下派: peers §3 item 5",
        "group": "类问题: rules §5.4 last line",
        "ungroup": "the 类问题 ended without an answer for it",
        "close_with_parent": "the answer of the 类问题",
        "file_case": "from reported and escalated too: officials saw it themselves",
        "void": "from reported and escalated too",
        "ask_verify": "an escalated matter may be verified",
    }
    known = {(frm, to, name) for frm, to, _, name, _, _ in RULES}
    for move in MOVES:
        if move.to is not None and move.name not in ours:
            assert {(frm, move.to, move.name) for frm in move.frm} <= known, move.name


def test_every_state_is_reached_and_every_open_state_is_left() -> None:
    assert {move.to for move in MOVES if move.to} | {S.REPORTED} == set(S)
    left = {state for move in MOVES if move.to for state in move.frm}
    assert set(S) - left == {S.VOID, S.EVALUATED}


def test_a_move_is_refused_in_every_other_state_with_a_sentence(grid_town: GridTown) -> None:
    case = report()
    for move, state in itertools.product(MOVES, S):
        if state not in move.frm:
            case.state = state
            verdict = move.check(case, Actor.system())
            assert isinstance(verdict, Denied) and "不能" in verdict.sentence, (move.name, state)


# What each person may do to a case at a place of the way; nobody else may do anything.
MAY = {
    "community": {
        "worker": {"self_handle", "supplement"},
        "leader": {"self_handle", "escalate", "correct", "whistle", "supplement", "add_note"},
        "street": {"take_over", "supervise", "add_note"},
        "county": {"take_over", "supervise", "add_note"},
        "city": {"take_over", "supervise", "add_note"},
    },
    "street": {
        "street": {"ask_verify", "file_case", "void", "escalate", "correct", "to_petition", "supervise", "supplement", "add_note"},
        "leader": {"correct", "whistle", "supplement", "add_note"},
        "county": {"take_over", "supervise", "add_note"},
        "city": {"take_over", "supervise", "add_note"},
    },
    "handling": {
        "handler": {"feedback", "request_extension", "request_suspension", "supplement", "add_note"},
        "head": {"feedback", "assign_handler", "add_note"},
        "street": {"urge", "supervise", "supplement", "add_note"},
        "leader": {"whistle", "supplement", "add_note"},
        "county": {"urge", "supervise", "add_note"},
        "city": {"urge", "supervise", "add_note"},
    },
    "checking": {
        "checker": {"close", "rework", "add_note"},
        "street": {"close", "rework", "reassign_check", "supervise", "supplement", "add_note"},
        "leader": {"supplement", "add_note"},
        "handler": {"supplement", "add_note"},
        "head": {"add_note"},
        "county": {"supervise", "add_note"},
        "city": {"supervise", "add_note"},
    },
}  # fmt: skip


@pytest.mark.parametrize("place", MAY)
def test_who_may_do_what(grid_walk: GridWalk, place: str) -> None:
    town = grid_walk.town
    case: GridCase
    if place in ("community", "street"):
        case = report(town.by("worker" if place == "community" else "street"))
    else:
        case = grid_walk.to(place)
    may = {name: {move.name for move in MOVES.available(case, town.by(name))} for name in vars(town.people)}
    assert {name: moves for name, moves in may.items() if moves} == MAY[place]


def test_people_of_another_area_may_do_nothing(grid_walk: GridWalk) -> None:
    town = grid_walk.town
    for state in GridWalk.PATH:
        case = grid_walk.to(state)
        for name in ("other_leader", "other_worker", "co_handler", "co_head"):
            assert MOVES.available(case, town.by(name)) == [], (state, name)
            assert not GridCase.objects.visible_to(getattr(town.people, name)).exists(), (state, name)
