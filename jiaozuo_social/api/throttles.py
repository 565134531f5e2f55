"""How often one person's programs, or one address without a login, may ask; rates are settings."""

from typing import TYPE_CHECKING

from constance import config
from django.http import HttpRequest
from django_ratelimit.core import get_usage
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView


class RateThrottle(BaseThrottle):
    """Counts in the cache like every other limit of the portal; a dead cache limits nobody."""

    seconds_left: int | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        user = request.user
        who = str(user.pk) if user.is_authenticated else ""
        rate = config.API_RATE_USER if who else config.API_RATE_IP
        if not rate:
            return True
        usage = _count(request._request, rate, who)
        if usage is None or not usage["should_limit"]:
            return True
        self.seconds_left = usage["time_left"]
        return False

    def wait(self) -> float | None:
        return self.seconds_left


def _count(request: HttpRequest, rate: str, who: str) -> dict[str, int] | None:
    key = (lambda group, request: who) if who else "ip"
    used: dict[str, int] | None = get_usage(request, group="api", key=key, rate=rate, increment=True)
    return used
