"""Verbs of dispatch and handling (rules §5.4)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jiaozuo_social.cases import assignments
from jiaozuo_social.cases.models import Assignment, Attachment
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import checking, limits
from .. import photos as pictures
from ..choices import Stage
from ..moves import MOVES
from ..photos import Upload

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

Role, AssignmentState = Assignment.Role, Assignment.State


class WorkVerbs:
    @verb
    def dispatch(
        self: Any, *, by: Actor, lead: "Department", co: "Iterable[Department]" = (), note: str = ""
    ) -> None:
        """派遣 to a lead and co-departments; the limit comes from event and urgency (rules §5.3)."""
        others = list(co)
        facts = {"lead": lead.name, "co": [department.name for department in others]}
        with self.moving(MOVES["dispatch"], by=by, note=note, **facts):
            limit = limits.limit_for(self.category, self.urgency, Stage.HANDLE)
            if limit is None:
                raise MoveRefused("没有适用的处置期限，请系统管理员在“事项时限”中设置。")
            self.limit_amount, self.limit_unit = limit[0], limit[1].value
            assignments.assign_units(self, lead=lead, co=others, by=by, instruction=note)
            self.dispatched_at = timezone.now()
            self.first_dispatched_at = self.first_dispatched_at or self.dispatched_at

    @verb
    def return_case(self: Any, *, by: Actor, note: str) -> None:
        """Not our duty: back to the platform that dispatched it; twice at most."""
        with self.moving(MOVES["return_case"], by=by, note=note):
            assignments.end(self, Role.LEAD, Role.CO, state=AssignmentState.RETURNED)
            self.returns_count += 1
            self.department = self.handler = None
            self._tell_platform(f"{self.number} 被退回（第{self.returns_count}次）")

    @verb
    def sign_in(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["sign_in"], by=by, note=note):
            self.signed_in_at = timezone.now()
            self._take(by)

    @verb
    def restart(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["restart"], by=by, note=note):
            self._take(by)

    def _take(self: Any, by: Actor) -> None:
        self.handler = self.handler or by.user
        Assignment.objects.filter(case_id=self.pk, role=Role.LEAD, ended_at=None).update(
            state=AssignmentState.ACCEPTED, accepted_at=timezone.now()
        )

    @verb
    def assign_handler(self: Any, *, by: Actor, handler: Any, note: str = "") -> None:
        with self.moving(MOVES["assign_handler"], by=by, note=note, handler=handler.pk):
            self.handler = handler

    @verb
    def co_answer(self: Any, *, by: Actor, note: str) -> None:
        """The answer of the actor's co-department."""
        with self.moving(MOVES["co_answer"], by=by, note=note):
            mine = [membership.department_id for membership in by.memberships]
            Assignment.objects.filter(
                case_id=self.pk, role=Role.CO, ended_at=None, department_id__in=mine, answered_at=None
            ).update(
                answer=note, answered_at=timezone.now(), answered_by=by.user, state=AssignmentState.ANSWERED
            )

    @verb
    def feedback(self: Any, *, by: Actor, note: str, photos: Iterable[Upload] = ()) -> None:
        """What was done, with a photo of it; a checker is named at once if there is one."""
        with transaction.atomic():
            with self.moving(MOVES["feedback"], by=by, note=note, public_note=note):
                pictures.add(self, photos, Attachment.Stage.AFTER, by=by)
                pictures.require(self, Attachment.Stage.AFTER, since=self.checked_at)
                self.result_text, self.fed_back_at = note, timezone.now()
                self.handler = self.handler or by.user
                self.extension_stage = self.suspension_stage = ""
                Assignment.objects.filter(case_id=self.pk, role=Role.LEAD, ended_at=None).update(
                    state=AssignmentState.ANSWERED,
                    answer=note,
                    answered_by=by.user,
                    answered_at=timezone.now(),
                )
            checker = checking.pick(self, busy=by.user)
            if checker is not None:
                self.assign_check(by=Actor.system(), checker=checker)
