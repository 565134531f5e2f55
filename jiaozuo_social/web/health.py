"""``/healthz``: may this process take requests? Names the broken part, never an address or a reason."""

import logging

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)


@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """The database decides; without the cache the portal is slower but still takes petitions."""
    parts = {"database": _database(), "cache": _cache()}
    body = {name: "ok" if good else "down" for name, good in parts.items()}
    return JsonResponse(body, status=200 if parts["database"] else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("health check: the database does not answer")
        return False
    return True


def _cache() -> bool:
    """The cache backend hides a dead server on purpose, so only a value that comes back counts."""
    cache.set("healthz", "ok", timeout=10)
    return bool(cache.get("healthz") == "ok")
