"""Deployment checks that ask the database and Redis: `check --deploy --database default`."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis, RedisError

from common import clock

CLOCKS_APART = timedelta(seconds=1)
# A process that takes answers, starts and finishes has a writer for each.
WRITERS_A_PROCESS = 3
# The worker's two threads, migrations, a shell, pg_dump.
OTHER_CONNECTIONS = 8
ANSWER_WITHIN_S = 3

_Apps = Sequence[AppConfig] | None
_Databases = Sequence[str] | None


@register(Tags.database, deploy=True)
def check_database(
    app_configs: _Apps, databases: _Databases, **_options: Any
) -> Iterable[CheckMessage]:
    """What was acknowledged must be there after a power cut, and clocks must agree."""
    if not databases:
        return []
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        first_line = str(error).strip().splitlines()[0]
        return [Error(f"The database does not answer: {first_line}", id="config.E020")]
    found = _migrations()
    if connection.vendor == "postgresql":
        found += [*_durability(), *_clocks(), *_room()]
    return found


@register(Tags.database, deploy=True)
def check_redis(
    app_configs: _Apps, databases: _Databases, **_options: Any
) -> Iterable[CheckMessage]:
    """Redis may lose everything, but not the tasks alone while it keeps the rest."""
    if not databases or not settings.REDIS_URL:
        return []
    try:
        with Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=ANSWER_WITHIN_S,
            socket_timeout=ANSWER_WITHIN_S,
        ) as redis:
            policy: str = redis.info("memory")["maxmemory_policy"]
    except (RedisError, ValueError, KeyError) as error:
        # Never the address itself, which may hold a password.
        host = urlsplit(settings.REDIS_URL).hostname
        return [Warning(f"Redis does not answer at {host}: {error}", id="config.W028")]
    if not policy.startswith("allkeys"):
        return []
    return [
        Warning(
            f"Redis throws away whatever it likes when it is full ({policy}).",
            hint="Celery's queues have no expiry and would be among it. Set maxmemory-policy to "
            "volatile-lru, which takes cached values only.",
            id="config.W029",
        )
    ]


def _migrations() -> list[CheckMessage]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        return []
    return [
        Error(
            f"{len(missing)} migrations have not been applied.",
            hint="Run `manage.py migrate` before the new code is started.",
            id="config.E021",
        )
    ]


def _durability() -> Iterable[CheckMessage]:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        if _asked(f"SHOW {setting}") == "off":
            yield Error(
                f"PostgreSQL's {setting} is off.",
                hint="A power cut would lose answers that people were told are saved. Group commit "
                "makes it cheap to leave on.",
                id="config.E022",
            )
    if _asked("SELECT pg_is_in_recovery()"):
        yield Error(
            "This PostgreSQL is a standby: it takes no writes.",
            hint="Let DATABASE_URL lead to the primary.",
            id="config.E023",
        )


def _clocks() -> Iterable[CheckMessage]:
    before = clock.now()
    theirs = _asked("SELECT clock_timestamp()")
    apart = abs(theirs - (before + (clock.now() - before) / 2))
    if apart > CLOCKS_APART:
        yield Warning(
            f"The clocks of this host and the database's are {apart.total_seconds():.1f} s apart.",
            hint="Each host judges deadlines by its own clock: run chrony or systemd-timesyncd on "
            "all of them.",
            id="config.W024",
        )


def _room() -> Iterable[CheckMessage]:
    allowed = int(_asked("SHOW max_connections"))
    allowed -= int(_asked("SHOW superuser_reserved_connections"))
    a_process = settings.WANGAN_WEB_THREADS + WRITERS_A_PROCESS
    needed = settings.WANGAN_WEB_WORKERS * a_process + OTHER_CONNECTIONS
    if allowed < needed:
        yield Warning(
            f"PostgreSQL allows {allowed} connections; this host alone may need {needed}.",
            hint="Raise max_connections, or lower WANGAN_WEB_THREADS.",
            id="config.W025",
        )


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row[0]
