"""延期 and 挂账: asked by the unit, endorsed by its head, approved by the platform (rules §5.4)."""

import datetime as dt
from typing import Any

from constance import config
from django.utils import timezone

from jiaozuo_social.cases import clocks
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb
from jiaozuo_social.workdays import Unit, end_of

from ..choices import Request
from ..moves import MOVES


class DelayVerbs:
    @verb
    def request_extension(self: Any, *, by: Actor, amount: int, note: str) -> None:
        with self.moving(MOVES["request_extension"], by=by, note=note, amount=amount):
            self._check_amount(amount)
            self.extension_stage = Request.ASKED
            self.extension_amount, self.extension_reason = amount, note

    @verb
    def endorse_extension(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["endorse_extension"], by=by, note=note):
            self.extension_stage = Request.ENDORSED
            self._tell_platform(f"{self.number} 申请延期，待批准")

    @verb
    def approve_extension(self: Any, *, by: Actor, note: str = "") -> None:
        """Once, at most by the original limit, counted in its unit."""
        with self.moving(
            MOVES["approve_extension"], by=by, note=note, amount=self.extension_amount,
            public_note=self.extension_reason,
        ):  # fmt: skip
            self._check_amount(self.extension_amount)
            clock = clocks.running(self, "G6")
            assert clock is not None  # the guard asks for it
            clocks.extend(
                clock, amount=self.extension_amount, unit=Unit(self.limit_unit),
                reason=self.extension_reason, by=by.user,
            )  # fmt: skip
            self.is_extended, self.extension_stage = True, ""

    @verb
    def decline_extension(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["decline_extension"], by=by, note=note):
            self.extension_stage, self.extension_amount = "", None

    def _check_amount(self: Any, amount: int | None) -> None:
        if not amount or not 1 <= amount <= self.limit_amount:
            raise MoveRefused(f"延期不得超过原期限（{self.limit_amount}{self.get_limit_unit_display()}）。")

    @verb
    def request_suspension(
        self: Any, *, by: Actor, suspension_reason: str, next_check_on: dt.date, note: str
    ) -> None:
        with self.moving(MOVES["request_suspension"], by=by, note=note, until=next_check_on):
            self._check_day(next_check_on)
            self.suspension_stage, self.suspension_reason = Request.ASKED, suspension_reason
            self.suspension_note, self.next_check_on = note, next_check_on

    @verb
    def endorse_suspension(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["endorse_suspension"], by=by, note=note):
            self.suspension_stage = Request.ENDORSED
            self._tell_platform(f"{self.number} 申请挂账，待批准")

    @verb
    def approve_suspension(self: Any, *, by: Actor, note: str = "") -> None:
        """The clock stands still until the case goes on."""
        with self.moving(MOVES["approve_suspension"], by=by, note=note, public_note=self.suspension_note):
            self._check_day(self.next_check_on)
            clock = clocks.running(self, "G6")
            assert clock is not None  # the guard asks for it
            clocks.pause(clock)
            self.suspended_at, self.suspension_stage = timezone.now(), ""
            self._watch(self.next_check_on)

    @verb
    def decline_suspension(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["decline_suspension"], by=by, note=note):
            self.suspension_stage = self.suspension_reason = self.suspension_note = ""
            self.next_check_on = None

    @verb
    def check_suspended(self: Any, *, by: Actor, next_check_on: dt.date, note: str) -> None:
        """The obstacle is still there: looked at again on a later day, within the same limit."""
        with self.moving(MOVES["check_suspended"], by=by, note=note, until=next_check_on):
            self._check_day(next_check_on, since=timezone.localdate(self.suspended_at))
            self.next_check_on = next_check_on
            clocks.stop(self, "G7")
            self._watch(next_check_on)

    @verb
    def resume(self: Any, *, by: Actor, note: str = "") -> None:
        with self.moving(MOVES["resume"], by=by, note=note):
            clock = clocks.running(self, "G6")
            assert clock is not None  # paused with the suspension
            clocks.resume(clock)
            self.suspended_days += (timezone.localdate() - timezone.localdate(self.suspended_at)).days
            self.suspended_at = self.next_check_on = None

    def _watch(self: Any, day: dt.date) -> None:
        clocks.start(self, "G7", department=self.department, until=end_of(day))

    def _check_day(self: Any, day: dt.date | None, since: dt.date | None = None) -> None:
        today = timezone.localdate()
        left = config.GRID_SUSPENSION_MAX_DAYS - self.suspended_days
        last = (since or today) + dt.timedelta(days=left)
        if day is None or not today < day <= last:
            raise MoveRefused(
                f"下次核查日期须在明天至{last:%Y年%m月%d日}之间（挂账累计不超过{config.GRID_SUSPENSION_MAX_DAYS}日）。"
            )
