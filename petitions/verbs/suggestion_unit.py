"""Verbs of the unit that studies a suggestion: return, study, extend, answer (rules §3)."""

import datetime as dt
from typing import Any

from constance import config
from django.utils import timezone

from jiaozuo_social.cases import assignments, clocks
from jiaozuo_social.cases.models import Assignment
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import suggestion_answers as answers
from ..suggestion_moves import MOVES


class SuggestionUnitVerbs:
    @verb
    def send_back(self: Any, *, by: Actor, note: str) -> None:
        """Not our remit: back to the desk with reasons; counts the ping-pong."""
        with self.moving(MOVES["send_back"], by=by, note=note):
            assignments.end(self, state=Assignment.State.RETURNED)
            self.department, self.handler = None, None
            self.return_count += 1

    @verb
    def study(self: Any, *, by: Actor, contacted_on: dt.date, note: str, handler: Any = None) -> None:
        """Begin with a talk with the contributor; ``note`` says what was learnt."""
        with self.moving(MOVES["study"], by=by, note=note, contacted_on=contacted_on):
            if contacted_on > timezone.localdate():
                raise MoveRefused("与建议人联系的日期不能晚于今天。")
            self.contacted_on, self.handler = contacted_on, handler or by.user
            Assignment.objects.filter(case_id=self.pk, role=Assignment.Role.LEAD, ended_at=None).update(
                state=Assignment.State.ACCEPTED, accepted_at=timezone.now()
            )

    @verb
    def assign_handler(self: Any, *, by: Actor, handler: Any, note: str = "") -> None:
        with self.moving(MOVES["assign_handler"], by=by, note=note, handler=handler.pk):
            self.handler = handler

    @verb
    def co_answer(self: Any, *, by: Actor, note: str) -> None:
        """The partial answer of the actor's co-department."""
        with self.moving(MOVES["co_answer"], by=by, note=note):
            mine = [membership.department_id for membership in by.memberships]
            Assignment.objects.filter(
                case_id=self.pk, role=Assignment.Role.CO, ended_at=None, department_id__in=mine
            ).filter(answered_at=None).update(
                answer=note, answered_at=timezone.now(), answered_by=by.user, state=Assignment.State.ANSWERED
            )

    @verb
    def request_extension(self: Any, *, by: Actor, days: int, note: str) -> None:
        with self.moving(MOVES["request_extension"], by=by, note=note, days=days):
            _check_days(days)
            self.extension_days, self.extension_reason = days, note

    @verb
    def approve_extension(self: Any, *, by: Actor, days: int, note: str) -> None:
        """The head approves once, at most 30 days; the contributor is told why."""
        with self.moving(MOVES["approve_extension"], by=by, note=note, days=days, public_note=note):
            _check_days(days)
            clock = clocks.running(self, "J4")
            if clock is None:
                raise MoveRefused("该建议没有正在计算的答复期限。")
            clocks.extend(clock, amount=days, reason=note, by=by.user)
            self.is_extended, self.extension_days, self.extension_reason = True, None, note

    @verb
    def decline_extension(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["decline_extension"], by=by, note=note):
            self.extension_days, self.extension_reason = None, ""

    @verb
    def submit_answer(
        self: Any, *, by: Actor, result: str = "", answer_text: str = "", note: str = ""
    ) -> None:
        """Hand a draft to the head."""
        with self.moving(MOVES["submit_answer"], by=by, note=note, result=result):
            self.result, self.answer_text = result, answer_text
            self.answer_submitted_at = timezone.now()

    @verb
    def return_answer(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["return_answer"], by=by, note=note):
            self.answer_submitted_at = None

    @verb
    def reply(self: Any, *, by: Actor, result: str = "", answer_text: str = "", note: str = "") -> None:
        """The head signs the answer: a result of the four and its reasons; merged ones get it too."""
        facts = {"result": result} if result else {}
        with self.moving(MOVES["reply"], by=by, note=note, **facts):
            self.result, self.answer_text = result or self.result, answer_text or self.answer_text
            answers.require_complete(self)
            answers.send(self, by=by)
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.ANSWERED)
            answers.send_to_all_merged(self)

    @verb
    def reply_collectively(self: Any, *, by: Actor, note: str = "") -> None:
        """集中答复: the result of the campaign is the answer to each of its suggestions."""
        with self.moving(MOVES["reply_collectively"], by=by, note=note, campaign=self.campaign_id):
            answers.fill_from_campaign(self)
            answers.send(self, by=by)
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.ANSWERED)
            answers.send_to_all_merged(self)


def _check_days(days: int) -> None:
    if not 1 <= days <= config.SUGGESTION_EXTENSION_MAX_DAYS:
        raise MoveRefused(f"延期不得超过{config.SUGGESTION_EXTENSION_MAX_DAYS}日。")
