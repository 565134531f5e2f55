"""The portal's cache: a dead Valkey slows people down and keeps nobody out."""

from typing import Any

from django_redis.cache import RedisCache

# Before it counts tries, allauth takes a lock in the cache, and refuses who cannot have it. Like every
# other limit of rate it must let people pass while nothing can be counted (RATELIMIT_FAIL_OPEN).
PREFIX, SUFFIX = "allauth:rl:", ":lock"


class PortalCache(RedisCache):
    def add(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        """True if the key was free; None from the library means that nobody answered. A memory of used
        things stays closed then, only locks of rate limits open."""
        added = super().add(key, *args, **kwargs)
        is_lock = str(key).startswith(PREFIX) and str(key).endswith(SUFFIX)
        return True if added is None and is_lock else added
