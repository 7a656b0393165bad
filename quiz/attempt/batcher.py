"""Group commit: the request threads of a process hand their answers to one writer thread.

The writer takes whatever has gathered, writes it as one statement, commits, and wakes the waiting
threads; nobody is answered before the commit. While one batch is being committed the next one
gathers, so under load a commit is shared by hundreds of answers and nobody waits on purpose.
"""

import atexit
import os
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

import structlog

T = TypeVar("T")
"""What is handed over, of one request."""
R = TypeVar("R")
"""What comes back for it."""

log = structlog.get_logger(__name__)


class SavesOverloaded(RuntimeError):
    """The queue is full or too slow. Nothing was acknowledged; the client may try again."""


class _Handover(Generic[T, R]):
    """One request's item, its outcome, and the lock it sleeps on (cheaper than an Event)."""

    __slots__ = ("_sleeping", "error", "item", "outcome")

    def __init__(self, item: T) -> None:
        self.item = item
        self.outcome: R | None = None
        self.error: BaseException | None = None
        self._sleeping = threading.Lock()
        self._sleeping.acquire()

    def wake(self) -> None:
        self._sleeping.release()

    def wait(self, seconds: float) -> bool:
        return self._sleeping.acquire(timeout=seconds)


class Batcher(Generic[T, R]):
    """One writer thread and the queue in front of it.

    `write` turns a batch into one outcome an item, in order, all committed when it returns; it
    runs in the writer thread, with database connections of its own. When it raises, the items
    are written one by one, so that only the one at fault fails: its error is raised in the thread
    that handed it over. `retire` is called as the thread ends.

    Lazy and safe to fork: the thread starts with the first item, and again in a child process.
    """

    _queue: SimpleQueue[_Handover[T, R] | None]
    _starting: threading.Lock
    _thread: threading.Thread | None

    def __init__(
        self,
        *,
        write: Callable[[Sequence[T]], Sequence[R]],
        retire: Callable[[], None] = lambda: None,
        queue_limit: int,
        batch_limit: int,
        wait_s: float,
    ) -> None:
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

    def submit(self, item: T) -> R:
        """Hand an item over and return its outcome once it is committed.

        Raises `SavesOverloaded`, or whatever writing this item alone raised.
        """
        if self._queue.qsize() >= self._queue_limit:
            raise SavesOverloaded
        if self._thread is None or not self._thread.is_alive():
            self._start()
        handover: _Handover[T, R] = _Handover(item)
        self._queue.put(handover)
        if not handover.wait(self._wait_s):
            raise SavesOverloaded
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

    def _forget_thread(self) -> None:
        self._queue = SimpleQueue()
        self._starting = threading.Lock()
        self._thread = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="answer-writer", daemon=True)
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
        try:
            outcomes = self._write([handover.item for handover in batch])
        except Exception as error:
            if len(batch) > 1:
                log.warning("batch_failed", answers=len(batch), error=repr(error))
                for handover in batch:
                    self._commit([handover])
                return
            batch[0].error = error
        else:
            for handover, outcome in zip(batch, outcomes, strict=True):
                handover.outcome = outcome
        for handover in batch:
            handover.wake()
