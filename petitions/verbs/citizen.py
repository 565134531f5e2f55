"""What the petitioner can do with the receipt: withdraw and rate (art. 21, rules §1.4)."""

import datetime as dt
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases import assignments
from jiaozuo_social.cases.models import Assignment, Rating, Supervision
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from ..moves import MOVES

# The lead stays on the case after its end: a promise to act (E1) and a 督办 are still its to answer.
BESIDE_THE_LEAD = (Assignment.Role.CO, Assignment.Role.REVIEW, Assignment.Role.RECHECK)


class CitizenVerbs:
    @verb
    def withdraw(self: Any, *, by: Actor, note: str) -> None:
        """Withdrawn with a reason; the file is kept."""
        with self.moving(MOVES["withdraw"], by=by, note=note):
            assignments.end(self)

    @verb
    def rate(self: Any, *, by: Actor, bureau: str, unit: str, note: str = "") -> None:
        """Rate 信访部门 and 责任单位 apart, once; 不满意 is supervised by rule (rules §1.2 D)."""
        with self.moving(MOVES["rate"], by=by, bureau=bureau, unit=unit):
            self._rate(bureau, unit, note)

    @verb
    def rate_by_phone(
        self: Any,
        *,
        by: Actor,
        bureau: str,
        unit: str,
        called_on: dt.date,
        word_of: str,
        note: str = "",
    ) -> None:
        """The same, told to the desk on the phone: it answers for what it writes down."""
        facts = {"bureau": bureau, "unit": unit, "called_on": called_on, "word_of": word_of}
        with self.moving(MOVES["rate_by_phone"], by=by, **facts):
            if not self.delivered_on <= called_on <= timezone.localdate():
                raise MoveRefused("回访日期应在答复送达以后，且不晚于今天。")
            self._rate(
                bureau,
                unit,
                note,
                via=Rating.Via.PHONE,
                recorded_by=by.user,
                called_on=called_on,
                word_of=word_of,
            )

    def _rate(self: Any, bureau: str, unit: str, comment: str, **how: Any) -> None:
        scores = {Rating.About.BUREAU: (bureau, None), Rating.About.UNIT: (unit, self.department)}
        self.record_ratings(scores, comment, **how)
        if Rating.Level.DISSATISFIED in (bureau, unit):
            self.is_supervised = True
            Supervision.objects.get_or_create(
                case_id=self.pk,
                trigger=Supervision.Trigger.DISSATISFIED,
                closed_at=None,
                defaults={"reason": "信访人评价不满意", "department": self.department},
            )

    @verb
    def settle(self: Any, *, by: Actor, note: str) -> None:
        """息诉息访 in writing ends the case before the windows lapse."""
        with self.moving(MOVES["settle"], by=by, note=note):
            self.settled_on = timezone.localdate()
            assignments.end(self, *BESIDE_THE_LEAD)
