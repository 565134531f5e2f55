"""Verbs of checking, closing and rating (rules §5.4)."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases import assignments
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb
from jiaozuo_social.outbox import services as outbox

from .. import photos as pictures
from ..moves import MOVES
from ..photos import Upload


class CheckVerbs:
    @verb
    def assign_check(self: Any, *, by: Actor, checker: Any, note: str = "") -> None:
        with self.moving(MOVES["assign_check"], by=by, note=note, checker=checker.pk):
            self._set_checker(checker)

    @verb
    def reassign_check(self: Any, *, by: Actor, checker: Any, note: str = "") -> None:
        with self.moving(MOVES["reassign_check"], by=by, note=note, checker=checker.pk):
            self._set_checker(checker)

    def _set_checker(self: Any, checker: Any) -> None:
        if checker.pk == self.handler_id:
            raise MoveRefused("核查员不能是处置人。")
        self.checker, self.checked_at = checker, None
        outbox.notify(
            user=checker, kind="grid.check", subject=f"请核查：{self.number} {self.title}"[:200],
            link=f"/cases/{self.pk}/", dedupe_key=f"grid:{self.pk}:check:{timezone.now():%Y%m%d%H%M%S%f}",
        )  # fmt: skip

    @verb
    def close(
        self: Any, *, by: Actor, note: str = "", photos: Iterable[Upload] = (), closes_children: bool = True
    ) -> None:
        """结案; the answer of a parent case can close its children."""
        from ..grouping import close_children, release_children

        with self.moving(MOVES["close"], by=by, note=note, public_note=self.result_text):
            pictures.add(self, photos, Attachment.Stage.CHECK, by=by)
            self.checked_at = timezone.now()
            assignments.end(self)
            if self.is_parent:
                (close_children if closes_children else release_children)(self)

    @verb
    def rework(self: Any, *, by: Actor, note: str, photos: Iterable[Upload] = ()) -> None:
        with self.moving(MOVES["rework"], by=by, note=note):
            pictures.add(self, photos, Attachment.Stage.CHECK, by=by)
            self.checked_at = timezone.now()
            self.rework_count += 1

    @verb
    def close_with_parent(self: Any, *, by: Actor, note: str) -> None:
        """The answer to the 类问题 answers this case too."""
        with self.moving(MOVES["close_with_parent"], by=by, note=note, public_note=note):
            self.result_text = note
            self.suspension_stage = self.extension_stage = ""
            assignments.end(self)

    @verb
    def rate(self: Any, *, by: Actor, level: str, note: str = "") -> None:
        """The reporter's satisfaction with the result."""
        with self.moving(MOVES["rate"], by=by, note=note):
            self.record_ratings({"unit": (level, self.department)}, note)
            self.stop_window("G10")
