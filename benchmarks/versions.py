"""On what something was measured."""

import os
import platform
from importlib.metadata import version

from django.conf import settings
from django.db import connection
from redis import Redis


def versions() -> dict[str, str]:
    """Names and numbers of whatever has a say in the figures."""
    found = {
        "Python": platform.python_version(),
        "Django": version("django"),
        "granian": version("granian"),
        **_database(),
    }
    if settings.REDIS_URL:
        found["Redis"] = str(_redis_info()["redis_version"])
    found["web"] = f"{settings.WANGAN_WEB_WORKERS} × {settings.WANGAN_WEB_THREADS} threads"
    return found | {"Linux": platform.release(), "cores": str(os.cpu_count())}


def database_pid() -> int | None:
    """The server's own process number for this connection; None on SQLite."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def redis_pid() -> int | None:
    """The process number of Redis; None without one."""
    return int(str(_redis_info()["process_id"])) if settings.REDIS_URL else None


def _redis_info() -> dict[str, object]:
    with Redis.from_url(settings.REDIS_URL) as client:
        return dict(client.info("server"))


def _database() -> dict[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return {"SQLite": f"{cursor.fetchone()[0]} (WAL, synchronous=FULL)"}
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        number, fsync = cursor.fetchone()
        cursor.execute("SHOW synchronous_commit")
        commit = cursor.fetchone()[0]
    number = number.split(" ")[0]
    return {"PostgreSQL": f"{number} (synchronous_commit={commit}, fsync={fsync})"}
