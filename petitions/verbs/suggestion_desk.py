"""Verbs of 征集办: screen, convert, merge, keep, assign (rules §3)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jiaozuo_social.cases import assignments
from jiaozuo_social.cases.models import CaseLink
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import suggestion_answers as answers
from ..choices import ConversionTarget, Purpose
from ..states import SuggestionState as S
from ..suggestion_moves import MOVES

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

SCREENED_FIELDS = ("title", "category", "place_code")
FIRSTS = (S.SCREENED, S.ASSIGNED, S.RETURNED, S.STUDYING, S.REPLIED, S.TRANSFORMING, S.IMPLEMENTED)


class SuggestionDeskVerbs:
    @verb
    def screen(
        self: Any, *, by: Actor, is_unique: bool, is_impersonal: bool, note: str = "", **data: Any
    ) -> None:
        """Take it as a suggestion: not a duplicate, not a personal request."""
        unknown = set(data) - set(SCREENED_FIELDS)
        if unknown:
            raise TypeError(f"not a field of screening: {sorted(unknown)}")
        with self.moving(MOVES["screen"], by=by, note=note):
            if not is_unique:
                raise MoveRefused("与已有建议重复的，请使用“合并”或“留存参考”。")
            if not is_impersonal:
                raise MoveRefused("属于个人诉求的，请使用“转信访或热线”。")
            for name, value in data.items():
                setattr(self, name, value)

    @verb
    def convert(
        self: Any,
        *,
        by: Actor,
        target: str,
        screening_reason: str,
        note: str,
        purpose: str = Purpose.DEMAND,
        hotline_number: str = "",
    ) -> Any:
        """A personal request: it becomes a petition, or is handed to 12345; the contributor is told."""
        from ..services import petition_from

        facts: dict[str, Any] = {"target": target, "reason": screening_reason}
        with self.moving(MOVES["convert"], by=by, note=note, public_note=note, **facts):
            if target == ConversionTarget.HOTLINE and not hotline_number:
                raise MoveRefused("转 12345 热线须登记热线工单编号。")
            self.converted_to, self.hotline_number = target, hotline_number
            self.screening_reason = screening_reason
            if target == ConversionTarget.PETITION:
                return petition_from(self, purpose=purpose, by=by)
        return None

    @verb
    def merge(self: Any, *, by: Actor, first: Any, note: str) -> None:
        """Join the same suggestion of somebody else: own receipt, the same answer."""
        with transaction.atomic():
            with self.moving(MOVES["merge"], by=by, note=note, first=first.number):
                # Locked, so that an answer given at this moment is either seen here or sees us.
                first = type(self).objects.select_for_update().get(pk=first.pk)
                if first.pk == self.pk or first.state not in FIRSTS:
                    raise MoveRefused("只能并入已筛选通过、正在办理或已答复的另一件建议。")
                self.repeat_of_id = first.repeat_of_id or first.pk
                self.department, self.handler = first.department, first.handler
                CaseLink.objects.create(
                    source_id=self.pk,
                    target_id=first.pk,
                    relation=CaseLink.Relation.MERGED,
                    created_by=by.user,
                )
            if first.replied_at is not None:
                answers.send_to_merged(self.pk, first=first)

    @verb
    def archive(self: Any, *, by: Actor, screening_reason: str, note: str) -> None:
        """Kept for reference with a coded reason; the contributor reads why."""
        with self.moving(MOVES["archive"], by=by, note=note, public_note=note, reason=screening_reason):
            self.screening_reason = screening_reason

    @verb
    def assign(
        self: Any, *, by: Actor, lead: "Department", co: "Iterable[Department]" = (), note: str = ""
    ) -> None:
        """Give it to a lead and co-departments, for the first time or after a return."""
        others = list(co)
        facts = {"lead": lead.name, "co": [department.name for department in others]}
        with self.moving(MOVES["assign"], by=by, note=note, **facts):
            assignments.assign_units(self, lead=lead, co=others, by=by, instruction=note)

    @verb
    def note_result(self: Any, *, by: Actor, result: str, note: str = "") -> None:
        """What a campaign makes of this suggestion; its collective answer says so."""
        with self.moving(MOVES["note_result"], by=by, note=note, result=result):
            self.result = result
