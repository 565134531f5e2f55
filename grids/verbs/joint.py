"""吹哨报到 and 类问题: verbs in which several departments or cases come together (peers §3)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiaozuo_social.cases import assignments, clocks, notices
from jiaozuo_social.cases.models import Assignment
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb
from jiaozuo_social.orgs.models import Duty

from ..moves import MOVES

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from ..models import Call

CALLED = Assignment.Role.CALLED


class JointVerbs:
    @verb
    def whistle(self: Any, *, by: Actor, departments: "Iterable[Department]", note: str) -> None:
        """Call departments to come; their people and heads are told and each has a clock."""
        called = list(departments)
        with self.moving(MOVES["whistle"], by=by, note=note, called=[one.name for one in called]):
            waiting = set(self.calls.filter(rated_at=None).values_list("department_id", flat=True))
            for department in called:
                if department.pk in waiting:
                    raise MoveRefused(f"已向{department}吹哨，尚未评价，不能重复吹哨。")
                self._call(department, by, note)

    def _call(self: Any, department: "Department", by: Actor, note: str) -> None:
        clock = clocks.start(self, "G11", department=department)
        assignments.assign(self, department, CALLED, by=by, instruction=note)
        self.calls.create(
            department=department, called_by=by.user, reason=note, due_at=clock.due_at,
        )  # fmt: skip
        heads = notices.people_of(self, department, Duty.HEAD)
        due = timezone.localtime(clock.due_at)
        notices.tell(
            self, heads, f"whistle:{department.pk}:{timezone.now():%Y%m%d%H%M%S}",
            f"社区吹哨：{self.number}，请于{due:%m月%d日%H:%M}前到场",
        )  # fmt: skip

    @verb
    def answer_call(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["answer_call"], by=by, note=note):
            mine = [membership.department_id for membership in by.memberships]
            self.calls.filter(department__in=mine, answered_at=None, rated_at=None).update(
                answer=note[:500], answered_by=by.user, answered_at=timezone.now()
            )
            Assignment.objects.filter(
                case_id=self.pk, role=CALLED, ended_at=None, department__in=mine
            ).update(state=Assignment.State.ACCEPTED, accepted_at=timezone.now())

    @verb
    def record_arrival(
        self: Any, *, by: Actor, call: "Call", arrived_who: str, arrived_at: dt.datetime | None = None,
        note: str = "",
    ) -> None:  # fmt: skip
        """The community writes down who came and when."""
        with self.moving(MOVES["record_arrival"], by=by, note=note, department=call.department.name):
            row = self._open_call(call)
            moment = arrived_at or timezone.now()
            if not row.called_at <= moment <= timezone.now():
                raise MoveRefused("到场时间须在吹哨之后、现在之前。")
            row.arrived_at, row.arrived_who, row.arrived_by = moment, arrived_who, by.user
            row.save()
            clocks.stop(self, "G11", at=moment, department=row.department)

    @verb
    def rate_arrival(self: Any, *, by: Actor, call: "Call", score: str, note: str = "") -> None:
        """The community rates how the department answered the call; that ends it."""
        with self.moving(
            MOVES["rate_arrival"], by=by, note=note, department=call.department.name, score=score
        ):
            row = self._open_call(call)
            row.score, row.comment, row.rated_by, row.rated_at = score, note[:500], by.user, timezone.now()
            row.save()
            clocks.stop(self, "G11", department=row.department)
            Assignment.objects.filter(
                case_id=self.pk, role=CALLED, ended_at=None, department=row.department
            ).update(ended_at=timezone.now(), state=Assignment.State.ANSWERED)

    def _open_call(self: Any, call: "Call") -> "Call":
        row: Call | None = self.calls.filter(pk=call.pk, rated_at=None).select_related("department").first()
        if row is None:
            raise MoveRefused("这次吹哨已经评价。")
        return row

    @verb
    def group(self: Any, *, by: Actor, parent: Any, note: str = "") -> None:
        """Wait for the answer to the 类问题; what departments are at work on goes on and is linked."""
        name = "group" if MOVES["group"].applies_to(self) else "join_group"
        with self.moving(MOVES[name], by=by, note=note, parent=parent.number):
            self.parent = parent

    @verb
    def ungroup(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["ungroup"], by=by, note=note):
            self.parent = None
