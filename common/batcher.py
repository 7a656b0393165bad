"""Group commit: the request threads of a process hand what they want written to one writer thread.

The writer takes whatever has gathered, writes it together, commits, and wakes the waiting threads;
nobody is answered before the commit. While one batch is being committed the next one gathers, so
under load a commit is shared by hundreds of requests and nobody waits on purpose.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from functools import cached_property
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Any, Generic, TypeVar
from weakref import WeakSet

import structlog
from django.db import connection

from common.metrics import BatchFigures, batch_figures
from common.outages import is_outage
from common.request_ids import current_request_id

LONGEST_WAIT_S = 10
"""How long a request waits for its commit before the client is told to try again."""
QUEUE_LIMIT = 4_000
BATCH_LIMIT = 400

T = TypeVar("T")
"""What is handed over, of one request."""
R = TypeVar("R")
"""What comes back for it."""

log = structlog.get_logger(__name__)


class Overloaded(RuntimeError):
    """The queue is full or too slow. Nothing was acknowledged; the client may try again."""


def _close_connection() -> None:
    # Looked up when called: `connection` is another one in each thread.
    connection.close()


class _Handover(Generic[T, R]):
    """One request's item, its outcome, and the lock it sleeps on (cheaper than an Event)."""

    __slots__ = ("_context", "_sleeping", "error", "item", "outcome")

    def __init__(self, item: T) -> None:
        self.item = item
        self.outcome: R | None = None
        self.error: BaseException | None = None
        self._context = copy_context()
        self._sleeping = threading.Lock()
        self._sleeping.acquire()

    @property
    def request_id(self) -> str | None:
        """Of the request that waits for this."""
        return self._context.run(current_request_id)

    def wake(self) -> None:
        self._sleeping.release()

    def wait(self, seconds: float) -> bool:
        return self._sleeping.acquire(timeout=seconds)


class Batcher(Generic[T, R]):
    """One writer thread and the queue in front of it.

    `write` turns a batch into one outcome an item, in order, all committed when it returns; it
    runs in the writer thread, with a database connection of its own. When it raises, the items
    are written one by one, so that only the one at fault fails: its error is raised in the thread
    that handed it over. When the database is away none of them is at fault, and all are told at
    once. `retire` is called as the thread ends.

    Lazy and safe to fork: the thread starts with the first item, and again in a child process.
    """

    _queue: SimpleQueue[_Handover[T, R] | None]
    _starting: threading.Lock
    _thread: threading.Thread | None

    def __init__(
        self,
        *,
        name: str,
        write: Callable[[Sequence[T]], Sequence[R]],
        retire: Callable[[], None] = _close_connection,
        queue_limit: int = QUEUE_LIMIT,
        batch_limit: int = BATCH_LIMIT,
        wait_s: float = LONGEST_WAIT_S,
    ) -> None:
        self._name = name
        self._write = write
        self._retire = retire
        self._queue_limit = queue_limit
        self._batch_limit = batch_limit
        self._wait_s = wait_s
        self._forget_thread()
        os.register_at_fork(after_in_child=self._forget_thread)
        # Daemon, so that a process which never stops us can still end; stopped here, so that what
        # was handed over is written first.
        atexit.register(self.stop)
        _all_batchers.add(self)

    def submit(self, item: T) -> R:
        """Hand an item over and return its outcome once it is committed.

        Raises `Overloaded`, or whatever writing this item alone raised.
        """
        if self._queue.qsize() >= self._queue_limit:
            self._figures.refusals.inc()
            raise Overloaded
        if self._thread is None or not self._thread.is_alive():
            self._start()
        handover: _Handover[T, R] = _Handover(item)
        self._queue.put(handover)
        if not handover.wait(self._wait_s):
            self._figures.refusals.inc()
            raise Overloaded
        if handover.error is not None:
            raise handover.error
        assert handover.outcome is not None  # noqa: S101 - an outcome or an error, see _commit
        return handover.outcome

    def stop(self) -> None:
        """Write what has been handed over, then end the thread. A later item starts a new one."""
        with self._starting:
            if self._thread is not None and self._thread.is_alive():
                self._queue.put(None)
                self._thread.join()
            self._thread = None

    @cached_property
    def _figures(self) -> BatchFigures:
        # With the first item: files of figures are for processes that write.
        return batch_figures(self._name)

    def _forget_thread(self) -> None:
        self._queue = SimpleQueue()
        self._starting = threading.Lock()
        self._thread = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._run, name=f"{self._name}-writer", daemon=True
                )
                self._thread.start()

    def _run(self) -> None:
        try:
            stopping = False
            while not stopping:
                first = self._queue.get()
                if first is None:
                    return
                batch = [first]
                while len(batch) < self._batch_limit:
                    try:
                        following = self._queue.get_nowait()
                    except Empty:
                        break
                    if following is None:
                        stopping = True
                        break
                    batch.append(following)
                self._commit(batch)
        finally:
            self._retire()

    def _commit(self, batch: Sequence[_Handover[T, R]]) -> None:
        began = perf_counter()
        try:
            with outside_requests():
                outcomes = self._write([handover.item for handover in batch])
        except Exception as error:
            one_by_one = len(batch) > 1 and not is_outage(error)
            self._figures.failures.inc()
            if len(batch) > 1:
                log.warning(
                    "batch_failed",
                    batcher=self._name,
                    items=len(batch),
                    error=repr(error),
                    request_ids=[handover.request_id for handover in batch],
                )
            if one_by_one:
                for handover in batch:
                    self._commit([handover])
                return
            for handover in batch:
                handover.error = error
        else:
            for handover, outcome in zip(batch, outcomes, strict=True):
                handover.outcome = outcome
        took = perf_counter() - began
        for handover in batch:
            handover.wake()
        # Once for all of them, and when nobody waits for it.
        if batch[0].error is None:
            self._figures.wrote(items=len(batch), seconds=took)


_all_batchers: "WeakSet[Batcher[Any, Any]]" = WeakSet()


def stop_batchers() -> None:
    """Commit what is waiting and end this process's writer threads; later items start others."""
    for batcher in list(_all_batchers):
        batcher.stop()


@contextmanager
def outside_requests() -> Iterator[None]:
    """Around work on the database that no request cycle of Django's surrounds.

    After an error, a connection that has broken is closed, so that the next use opens another.
    """
    try:
        yield
    except Exception:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        raise
