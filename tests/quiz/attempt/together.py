"""Doing things at the same moment, each on a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def together(deeds: Sequence[Callable[[], T]]) -> list[T]:
    """Do all of them at once and return the results in order; the first exception is raised."""
    barrier = threading.Barrier(len(deeds))

    def begin(deed: Callable[[], T]) -> T:
        try:
            connection.ensure_connection()
            barrier.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result() for future in [pool.submit(begin, deed) for deed in deeds]]


def aside(pool: ThreadPoolExecutor, deed: Callable[[], T]) -> Future[T]:
    """Do it in another thread, on another connection."""

    def begin() -> T:
        try:
            return deed()
        finally:
            connection.close()

    return pool.submit(begin)
