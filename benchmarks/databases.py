"""The databases to measure on: a SQLite file always, PostgreSQL where one is reachable."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql


@dataclass(frozen=True, slots=True)
class Database:
    """Where to measure, and how many web processes make sense there."""

    name: str
    url: str
    workers: int


def sqlite_in(folder: Path) -> Database:
    """A new SQLite file. One web process: SQLite has one writer at a time."""
    return Database("sqlite", f"sqlite:///{folder / 'benchmark.sqlite3'}", workers=1)


@contextmanager
def throwaway_postgresql(server: str) -> Iterator[Database | None]:
    """A new database on the server at this URL, dropped afterwards; nothing if unreachable."""
    name = f"wangan_benchmark_{os.getpid()}"
    try:
        connection = psycopg.connect(f"{server}/postgres", connect_timeout=3, autocommit=True)
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield Database("postgresql", f"{server}/{name}", workers=os.cpu_count() or 1)
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
