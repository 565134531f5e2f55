"""What every gateway promises."""

from typing import ClassVar, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class TemporaryFailure(Exception):
    """Not delivered now; worth trying again. The text must not hold what was sent."""


class PermanentFailure(Exception):
    """Refused: trying again would be refused again. The text must not hold what was sent."""


class Gateway(Protocol):
    #: The messages are shown on a page of the portal instead of being sent.
    is_demo: ClassVar[bool]

    def send(self, *, phone: str, body: str, idempotency_key: str) -> None:
        """Hand over one message; the same key again must not send it twice."""


def gateway() -> Gateway:
    made: Gateway = import_string(settings.SMS_GATEWAY)()
    return made


def is_demo() -> bool:
    return bool(import_string(settings.SMS_GATEWAY).is_demo)
