"""The unit in charge talks, or tries to talk, to the petitioner before it answers."""

import datetime as dt
from typing import Any

from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import contacts
from ..moves import MOVES


class ContactVerbs:
    @verb
    def contact(
        self: Any, *, by: Actor, contacted_at: dt.datetime, means: str, reached: bool, note: str = ""
    ) -> None:
        """One contact and whether it reached the petitioner; no change of state, nothing for the petitioner."""
        from ..models import Contact

        facts = {"contacted_at": contacted_at, "means": means, "reached": reached}
        with self.moving(MOVES["contact"], by=by, note=note, **facts):
            if found := contacts.problem(self, contacted_at):
                raise MoveRefused(found)
            if means not in Contact.Means.values:
                raise MoveRefused("请选择联系方式。")
            Contact.objects.create(
                case_id=self.pk, contacted_at=contacted_at, means=means, is_reached=reached,
                department=self.department, made_by=by.user,
            )  # fmt: skip
