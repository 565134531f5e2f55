"""Verbs that every kind of case shares. A verb makes one move and everything that belongs to it."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q
from django.utils import timezone

from . import clocks, kinds, notices
from .models.rating import Rating
from .models.supervision import Supervision
from .moves import Actor, Move, MoveRefused

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case

F = TypeVar("F", bound=Callable[..., Any])


def verb(method: F) -> F:
    """Mark a method as the way to make the move of the same name."""
    method.is_verb = True  # type: ignore[attr-defined]
    return method


def perform(case: "Case", name: str, *, by: Actor, note: str = "", **data: Any) -> Any:
    """Make a move by its name: through its verb if it has one, else by state and note alone."""
    method: Any = getattr(type(case), name, None)
    if getattr(method, "is_verb", False):
        return method(case, by=by, note=note, **data)
    if data:
        raise TypeError(f"move {name} has no verb that takes {sorted(data)}")
    with case.moving(move_of(case, name), by=by, note=note):
        return None


def move_of(case: "Case", name: str) -> Move:
    return kinds.get(case.kind or case.KIND).moves[name]


class CaseVerbs:
    """Mixin for the kinds' models; ``self`` is a Case."""

    @verb
    def supplement(self: Any, *, by: Actor, note: str, attach: Callable[[Any], None] | None = None) -> None:
        """Add facts to a running case; the people who work on it are told."""
        with self.moving(move_of(self, "supplement"), by=by, note=note):
            if attach is not None:
                attach(self)
            notices.tell_workers(self, "supplement", f"{self.number} 信访人补充了材料")

    @verb
    def urge(self: Any, *, by: Actor, note: str) -> None:
        """催办: ask the departments that work on the case to hurry."""
        with self.moving(move_of(self, "urge"), by=by, note=note):
            notices.tell_workers(
                self, f"urge:{timezone.now():%Y%m%d%H%M}", f"催办：{self.number} {note}"[:200]
            )

    @verb
    def supervise(
        self: Any,
        *,
        by: Actor,
        note: str,
        due_on: dt.date | None = None,
        trigger: str = Supervision.Trigger.HAND,
        clock: Any = None,
        tell: bool = True,
    ) -> Supervision | None:
        """督办 (信访工作条例 art. 40), by hand or by rule; a rule supervises a cause once only.

        ``tell=False`` where the ladder of a clock tells the people itself.
        """
        with self.moving(move_of(self, "supervise"), by=by, note=note, trigger=str(trigger)):
            same_cause = Q(closed_at=None) if trigger != Supervision.Trigger.OVERDUE else Q(pk=None)
            if clock is not None:
                same_cause |= Q(clock=clock)
            existing = self.supervisions.filter(same_cause, trigger=trigger)
            if trigger != Supervision.Trigger.HAND and existing.exists():
                raise MoveRefused("该事项已因同一缘由督办。")
            self.is_supervised = True
            supervision = Supervision.objects.create(
                case_id=self.pk, clock=clock, trigger=trigger, reason=note, department=self.department,
                issued_by=by.user, due_on=due_on,
            )  # fmt: skip
            if tell:
                notices.tell_workers(self, f"supervise:{supervision.pk}", f"督办：{self.number} {note}"[:200])
        return supervision

    @verb
    def answer_supervision(self: Any, *, by: Actor, note: str) -> None:
        """The supervised unit answers in writing (art. 40)."""
        with self.moving(move_of(self, "answer_supervision"), by=by, note=note):
            self.supervisions.filter(closed_at=None, replied_at=None).update(
                reply=note, replied_by=by.user, replied_at=timezone.now()
            )

    @verb
    def lift_supervision(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(move_of(self, "lift_supervision"), by=by, note=note):
            self.is_supervised = False
            self.supervisions.filter(closed_at=None).update(closed_at=timezone.now())

    def record_ratings(
        self: Any, scores: "dict[str, tuple[str, Department | None]]", comment: str, **how: Any
    ) -> None:
        """Write the ratings of one move; each object is rated once (unique in the database). ``how`` tells
        of a rating that was given by phone."""
        for about, (level, department) in scores.items():
            if level:
                Rating.objects.create(
                    case_id=self.pk, about=about, level=level, department=department, comment=comment, **how
                )

    def stop_window(self: Any, code: str) -> None:
        clocks.stop(self, code)
