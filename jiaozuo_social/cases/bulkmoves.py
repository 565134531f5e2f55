"""One move for many cases: each row in its own transaction, in the order of their keys."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from constance import config

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import duties_of

from . import kinds
from .forms.base import MoveForm
from .models import Case
from .moves import Actor, Move, MoveRefused, Seat
from .verbs import perform


@dataclass(frozen=True)
class BulkMove:
    kind: kinds.Kind
    move: Move
    is_ambiguous: bool = False

    @property
    def label(self) -> str:
        """Two kinds may have moves of one name; then the kind is named too."""
        return f"{self.move.label}（{self.kind.label}）" if self.is_ambiguous else self.move.label


@dataclass(frozen=True)
class Result:
    """What became of one row."""

    case: Case
    is_done: bool
    sentence: str


def offered_to(user: AnyUser) -> list[BulkMove]:
    """Moves for many that somebody with the user's duties may make somewhere."""
    duties = duties_of(user)
    offered = [
        (kind, move)
        for kind in kinds.all_kinds()
        for move in kind.moves
        if move.bulk and _is_among(kind, move, duties)
    ]
    times = Counter(move.label for _, move in offered)
    return [BulkMove(kind, move, is_ambiguous=times[move.label] > 1) for kind, move in offered]


def _is_among(kind: kinds.Kind, move: Move, duties: set[str]) -> bool:
    seats = {str(who.duty) for who in move.who if isinstance(who, Seat)}
    if seats and kind.has_confidential:
        seats.add(Duty.CONFIDENTIAL)
    return bool(duties & seats)


def chosen(user: AnyUser, pks: Iterable[str]) -> list[Case]:
    """The chosen cases that the user may see, by key; what is not theirs is as if it were not there."""
    wanted = sorted({int(pk) for pk in pks if pk.isdecimal() and len(pk) < 19})
    rows = Case.objects.visible_to(user).filter(pk__in=wanted[: config.BULK_MAX_CASES])
    return list(rows.select_related("department").order_by("pk"))


def perform_all(rows: Iterable[Case], form: MoveForm, *, by: Actor) -> list[Result]:
    return [_perform_one(row, form, by=by) for row in rows]


def _perform_one(row: Case, form: MoveForm, *, by: Actor) -> Result:
    if row.kind != form.kind.code:
        return Result(row, False, f"不是{form.kind.label}，未办理。")
    case = kinds.in_full(row)
    blocking = [finding.sentence for finding in form.examine(case) if finding.blocks]
    if blocking:
        return Result(case, False, "".join(blocking))
    try:
        perform(case, form.move.name, by=by, **form.verb_data(case))
    except MoveRefused as refusal:
        return Result(case, False, str(refusal))
    return Result(case, True, "已办理")
