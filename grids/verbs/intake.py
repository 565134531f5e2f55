"""Verbs before a case is filed: self-handled, verified, escalated, refused (rules §5.4)."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases import linking, notices
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb
from jiaozuo_social.outbox import services as outbox

from .. import photos as pictures
from .. import platforms
from ..moves import MOVES
from ..photos import Upload

Stage = Attachment.Stage
CORRECTED = ("title", "category", "urgency", "place_code", "place_detail")


class IntakeVerbs:
    @verb
    def self_handle(self: Any, *, by: Actor, note: str, photos: Iterable[Upload] = ()) -> None:
        """Done on the spot, with photos before and after."""
        with self.moving(MOVES["self_handle"], by=by, note=note, public_note=note):
            pictures.add(self, photos, Stage.AFTER, by=by)
            pictures.require(self, Stage.BEFORE)
            pictures.require(self, Stage.AFTER)
            self.is_self_handled, self.result_text, self.fed_back_at = True, note, timezone.now()

    @verb
    def confirm_self(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["confirm_self"], by=by, note=note):
            self.checked_at = timezone.now()

    @verb
    def reject_self(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["reject_self"], by=by, note=note):
            self.is_self_handled, self.result_text, self.fed_back_at = False, "", None

    @verb
    def ask_verify(self: Any, *, by: Actor, verifier: Any, note: str = "") -> None:
        """Send a 网格员 to look; the earlier finding, if any, no longer counts."""
        with self.moving(MOVES["ask_verify"], by=by, note=note, verifier=verifier.pk):
            self.verifier, self.verified_at, self.is_found = verifier, None, None
            outbox.notify(
                user=verifier, kind="grid.verify", subject=f"请现场核实：{self.number} {self.title}"[:200],
                link=f"/cases/{self.pk}/", dedupe_key=f"grid:{self.pk}:verify:{timezone.now():%Y%m%d%H%M%S%f}",
            )  # fmt: skip

    @verb
    def verify(self: Any, *, by: Actor, is_found: bool, note: str, photos: Iterable[Upload] = ()) -> None:
        with self.moving(MOVES["verify"], by=by, note=note, is_found=is_found):
            pictures.add(self, photos, Stage.VERIFY, by=by)
            self.verified_at, self.is_found = timezone.now(), is_found

    @verb
    def file_case(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["file_case"], by=by, note=note):
            self.filed_at = timezone.now()

    @verb
    def void(self: Any, *, by: Actor, void_reason: str, note: str) -> None:
        """不予立案; the reason is told to the reporter."""
        from ..grouping import release_children

        with self.moving(MOVES["void"], by=by, note=note, reason=void_reason, public_note=note):
            self.void_reason = void_reason
            if self.is_parent:
                release_children(self)

    @verb
    def escalate(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["escalate"], by=by, note=note):
            self._lift(by)

    @verb
    def escalate_filed(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["escalate_filed"], by=by, note=note):
            self._lift(by)

    def _lift(self: Any, by: Actor) -> None:
        above = platforms.above(self.holder_code)
        if above is None:
            raise MoveRefused("没有上一级平台，不能上报。")
        self.holder_code = above
        self._tell_platform(f"下级上报：{self.number} {self.title}")

    @verb
    def send_down(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["send_down"], by=by, note=note):
            lower = platforms.below(self)
            if lower is None:
                raise MoveRefused("没有下一级平台，不能下派。")
            self.holder_code = lower
            self._tell_platform(f"上级下派：{self.number} {self.title}")

    @verb
    def take_over(self: Any, *, by: Actor, note: str) -> None:
        """提级办理: a platform above takes the case from the one that holds it."""
        with self.moving(MOVES["take_over"], by=by, note=note):
            seat = MOVES["take_over"].seat_of(self, by)
            assert seat is not None
            self.holder_code = seat.department.place_code

    def _tell_platform(self: Any, subject: str) -> None:
        people = [
            membership
            for desk in platforms.desks(self)
            if desk.place_code == self.holder_code
            for membership in notices.people_of(self, desk, *platforms.PLATFORM_DUTIES)
        ]
        notices.tell(self, people, f"platform:{self.holder_code}:{self.entries.count()}", subject)

    @verb
    def to_petition(self: Any, *, by: Actor, note: str) -> Any:
        """A personal demand becomes a petition of its own; both sides hear of the other."""
        with self.moving(MOVES["to_petition"], by=by, note=note):
            return linking.open_from(self, "petition", by=by, note=note)

    @verb
    def correct(self: Any, *, by: Actor, note: str = "", **data: Any) -> None:
        """Correct event, urgency or place; the entry keeps the reason.

        A place outside the holder's area takes the case to the platform of the same level there.
        """
        unknown = set(data) - set(CORRECTED)
        if unknown:
            raise TypeError(f"not a field of a report: {sorted(unknown)}")
        with self.moving(MOVES["correct"], by=by, note=note):
            for name, value in data.items():
                setattr(self, name, value)
            self.is_urgent = self.urgency == "urgent"
            if not self.place_code.startswith(self.holder_code):
                self.holder_code = platforms.holder_at(self.place_code, len(self.holder_code))
                self._tell_platform(f"更正地点后转来：{self.number} {self.title}")
