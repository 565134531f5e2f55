"""A gateway behind HTTP: the city's SMS platform or an adapter in front of it."""

import json
from typing import ClassVar

import requests
from django.conf import settings

from .base import PermanentFailure, TemporaryFailure
from .signing import signed_headers

TRY_AGAIN = frozenset({408, 425, 429})


class HttpGateway:
    """POST ``{"phone", "text"}`` as JSON, signed.

    ``X-Signature`` is the hex HMAC-SHA256 of ``<X-Timestamp>.<body>`` under the shared secret.
    ``Idempotency-Key`` stays the same over all attempts, so that a repeat after a lost answer is
    not a second message for the citizen.
    """

    is_demo: ClassVar[bool] = False

    def send(self, *, phone: str, body: str, idempotency_key: str) -> None:
        payload = json.dumps({"phone": phone, "text": body}, ensure_ascii=False).encode()
        try:
            response = requests.post(
                settings.SMS_HTTP_URL,
                data=payload,
                headers=signed_headers(settings.SMS_HTTP_SECRET, payload, idempotency_key),
                timeout=settings.SMS_HTTP_TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except (requests.ConnectionError, requests.Timeout) as error:
            raise TemporaryFailure(type(error).__name__) from error
        judge(response.status_code)


def judge(status: int) -> None:
    if 200 <= status < 300:
        return
    if status >= 500 or status in TRY_AGAIN:
        raise TemporaryFailure(f"HTTP {status}")
    raise PermanentFailure(f"HTTP {status}")
