"""Moves are data: one table per kind drives check, buttons, API, tests and the state diagram."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import is_desk, memberships_of

if TYPE_CHECKING:
    from .models import Case


@dataclass(frozen=True)
class Denied:
    """A refusal that explains itself; falsy."""

    sentence: str

    def __bool__(self) -> bool:
        return False


Verdict = bool | Denied
Guard = Callable[[Any, "Actor"], Verdict]


class MoveRefused(Exception):
    """The move is not allowed now; ``str(exc)`` is a sentence for the user (HTTP 409)."""


@dataclass(frozen=True)
class Actor:
    """Who moves a case: a member of staff, the petitioner (by receipt or account), or the system."""

    user: Any = None
    is_petitioner: bool = False
    is_system: bool = False

    @classmethod
    def staff(cls, user: Any) -> "Actor":
        return cls(user=user)

    @classmethod
    def petitioner(cls, user: Any = None) -> "Actor":
        """The holder of the receipt; ``user`` only when logged in."""
        return cls(user=user if getattr(user, "is_authenticated", False) else None, is_petitioner=True)

    @classmethod
    def system(cls) -> "Actor":
        return cls(is_system=True)

    @property
    def memberships(self) -> list[Membership]:
        if self.is_petitioner or self.is_system:
            return []
        return memberships_of(self.user)


class At(StrEnum):
    """In which department a duty must be held for a case."""

    DESK = "desk"  # an office whose area holds the case
    HOLDER = "holder"  # the platform at which the case lies now (``Case.holder_code``)
    ABOVE = "above"  # a platform above that one
    NAMED = "named"  # wherever the person named on the case serves in this duty
    LEAD = "lead"  # the open lead assignment
    CO = "co"  # an open co-assignment
    REVIEW = "review"
    RECHECK = "recheck"
    CALLED = "called"  # called to come (吹哨)


@dataclass(frozen=True)
class Seat:
    """A duty held at a place. For a confidential case only 信访专管员 of that place may act.

    ``field`` is the column that names the person of ``At.NAMED``.
    """

    duty: Duty
    at: At
    field: str = ""

    def membership_for(self, case: "Case", memberships: Iterable[Membership]) -> Membership | None:
        duty = Duty.CONFIDENTIAL if case.is_confidential else self.duty
        for membership in memberships:
            if membership.duty == duty and self._is_here(case, membership):
                return membership
        return None

    def _is_here(self, case: "Case", membership: Membership) -> bool:
        department = membership.department
        withheld = case.withheld_from
        if withheld is not None and department.path.startswith(withheld.path):
            return False
        if self.at is At.DESK:
            in_area = case.place_code.startswith(department.place_code)
            return in_area and is_desk(department, self.duty)
        if self.at in (At.HOLDER, At.ABOVE):
            return is_desk(department, self.duty) and self._is_platform(case, department)
        if self.at is At.NAMED:
            return bool(getattr(case, f"{self.field}_id") == membership.user_id)
        return any(
            assignment.role == self.at.value and assignment.department_id == department.pk
            for assignment in open_assignments(case)
        )

    def _is_platform(self, case: "Case", department: Department) -> bool:
        holds = case.holder_code == department.place_code
        return (
            holds
            if self.at is At.HOLDER
            else not holds and case.holder_code.startswith(department.place_code)
        )


PETITIONER = "petitioner"
SYSTEM = "system"
Who = Seat | str


def open_assignments(case: "Case") -> list[Any]:
    """Open assignments of a case, read once per instance; ``Case.moving`` forgets them."""
    cached = case.__dict__.get("_open_assignments")
    if cached is None:
        cached = list(case.assignments.filter(ended_at=None).select_related("department"))
        case.__dict__["_open_assignments"] = cached
    return cached


@dataclass(frozen=True)
class Move:
    """One allowed change. ``to=None`` keeps the state; ``starts``/``stops`` are clock rule codes."""

    name: str
    label: str
    frm: tuple[str, ...]
    to: str | None
    who: tuple[Who, ...]
    guard: Guard | None = None
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    tells: bool = False
    is_public: bool = False
    article: str = ""
    tone: str = "normal"
    bulk: bool = False
    hint: str = ""

    def seat_of(self, case: "Case", actor: Actor) -> Membership | None:
        """The membership in which a member of staff makes this move."""
        for who in self.who:
            if isinstance(who, Seat):
                membership = who.membership_for(case, actor.memberships)
                if membership is not None:
                    return membership
        return None

    def may_be_made_by(self, case: "Case", actor: Actor) -> bool:
        if actor.is_petitioner:
            return PETITIONER in self.who
        if actor.is_system:
            return SYSTEM in self.who
        return self.seat_of(case, actor) is not None

    def applies_to(self, case: "Case") -> bool:
        return case.state in self.frm

    def check(self, case: "Case", actor: Actor) -> Verdict:
        if not self.applies_to(case):
            return Denied(
                f"事项现为“{state_label(case)}”，不能{self.label}。可能已有人先行处理，请刷新页面。"
            )
        if not self.may_be_made_by(case, actor):
            return Denied(f"您的职责不能{self.label}。")
        return self.guard(case, actor) if self.guard else True

    def require(self, case: "Case", actor: Actor) -> None:
        verdict = self.check(case, actor)
        if not verdict:
            raise MoveRefused(verdict.sentence if isinstance(verdict, Denied) else f"现在不能{self.label}。")


def state_label(case: "Case") -> str:
    from . import kinds

    return str(kinds.get(case.kind).states(case.state).label)


@dataclass(frozen=True)
class MoveTable:
    """The moves of one kind, in the order in which buttons are shown."""

    moves: tuple[Move, ...]
    final: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        names = [move.name for move in self.moves]
        if len(names) != len(set(names)):
            raise ValueError("two moves share a name")

    def __iter__(self) -> Iterator[Move]:
        return iter(self.moves)

    def __getitem__(self, name: str) -> Move:
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(name)

    def available(self, case: "Case", actor: Actor) -> list[Move]:
        """Exactly the moves that the actor may make now."""
        return [move for move in self.moves if move.check(case, actor)]
