"""Do what a phone asks for exactly once, however often it asks."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from constance import config
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.cases.models import Case

from ..models import Delivery

EARLIEST, LATEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)


class ForeignNumber(Exception):
    """The number belongs to somebody else's item."""


@dataclass(frozen=True)
class Done:
    """What was done: a sentence for the worker, where to look, and the case if there is one."""

    message: str
    link: str = ""
    case: Case | None = None


@dataclass(frozen=True)
class Clock:
    """The phone's clock beside ours, as two of its readings tell: at the shot and at the sending."""

    taken_at: dt.datetime | None
    offset: int | None

    @property
    def is_wrong(self) -> bool:
        return self.offset is not None and abs(self.offset) > config.PHONE_CLOCK_TOLERANCE_MINUTES * 60

    @property
    def true_taken_at(self) -> dt.datetime | None:
        """When the photo was taken by our clock; never later than now."""
        if self.taken_at is None:
            return None
        shift = dt.timedelta(seconds=self.offset or 0) if self.is_wrong else dt.timedelta()
        return min(self.taken_at + shift, timezone.now())


def clock_of(data: Mapping[str, Any]) -> Clock:
    """Read ``taken_at`` and ``device_now``, milliseconds of the phone's clock; nonsense is no reading."""
    now = _moment(data.get("device_now"))
    offset = round((timezone.now() - now).total_seconds()) if now else None
    return Clock(_moment(data.get("taken_at")), offset)


def _moment(value: Any) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromtimestamp(int(value) / 1000, tz=dt.UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return moment if EARLIEST <= moment < LATEST else None


def earlier(user: Any, client_uuid: uuid.UUID) -> Delivery | None:
    """What came under this number before, if it is this user's."""
    found = Delivery.objects.filter(pk=client_uuid).first()
    if found is not None and found.user_id != user.pk:
        raise ForeignNumber
    return found


def deliver(request: HttpRequest, client_uuid: uuid.UUID, clock: Clock, act: Callable[[], Done]) -> Delivery:
    """Claim the number and act in one transaction; a second one under it waits, and gets the first's answer.

    What ``act`` raises undoes the claim, so that the phone may try again.
    """
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(
                client_uuid=client_uuid,
                user=request.user,  # type: ignore[misc]  # the gate let only users in
                device=request.device,  # type: ignore[attr-defined]
                device_taken_at=clock.taken_at,
                clock_offset=clock.offset,
            )
            done = act()
            delivery.case_id = done.case.pk if done.case else None
            delivery.answer = {"message": done.message, "link": done.link}
            delivery.save(update_fields=["case", "answer"])
            return delivery
    except IntegrityError:
        found = earlier(request.user, client_uuid)
        if found is None:
            raise
        return found
