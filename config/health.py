"""Whether this site works: `/healthz` for the process, `/readyz` for what it stands on."""

import time

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.ids import uuid7

HEARTBEAT_KEY = "config:worker-heartbeat"
HEARTBEAT_KEPT_S = 24 * 3600
PROBE_KEPT_S = 10


def record_heartbeat() -> None:
    """Note that a worker is alive now."""
    # Wall-clock seconds, not `common.clock`: this compares machines, and decides nothing.
    cache.set(HEARTBEAT_KEY, time.time(), HEARTBEAT_KEPT_S)


def forget_heartbeat() -> None:
    """Forget workers of earlier runs, so that the next heartbeat is a new worker's."""
    cache.delete(HEARTBEAT_KEY)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer as long as the process can answer anything."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Report database, cache and worker; 503 when the database or the cache does not answer.

    A silent worker is reported by its age (whole seconds, null when none was ever heard of) but is
    no reason to send nobody here: taking part works without it.
    """
    database, cached, age_s = "ok", "ok", None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        database = "unreachable"
    try:
        # A Redis that is away looks like an empty cache.
        probe = f"config:probe:{uuid7()}"
        cache.set(probe, True, PROBE_KEPT_S)
        if not cache.get(probe):
            cached = "unreachable"
        beat: float | None = cache.get(HEARTBEAT_KEY)
        age_s = None if beat is None else max(0, round(time.time() - beat))
    except Exception:
        cached = "unreachable"
    ready = database == cached == "ok"
    return JsonResponse(
        {"database": database, "cache": cached, "worker_heartbeat_age_seconds": age_s},
        status=200 if ready else 503,
    )
