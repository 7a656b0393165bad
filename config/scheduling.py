"""One timetable for a site of many hosts, however many schedulers run.

Each host runs a scheduler, and one of them sends; when its host is lost, another takes over within
seconds. Two that believe to be the one, because Redis lost its memory, do no harm: a task finds its
work in the database, and claims it there.
"""

import time
from contextlib import suppress
from typing import Any

import structlog
from celery.beat import Scheduler
from django.conf import settings
from django.core.cache import cache
from redis import RedisError

from common.ids import uuid7

HELD_S = 6
ASKED_AGAIN_AFTER_S = 1.0

log = structlog.get_logger(__name__)


class Lease:
    """Something that one process of the site holds, for as long as it says so in time."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._me = str(uuid7())
        self._sure_until = float("-inf")

    def is_mine(self) -> bool:
        """Take it if it is free, and keep it; whether it is ours now."""
        asked_at = time.monotonic()
        if asked_at < self._sure_until:
            return True
        holder = cache.get(self._key)
        if holder is None and cache.add(self._key, self._me, HELD_S):
            holder = self._me
        mine: bool = holder == self._me
        if mine:
            # It may have passed on just now; then two hold it until we ask again.
            cache.touch(self._key, HELD_S)
            self._sure_until = asked_at + HELD_S / 2
        return mine

    def give_up(self) -> None:
        """Let somebody else have it at once."""
        self._sure_until = float("-inf")
        # What cannot be reached forgets us by itself.
        with suppress(RedisError):
            if cache.get(self._key) == self._me:
                cache.delete(self._key)


class OneOfMany(Scheduler):
    """Celery's scheduler, silent while another host's sends.

    It remembers nothing: every entry is a short interval.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        # Without Redis there is one host, and files whose age depends on a clock that may be set.
        self._lease = Lease("config:scheduler") if settings.REDIS_URL else None
        self._sent_last = False
        self._ticked_at = 0.0
        super().__init__(*arguments, **options)

    def tick(self, *arguments: Any, **options: Any) -> float:
        """Send one task that is due, if it is our turn; the seconds until the next look."""
        self._follow_the_clock()
        sends = self._lease is None or self._lease.is_mine()
        if sends != self._sent_last:
            log.info("scheduler_sends" if sends else "scheduler_waits")
            self._sent_last = sends
        if not sends:
            return ASKED_AGAIN_AFTER_S
        return float(super().tick(*arguments, **options))

    def _follow_the_clock(self) -> None:
        """Line the entries up anew when the clock was set back.

        Whichever is sent next would stand before all others, whose turns were noted by the old
        clock, until that has caught up.
        """
        now = time.time()
        if now < self._ticked_at:
            self._heap = None
        self._ticked_at = now

    def close(self) -> None:
        """End in good order, so that another goes on at once."""
        super().close()
        if self._lease is not None:
            self._lease.give_up()
