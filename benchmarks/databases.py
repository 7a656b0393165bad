"""The databases to measure on: new ones, copied from one that was prepared once, dropped after.

SQLite is always there. PostgreSQL and Redis are used where they can be reached.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from redis import Redis, RedisError

_NAME = f"wangan_benchmark_{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Database:
    """Where to measure."""

    name: str
    environment: Mapping[str, str]


@contextmanager
def sqlite_copy(prepared: Path | None, folder: Path) -> Iterator[Database]:
    """A SQLite file in this folder, like the prepared one; empty without one."""
    file = folder / "benchmark.sqlite3"
    if prepared is not None:
        shutil.copy(prepared / file.name, file)
    yield Database("SQLite", {"DATABASE_URL": f"sqlite:///{file}"})
    for left in folder.glob(f"{file.name}*"):
        if prepared is not None:
            left.unlink()


@contextmanager
def postgresql_copy(server: str, *, name: str, template: str, redis_url: str) -> Iterator[Database]:
    """A database like the template on the server at this URL."""
    database, like = sql.Identifier(f"{_NAME}_{name}"), sql.Identifier(template)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(database, like))
        try:
            yield Database(
                "PostgreSQL and Redis" if redis_url else "PostgreSQL",
                {"DATABASE_URL": f"{server}/{_NAME}_{name}", "REDIS_URL": redis_url},
            )
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def prepared_name() -> str:
    """What the prepared database is called on a PostgreSQL server."""
    return f"{_NAME}_prepared"


def answers(server: str) -> bool:
    """Whether PostgreSQL lets us in at this URL."""
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def empty_redis(server: str) -> Iterator[str]:
    """The URL of an empty Redis database, emptied again afterwards; nothing if unreachable."""
    try:
        with Redis.from_url(server, socket_connect_timeout=3) as client:
            count = int(client.config_get("databases")["databases"])
            used = {key.removeprefix("db") for key in client.info("keyspace")}
    except RedisError:
        yield ""
        return
    free = next((number for number in range(count - 1, -1, -1) if str(number) not in used), None)
    if free is None:
        yield ""
        return
    url = f"{server}/{free}"
    try:
        yield url
    finally:
        with Redis.from_url(url) as client:
            client.flushdb()
