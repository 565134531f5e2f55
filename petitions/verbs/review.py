"""复查 and 复核: asked by the petitioner, decided by the next level up (art. 35, 36)."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiaozuo_social.cases import assignments, clocks, documents
from jiaozuo_social.cases.models import Assignment, Document
from jiaozuo_social.cases.moves import Actor, MoveRefused, open_assignments
from jiaozuo_social.cases.verbs import verb

from .. import publications, reviewers
from ..choices import Purpose, ReviewResult, Route
from ..moves import MOVES
from .citizen import BESIDE_THE_LEAD

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department


class ReviewVerbs:
    @verb
    def request_review(self: Any, *, by: Actor, note: str) -> None:
        """Ask the unit's superior to look again, within 30 days of the reply (art. 35)."""
        with self.moving(MOVES["request_review"], by=by, note=note):
            superior = self._superior_of(self.department)
            assignments.assign(self, superior, Assignment.Role.REVIEW, by=by, instruction=note)

    @verb
    def review(
        self: Any, *, by: Actor, review_result: str, body: str, delivered_on: dt.date, note: str = ""
    ) -> None:
        """复查意见: 维持 or 变更; the window for 复核 runs from delivery."""
        if review_result == ReviewResult.REVOKED:
            raise MoveRefused("撤销重办请使用“撤销，责令重办”。")
        with self.moving(MOVES["review"], by=by, note=note, result=review_result):
            self.review_result = review_result
            if review_result != ReviewResult.UPHELD:
                publications.end(self)
            reviewer = self._open_department(Assignment.Role.REVIEW)
            documents.issue(
                self, Document.Kind.REVIEW, by=by, body=body, basis="《信访工作条例》第三十五条",
                department=reviewer, delivered_on=delivered_on,
            )  # fmt: skip
            assignments.set_state(self, Assignment.Role.REVIEW, Assignment.State.ANSWERED)
            delivered_at = timezone.make_aware(dt.datetime.combine(delivered_on, dt.time(12)))
            clocks.start(self, "P9", started_at=delivered_at)

    @verb
    def revoke(self: Any, *, by: Actor, body: str, note: str = "") -> None:
        """撤销: the unit must handle the matter anew, with a new 60 days (R)."""
        with self.moving(MOVES["revoke"], by=by, note=note, public_note=body):
            self.review_result = ReviewResult.REVOKED
            publications.end(self)
            reviewer = self._open_department(Assignment.Role.REVIEW)
            documents.issue(
                self,
                Document.Kind.REVIEW,
                by=by,
                body=body,
                basis="《信访工作条例》第三十五条",
                department=reviewer,
            )
            assignments.end(self, Assignment.Role.REVIEW, state=Assignment.State.ANSWERED)
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.ACCEPTED)
            self.answer_submitted_at = None
            by_law = self.purpose == Purpose.DEMAND and self.route == Route.PETITION
            clocks.start(self, "P5" if by_law else "P5D", department=self.department)

    @verb
    def request_recheck(self: Any, *, by: Actor, note: str) -> None:
        """Ask the reviewer's superior for 复核 (art. 36)."""
        with self.moving(MOVES["request_recheck"], by=by, note=note):
            reviewer = self._open_department(Assignment.Role.REVIEW)
            assignments.end(self, Assignment.Role.REVIEW)
            superior = self._superior_of(reviewer)
            assignments.assign(self, superior, Assignment.Role.RECHECK, by=by, instruction=note)

    @verb
    def hold_hearing(self: Any, *, by: Actor, note: str) -> None:
        """听证: its time does not count (art. 36)."""
        with self.moving(MOVES["hold_hearing"], by=by, note=note):
            clocks.pause(self._recheck_clock())

    @verb
    def end_hearing(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["end_hearing"], by=by, note=note):
            clocks.resume(self._recheck_clock())

    @verb
    def conclude(self: Any, *, by: Actor, recheck_result: str, body: str, note: str = "") -> None:
        """复核意见 ends the matter; the same facts are not accepted again (art. 36)."""
        with self.moving(MOVES["conclude"], by=by, note=note, result=recheck_result):
            self.recheck_result = recheck_result
            if recheck_result != ReviewResult.UPHELD:
                publications.end(self)
            documents.issue(
                self, Document.Kind.RECHECK, by=by, body=body, basis="《信访工作条例》第三十六条",
                department=self._open_department(Assignment.Role.RECHECK), delivered_on=timezone.localdate(),
            )  # fmt: skip
            assignments.end(self, *BESIDE_THE_LEAD)

    def _superior_of(self: Any, decided_by: "Department") -> "Department":
        superior = reviewers.superior_of(self, decided_by)
        if superior is None:
            raise MoveRefused(f"{decided_by}没有上一级机关。")
        return superior

    def _open_department(self: Any, role: Assignment.Role) -> "Department":
        for assignment in open_assignments(self):
            if assignment.role == role:
                return assignment.department
        raise MoveRefused(f"没有{role.label}机关。")

    def _recheck_clock(self: Any) -> Any:
        clock = clocks.running(self, "P10")
        if clock is None:
            raise MoveRefused("没有正在计算的复核期限。")
        return clock
