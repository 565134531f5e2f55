"""The moves table of grid cases against rules §5.4: who, from where, to where (``offers.py``: nobody else)."""

import pytest

from grids.moves import MOVES
from grids.states import GridState as S
from jiaozuo_social.cases.moves import PETITIONER, SYSTEM, At, Seat
from jiaozuo_social.orgs.models import Duty

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
    ("verifying", "verifying", JD, "ask_verify", ("G2",), ("G2",)),  # of another, or once more
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
