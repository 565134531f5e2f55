"""Verbs of the petition office: register, route, refuse, merge (rules §1.5, art. 22)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiaozuo_social.cases import assignments, clocks, documents
from jiaozuo_social.cases.models import CaseLink, Document
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import urgency
from ..choices import GuideTarget, Handling, Purpose
from ..moves import MOVES

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

REGISTERED_FIELDS = (
    "title", "purpose", "category", "place_code", "place_detail", "is_joint", "people_count", "visitors",
    "visit_level", "is_urgent", "route",
)  # fmt: skip


class DeskVerbs:
    def _set_registered(self: Any, data: dict[str, Any]) -> None:
        unknown = set(data) - {*REGISTERED_FIELDS, "accused", "accused_name"}
        if unknown:
            raise TypeError(f"not a field of registration: {sorted(unknown)}")
        if data.get("accused") is not None:
            self.withheld_from = data["accused"]
        for name in (*REGISTERED_FIELDS, "accused_name"):
            if name in data:
                setattr(self, name, data[name])
        if self.purpose == Purpose.ACCUSATION:
            if self.withheld_from is None and not self.accused_name:
                raise MoveRefused("检举控告须登记被反映单位。")
            self.is_confidential = True

    @verb
    def register(self: Any, *, by: Actor, repeat_of: Any = None, note: str = "", **data: Any) -> None:
        """Register: purpose, content, area, first or repeated; 重大紧急 starts the report clock (art. 25)."""
        with self.moving(MOVES["register"], by=by, note=note):
            self._set_registered(data)
            self.registered_at, self.registered_by = timezone.now(), by.user
            if repeat_of is not None:
                if repeat_of.pk == self.pk:
                    raise MoveRefused("不能把事项关联为自身的重复件。")
                self.repeat_of_id = repeat_of.repeat_of_id or repeat_of.pk
                self.is_repeat = True
            if self.is_urgent:
                self._raise_alarm()

    def _raise_alarm(self: Any) -> None:
        clocks.start(self, "P12")
        urgency.tell_desk(self)

    @verb
    def take_directly(self: Any, *, by: Actor, lead: "Department", note: str = "", **data: Any) -> None:
        """A matter filed with the unit itself: it owes the written notice of art. 23 from receipt (P2)."""
        with self.moving(MOVES["take_directly"], by=by, note=note, lead=lead.name):
            self._set_registered(data)
            assignments.assign_units(self, lead=lead, co=(), by=by, instruction=note)
            self.registered_at = self.dispatched_at = timezone.now()
            if self.is_urgent:
                self._raise_alarm()

    @verb
    def correct(self: Any, *, by: Actor, note: str = "", **data: Any) -> None:
        """Correct what was registered; the entry keeps the reason."""
        with self.moving(MOVES["correct"], by=by, note=note):
            was_urgent = self.is_urgent
            self._set_registered(data)
            if self.is_urgent and not was_urgent:
                self._raise_alarm()

    @verb
    def dispatch(
        self: Any,
        *,
        by: Actor,
        lead: "Department",
        co: "Iterable[Department]" = (),
        handling_way: str = Handling.FORWARD,
        feedback_due_on: dt.date | None = None,
        note: str = "",
    ) -> None:
        """转送 or 交办 to a lead and co-departments; 交办 must name a feedback date (art. 22)."""
        if handling_way == Handling.DISPATCH and feedback_due_on is None:
            raise MoveRefused("交办须指定反馈日期（条例第22条）。")
        others = list(co)
        facts = {"lead": lead.name, "co": [department.name for department in others]}
        with self.moving(MOVES["dispatch"], by=by, note=note, **facts):
            assignments.assign_units(
                self, lead=lead, co=others, by=by, instruction=note, feedback_due_on=feedback_due_on
            )
            self.handling_way, self.dispatched_at = handling_way, timezone.now()
            self.proposed_end = ""
            if feedback_due_on is not None:
                until = timezone.make_aware(dt.datetime.combine(feedback_due_on, dt.time(23, 59, 59)))
                clocks.start(self, "P11", department=lead, until=until)

    @verb
    def dispatch_simple(self: Any, *, by: Actor, lead: "Department", note: str = "") -> None:
        """简易办理: straight into handling (信访事项简易办理办法, R)."""
        with self.moving(MOVES["dispatch_simple"], by=by, note=note, lead=lead.name):
            assignments.assign_units(self, lead=lead, co=(), by=by, instruction=note)
            self.is_simple, self.dispatched_at, self.accepted_at = True, timezone.now(), timezone.now()
            clocks.start(self, "S1", started_at=self.received_at)  # met or missed: the move stops it at once

    @verb
    def guide(self: Any, *, by: Actor, guide_target: str, body: str, route: str = "", note: str = "") -> None:
        """Lead a matter that is not ours to the lawful route, with a written notice (art. 22, 31)."""
        from ..services import suggestion_from

        with self.moving(MOVES["guide"], by=by, note=note, target=guide_target, public_note=body):
            self._check_guide(guide_target)
            self.guide_target, self.route = guide_target, route or self.route
            if guide_target == GuideTarget.SUGGESTION:
                suggestion_from(self, by=by)
            documents.issue(
                self, Document.Kind.GUIDED, by=by, body=body, basis="《信访工作条例》第二十二条、第三十一条"
            )

    def _check_guide(self: Any, guide_target: str) -> None:
        if self.purpose == Purpose.ACCUSATION and guide_target not in (
            GuideTarget.DISCIPLINE,
            GuideTarget.POLITICAL_LEGAL,
        ):
            raise MoveRefused("检举控告只能按管理权限转纪检监察或政法机关（条例第22条）。")

    @verb
    def reject(
        self: Any, *, by: Actor, refusal_reason: str, body: str, basis: str = "", note: str = ""
    ) -> None:
        """不予受理 or 不再受理, by coded reason and written notice."""
        with self.moving(MOVES["reject"], by=by, note=note, reason=refusal_reason, public_note=body):
            self.refusal_reason = refusal_reason
            documents.issue(
                self, Document.Kind.REJECTED, by=by, body=body, basis=basis or "《信访工作条例》第二十二条"
            )

    @verb
    def mark_urgent(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["mark_urgent"], by=by, note=note):
            self.is_urgent = True
            self._raise_alarm()

    @verb
    def merge(self: Any, *, by: Actor, first: Any, note: str = "") -> None:
        """并案: join a petition in work. Own receipt, own answer; the clock of the first binds both."""
        with self.moving(MOVES["merge"], by=by, note=note, first=first.number):
            # Locked, so that an answer signed at this moment is either seen here or sees us.
            first = type(self).objects.select_for_update().get(pk=first.pk)
            if first.pk == self.pk or first.state not in ("dispatched", "accepted", "handling"):
                raise MoveRefused("只能并入正在办理的另一件信访事项。")
            if first.is_confidential != self.is_confidential:
                raise MoveRefused("保密事项不能与普通事项并案。")
            self.repeat_of_id = first.repeat_of_id or first.pk
            self.department, self.handler = first.department, first.handler
            CaseLink.objects.create(
                source_id=self.pk, target_id=first.pk, relation=CaseLink.Relation.MERGED, created_by=by.user
            )
            clocks.start(
                self, "P5", department=first.department, started_at=first.accepted_at or timezone.now()
            )
