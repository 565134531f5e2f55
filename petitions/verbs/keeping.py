"""Keep the personal data of a confidential matter beyond the retention time, for a lawsuit or an audit."""

from typing import Any

from django.utils import timezone

from jiaozuo_social.cases.models import Hold
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.verbs import verb

from ..moves import MOVES


class KeepingVerbs:
    @verb
    def hold(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["hold"], by=by, note=note):
            Hold.objects.create(case_id=self.pk, reason=note, held_by=by.user)

    @verb
    def lift_hold(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["lift_hold"], by=by, note=note):
            self.holds.filter(lifted_at=None).update(lifted_at=timezone.now())
