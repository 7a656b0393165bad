"""Whether this site works: `/healthz` for the process, `/readyz` for what it stands on."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.ids import uuid7

HEARTBEAT_KEY = "config:worker-heartbeat"
HEARTBEAT_KEPT_S = 24 * 3600
PROBE_KEPT_S = 10
ANSWER_WITHIN_S = 2.0


def record_heartbeat() -> None:
    """Note that a worker is alive now."""
    # Wall-clock seconds, not `common.clock`: this compares machines, and decides nothing.
    cache.set(HEARTBEAT_KEY, time.time(), HEARTBEAT_KEPT_S)


def forget_heartbeat() -> None:
    """Forget workers of earlier runs, so that the next heartbeat is a new worker's."""
    cache.delete(HEARTBEAT_KEY)


def worker_heartbeat_age_s() -> int | None:
    """How long ago a worker was heard of, in whole seconds; nothing if never."""
    beat: float | None = cache.get(HEARTBEAT_KEY)
    return None if beat is None else max(0, round(time.time() - beat))


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer as long as the process can answer anything."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Report database, cache and worker; 503 when the database does not answer.

    A silent worker is reported by its age (whole seconds, null when none was ever heard of). That
    and a silent cache, which all hosts share, are no reason to send nobody here: taking part works
    without both. However still the others stand, this answers within ten seconds.
    """
    database, cached, age_s = "ok" if database_answers() else "unreachable", "ok", None
    try:
        # A Redis that is away looks like an empty cache.
        probe = f"config:probe:{uuid7()}"
        cache.set(probe, True, PROBE_KEPT_S)
        if not cache.get(probe):
            cached = "unreachable"
        age_s = worker_heartbeat_age_s()
    except Exception:
        cached = "unreachable"
    return JsonResponse(
        {"database": database, "cache": cached, "worker_heartbeat_age_seconds": age_s},
        status=200 if database == "ok" else 503,
    )


def database_answers() -> bool:
    """Whether the database answers this thread; it is not waited for longer than seven seconds."""
    try:
        connection.ensure_connection()
        with _hanging_up_after(ANSWER_WITHIN_S):
            if connection.is_usable():
                return True
        # It may date from before a restart of the server. A new one is an answer by itself.
        connection.close()
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


@contextmanager
def _hanging_up_after(seconds: float) -> Iterator[None]:
    """End the wait for a PostgreSQL that stands still: it hears no cancel, so close the line."""
    if connection.vendor != "postgresql" or connection.connection.closed:
        yield
        return
    line = connection.connection.pgconn.socket

    def hang_up() -> None:
        with suppress(OSError), socket.socket(fileno=os.dup(line)) as ours:
            ours.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
