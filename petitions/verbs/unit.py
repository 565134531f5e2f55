"""Verbs of the unit in charge: accept, handle, extend, answer (rules §1.5, art. 23–34)."""

import datetime as dt
from typing import Any

from constance import config
from django.utils import timezone

from jiaozuo_social.cases import assignments, clocks, documents
from jiaozuo_social.cases.models import Assignment, CaseLink, Document
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import answers
from ..choices import Decision, GuideTarget, Purpose, Route
from ..moves import MOVES

FALLBACK_ACCEPT = "您反映的事项已决定受理，将在规定期限内作出答复。"


class UnitVerbs:
    @verb
    def accept(self: Any, *, by: Actor, route: str, body: str = "", note: str = "") -> None:
        """受理 in writing; the 60 days of art. 34 run for route ⑥, the same by our design otherwise."""
        with self.moving(MOVES["accept"], by=by, note=note, route=route):
            self.accepted_at, self.route, self.proposed_end = timezone.now(), route, ""
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.ACCEPTED)
            Assignment.objects.filter(case_id=self.pk, role="lead", ended_at=None).update(
                accepted_at=timezone.now()
            )
            by_law = self.purpose == Purpose.DEMAND and route == Route.PETITION
            clocks.start(self, "P5" if by_law else "P5D", department=self.department)
            documents.issue(
                self, Document.Kind.ACCEPTED, by=by, body=body or FALLBACK_ACCEPT,
                basis="《信访工作条例》第二十三条", department=self.department,
            )  # fmt: skip

    @verb
    def propose_end(
        self: Any, *, by: Actor, end: str, note: str, refusal_reason: str = "", guide_target: str = ""
    ) -> None:
        """The unit proposes 不予受理 or another route; the petition office confirms."""
        with self.moving(MOVES["propose_end"], by=by, note=note, end=end):
            self.proposed_end = end
            self.refusal_reason, self.guide_target = refusal_reason, guide_target

    @verb
    def confirm_rejection(self: Any, *, by: Actor, body: str, note: str = "") -> None:
        with self.moving(MOVES["confirm_rejection"], by=by, note=note, public_note=body):
            self.guide_target = ""
            assignments.end(self)
            documents.issue(
                self, Document.Kind.REJECTED, by=by, body=body, basis="《信访工作条例》第二十三条",
                department=self.department,
            )  # fmt: skip

    @verb
    def confirm_guidance(self: Any, *, by: Actor, body: str, note: str = "") -> None:
        from ..services import suggestion_from

        with self.moving(MOVES["confirm_guidance"], by=by, note=note, public_note=body):
            self.refusal_reason = ""
            if self.guide_target == GuideTarget.SUGGESTION:
                suggestion_from(self, by=by)
            assignments.end(self)
            documents.issue(
                self, Document.Kind.GUIDED, by=by, body=body, basis="《信访工作条例》第二十三条、第三十一条",
                department=self.department,
            )  # fmt: skip

    @verb
    def decline_proposal(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["decline_proposal"], by=by, note=note):
            self.proposed_end = self.refusal_reason = self.guide_target = ""

    @verb
    def start_handling(self: Any, *, by: Actor, handler: Any, no_interest: bool, note: str = "") -> None:
        """Name the handler, who must declare to have no interest in the matter (回避, art. 28)."""
        with self.moving(
            MOVES["start_handling"], by=by, note=note, handler=handler.pk, no_interest=no_interest
        ):
            self._set_handler(handler, no_interest)

    @verb
    def assign_handler(self: Any, *, by: Actor, handler: Any, no_interest: bool, note: str = "") -> None:
        with self.moving(
            MOVES["assign_handler"], by=by, note=note, handler=handler.pk, no_interest=no_interest
        ):
            self._set_handler(handler, no_interest)

    def _set_handler(self: Any, handler: Any, no_interest: bool) -> None:
        if not no_interest:
            raise MoveRefused("有直接利害关系的工作人员应当回避（条例第28条），请另行指定经办人。")
        mine = {party.phone_digest for party in self.parties.all() if party.phone_digest}
        if handler.phone_digest and handler.phone_digest in mine:
            raise MoveRefused("该工作人员是本事项当事人，应当回避（条例第28条）。")
        self.handler = handler

    @verb
    def to_ordinary(self: Any, *, by: Actor, note: str) -> None:
        """Unsuitable for 简易办理: the ordinary limit counts from the first acceptance."""
        with self.moving(MOVES["to_ordinary"], by=by, note=note):
            self.is_simple = False
            by_law = self.purpose == Purpose.DEMAND and self.route == Route.PETITION
            clocks.start(
                self, "P5" if by_law else "P5D", department=self.department, started_at=self.accepted_at
            )

    @verb
    def open_grid_case(
        self: Any, *, by: Actor, event: Any, urgency: str, place_code: str, body: str, note: str = ""
    ) -> Any:
        """Hands are needed on the spot: a grid case of its own, linked to this petition."""
        from ..grid_link import grid_case_from

        with self.moving(MOVES["open_grid_case"], by=by, note=note, event=event.code):
            return grid_case_from(self, by=by, event=event, urgency=urgency, place_code=place_code, body=body)

    @verb
    def co_answer(self: Any, *, by: Actor, note: str) -> None:
        """The partial answer of the actor's co-department."""
        with self.moving(MOVES["co_answer"], by=by, note=note):
            mine = [membership.department_id for membership in by.memberships]
            waiting = Assignment.objects.filter(
                case_id=self.pk, role="co", ended_at=None, department_id__in=mine, answered_at=None
            )
            waiting.update(
                answer=note, answered_at=timezone.now(), answered_by=by.user, state=Assignment.State.ANSWERED
            )

    @verb
    def request_extension(self: Any, *, by: Actor, days: int, note: str) -> None:
        with self.moving(MOVES["request_extension"], by=by, note=note, days=days):
            self._check_days(days)
            self.extension_days, self.extension_reason = days, note

    @verb
    def approve_extension(self: Any, *, by: Actor, days: int, note: str) -> None:
        """本机关负责人 approves, once, at most 30 days; the petitioner is told why (art. 34)."""
        with self.moving(MOVES["approve_extension"], by=by, note=note, days=days, public_note=note):
            self._check_days(days)
            clock = clocks.running(self, "P5") or clocks.running(self, "P5D")
            if clock is None:
                raise MoveRefused("该事项没有正在计算的办理期限。")
            clocks.extend(clock, amount=days, reason=note, by=by.user)
            self.is_extended, self.extension_days, self.extension_reason = True, None, note
            until = timezone.localtime(clock.due_at)
            documents.issue(
                self, Document.Kind.EXTENDED, by=by, department=self.department,
                body=f"因{note}，本事项办理期限延长至{until:%Y年%m月%d日}。",
                basis="《信访工作条例》第三十四条",
            )  # fmt: skip

    @verb
    def decline_extension(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["decline_extension"], by=by, note=note):
            self.extension_days, self.extension_reason = None, ""

    def _check_days(self: Any, days: int) -> None:
        if not 1 <= days <= config.REPLY_EXTENSION_MAX_DAYS:
            raise MoveRefused(f"延期不得超过{config.REPLY_EXTENSION_MAX_DAYS}日（条例第34条）。")

    @verb
    def submit_answer(self: Any, *, by: Actor, note: str = "", **answer: Any) -> None:
        """Hand a draft with the four elements of art. 32 to the unit's head."""
        with self.moving(MOVES["submit_answer"], by=by, note=note):
            answers.write(self, answer)
            self.answer_submitted_at = timezone.now()

    @verb
    def return_answer(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["return_answer"], by=by, note=note):
            self.answer_submitted_at = None

    @verb
    def mediate(self: Any, *, by: Actor, body: str, signed_on: dt.date, note: str = "") -> None:
        """调解/和解 with a signed agreement (art. 33)."""
        with self.moving(MOVES["mediate"], by=by, note=note, signed_on=signed_on):
            self.replied_at, self.delivered_on = timezone.now(), signed_on
            documents.issue(
                self, Document.Kind.MEDIATION, by=by, body=body, basis="《信访工作条例》第三十三条",
                department=self.department, delivered_on=signed_on,
            )  # fmt: skip
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.ANSWERED)
            answers.open_rating(self, timezone.now())

    @verb
    def reply(
        self: Any, *, by: Actor, delivered_on: dt.date, delivery: str = "", note: str = "", **answer: Any
    ) -> None:
        """Sign the 处理意见书 (art. 32); the windows to rate and to ask for 复查 run from delivery."""
        with self.moving(MOVES["reply"], by=by, note=note):
            answers.write(self, answer)
            answers.require_complete(self)
            answers.send(self, by=by, delivered_on=delivered_on, delivery=delivery)
            if self.decision == Decision.SUPPORT:
                clocks.start(self, "E1", department=self.department)
            for link in CaseLink.objects.filter(target_id=self.pk, relation="merged").select_related(
                "source"
            ):
                answers.send_to_merged(
                    link.source_id, first=self, delivered_on=delivered_on, delivery=delivery
                )

    @verb
    def confirm_done(self: Any, *, by: Actor, note: str) -> None:
        """What was promised is done; stops the clock of the unfulfilled promise (rules §1.2 D)."""
        with self.moving(MOVES["confirm_done"], by=by, note=note, public_note=note):
            self.outcome = self.outcome or "solved"
