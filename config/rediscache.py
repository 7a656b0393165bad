"""The cache of a real site: Redis, which counts as empty while it does not answer.

Sessions, throttles, boards and counts are asked for at nearly every request, and the database or a
new computation can answer all of them. So people go on taking part while Redis is away.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias, TypeVar

import structlog
from django.core.cache.backends.redis import RedisCache as DjangoRedisCache
from django.core.cache.backends.redis import RedisCacheClient
from redis import RedisError

T = TypeVar("T")
Key: TypeAlias = str | bytes | memoryview
Lifetime: TypeAlias = int | timedelta

# So that not every request waits for a host that swallows packets.
ASKED_AGAIN_AFTER_S = 1.0
TIMEOUTS_S = {"socket_connect_timeout": 1.0, "socket_timeout": 2.0}

log = structlog.get_logger(__name__)


class ForgivingClient(RedisCacheClient):
    """Reads find nothing, and writes are lost, while Redis does not answer.

    Deleting still fails loudly: what must be gone, such as a session that was signed out of, would
    come back together with Redis.
    """

    _away_until = float("-inf")

    def _ask(self, question: Callable[[], T], *, otherwise: T) -> T:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return question()
        except RedisError as error:
            self._away_until = time.monotonic() + ASKED_AGAIN_AFTER_S
            log.warning("cache_away", error=repr(error))
            return otherwise

    def add(self, key: Key, value: Any, timeout: Lifetime | None) -> bool:
        """Whether the key was free; without Redis it always is."""
        return self._ask(
            lambda: super(ForgivingClient, self).add(key, value, timeout), otherwise=True
        )

    def get(self, key: Key, default: Any) -> Any:
        """The value, or the default."""
        return self._ask(lambda: super(ForgivingClient, self).get(key, default), otherwise=default)

    def set(self, key: Key, value: Any, timeout: Lifetime | None) -> None:
        """Keep a value."""
        self._ask(lambda: super(ForgivingClient, self).set(key, value, timeout), otherwise=None)

    def touch(self, key: Key, timeout: Lifetime) -> bool:
        """Whether the key was there."""
        return self._ask(lambda: super(ForgivingClient, self).touch(key, timeout), otherwise=False)

    def get_many(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """The values that are there."""
        return self._ask(lambda: super(ForgivingClient, self).get_many(keys), otherwise={})

    def has_key(self, key: Key) -> bool:
        """Whether the key is there."""
        return self._ask(lambda: super(ForgivingClient, self).has_key(key), otherwise=False)

    def incr(self, key: Key, delta: int) -> int:
        """The number after adding. Raises ValueError, as for a key that is not there."""
        number: int | None = self._ask(
            lambda: super(ForgivingClient, self).incr(key, delta), otherwise=None
        )
        if number is None:
            raise ValueError(key)
        return number

    def set_many(self, data: Mapping[Key, Any], timeout: Lifetime) -> None:
        """Keep several values."""
        self._ask(lambda: super(ForgivingClient, self).set_many(data, timeout), otherwise=None)


class RedisCache(DjangoRedisCache):
    """Django's, with the client that forgives."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params | {"OPTIONS": TIMEOUTS_S | params.get("OPTIONS", {})})
        self._class = ForgivingClient
