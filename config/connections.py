"""Connections to PostgreSQL: one that ends with its thread, and that nobody waits for without end.

Granian ends threads that have had nothing to do for half a minute, and starts others with the next
rush. Django's connection of such a thread is part of a cycle of references, so it stayed open until
Python's garbage collector came by, which in a large process is hours: rush after rush, the
connections that PostgreSQL allows were used up.

A server that stands still keeps its connections and answers nothing, so neither it nor the network
ends the wait: only whoever waits can.
"""

import threading
from contextlib import suppress
from functools import partial
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class _Closing:
    """Closes a driver's connection when nothing refers to this any more: no cycle, no waiting."""

    def __init__(self, driver_connection: Any) -> None:
        self._driver_connection = driver_connection

    def __del__(self) -> None:
        # Nobody is there to be told, and SQLite minds which thread it is.
        with suppress(Exception):
            self._driver_connection.close()


class _OfThisThread(threading.local):
    """What a thread holds, by the alias of the database."""

    def __init__(self) -> None:
        self.closing: dict[str, _Closing] = {}


_of_this_thread = _OfThisThread()


def close_with_thread(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Tie a new connection to the thread that made it."""
    if connection.vendor == "postgresql":
        _of_this_thread.closing[connection.alias] = _Closing(connection.connection)


def tie_connections_to_threads() -> None:
    """Do so from now on."""
    connection_created.connect(close_with_thread, dispatch_uid="config.connections")


def give_up_after(seconds: float) -> None:
    """From now on, take a PostgreSQL that does not answer for so long for one that is away.

    For processes that answer people. A worker may need longer, and nobody waits for it.
    """
    connection_created.connect(
        partial(_bound_waits, seconds=seconds), weak=False, dispatch_uid="config.connections.waits"
    )


def _bound_waits(connection: BaseDatabaseWrapper, *, seconds: float, **_signal: Any) -> None:
    if connection.vendor != "postgresql":
        return
    driver_connection = connection.connection
    wait_without_end = driver_connection.wait

    def wait(generator: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if timeout is not None:
            return wait_without_end(generator, interval, timeout)
        try:
            return wait_without_end(generator, interval, seconds)
        except psycopg.errors._WaitTimeout:
            # What it would still say belongs to a question that nobody asks any more.
            driver_connection.close()
            raise psycopg.OperationalError(f"no answer within {seconds:g} s") from None

    driver_connection.wait = wait
