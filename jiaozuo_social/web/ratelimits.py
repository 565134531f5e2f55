"""How often something may be done from one address or by one person; the rates are settings."""

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited


def too_often(request: HttpRequest, group: str, rate: str, *, who: str = "") -> bool:
    """Count this time and tell whether it is one too many; without ``who`` the network address counts.

    A rate is "60/h" (s, m, h, d). An empty one sets no limit.
    """
    key = (lambda group, request: who) if who else "ip"
    return bool(rate) and bool(is_ratelimited(request, group=group, key=key, rate=rate, increment=True))
