"""What becomes of an answered suggestion: use, evaluation, publication, prize (rules §3)."""

import datetime as dt
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases import clocks
from jiaozuo_social.cases.models import Rating
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from ..suggestion_moves import MOVES


class SuggestionResultVerbs:
    @verb
    def transform(self: Any, *, by: Actor, use_type: str, use_due_on: dt.date, note: str) -> None:
        """Promise a use (one of seven) by a date; ``note`` is the plan, the contributor reads it."""
        facts = {"use_type": use_type, "use_due_on": use_due_on}
        with self.moving(MOVES["transform"], by=by, note=note, public_note=note, **facts):
            if not use_type:
                raise MoveRefused("请选择转化用途。")
            if use_due_on < timezone.localdate():
                raise MoveRefused("计划落实日期不能早于今天。")
            self.use_type, self.use_due_on = use_type, use_due_on
            until = timezone.make_aware(dt.datetime.combine(use_due_on, dt.time(23, 59, 59)))
            clocks.start(self, "J5", department=self.department, until=until)

    @verb
    def report_progress(self: Any, *, by: Actor, note: str) -> None:
        """The contributor reads the progress on the status page."""
        with self.moving(MOVES["report_progress"], by=by, note=note, public_note=note):
            self.updated_at = timezone.now()

    @verb
    def implement(self: Any, *, by: Actor, use_proof: str, note: str = "") -> None:
        """Done, with proof; opens the right to evaluate for who has not used it."""
        with self.moving(MOVES["implement"], by=by, note=note, public_note=use_proof):
            if not use_proof.strip():
                raise MoveRefused("请填写落实的成果和证明。")
            self.use_proof, self.implemented_at = use_proof, timezone.now()
            if not Rating.objects.filter(case_id=self.pk).exists():
                clocks.start(self, "J6")

    @verb
    def rate(self: Any, *, by: Actor, level: str, note: str = "") -> None:
        """The contributor's evaluation, once."""
        with self.moving(MOVES["rate"], by=by, level=level):
            if level not in Rating.Level.values:
                raise MoveRefused("请选择评价。")
            self.record_ratings({Rating.About.UNIT: (level, self.department)}, note)

    @verb
    def publish(self: Any, *, by: Actor, public_text: str, note: str = "") -> None:
        """Show it to the public in words that the desk has checked for personal data."""
        with self.moving(MOVES["publish"], by=by, note=note):
            if not public_text.strip():
                raise MoveRefused("请填写公开内容。")
            self.public_text = public_text
            self.published_at = self.published_at or timezone.now()

    @verb
    def unpublish(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["unpublish"], by=by, note=note):
            self.published_at = None

    @verb
    def nominate(self: Any, *, by: Actor, award_year: int, note: str = "") -> None:
        """Enter it in the round of a year."""
        with self.moving(MOVES["nominate"], by=by, note=note, year=award_year):
            implemented = timezone.localtime(self.implemented_at).year
            if not implemented <= award_year <= timezone.localdate().year:
                raise MoveRefused(f"评奖年度应在{implemented}年至今年之间。")
            self.award_year = award_year

    @verb
    def record_award(self: Any, *, by: Actor, grade: str, panel: str, note: str = "") -> None:
        """The panel's decision with its votes (``panel``), recorded by the desk."""
        with self.moving(MOVES["record_award"], by=by, note=note, grade=grade, panel=panel):
            if not panel.strip():
                raise MoveRefused("请登记评审组成员的表决情况。")
            self.award = grade

    @verb
    def pass_over(self: Any, *, by: Actor, panel: str, note: str = "") -> None:
        with self.moving(MOVES["pass_over"], by=by, note=note, panel=panel):
            if not panel.strip():
                raise MoveRefused("请登记评审组成员的表决情况。")
