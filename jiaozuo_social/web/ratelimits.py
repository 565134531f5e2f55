"""How often something may be done from one address or by one person; the rates are settings."""

from django.core.cache import cache
from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

COUNTED_SECONDS = 24 * 3600


def too_often(request: HttpRequest, group: str, rate: str, *, who: str = "", once: str = "") -> bool:
    """Count this time and tell whether it is one too many; without ``who`` the network address counts.

    A rate is "60/h" (s, m, h, d); an empty one sets no limit. What is sent again under the same
    ``once`` is not counted again.
    """
    if not rate:
        return False
    key = (lambda group, request: who) if who else "ip"
    counts = not once or cache.add(f"counted:{group}:{once}", 1, COUNTED_SECONDS)
    return bool(is_ratelimited(request, group=group, key=key, rate=rate, increment=counts))
