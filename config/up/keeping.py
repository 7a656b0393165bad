"""Keeping the processes of a site alive: one that ends by itself is started again.

The contest goes on while the worker or the scheduler is away, so neither may take the web process
along when it dies. A web process that keeps dying is a fault that nobody should have to look for.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping

from rich.console import Console

from config.up.children import Child, stop_children
from config.up.failing import CannotStartError

# What is told: a child has ended, or (None) somebody asked us to stop.
Events = queue.SimpleQueue[Child | None]

PAUSES_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""How long after a death the next life begins; the last for every further one."""
STEADY_AFTER_S = 60
"""Whoever lived so long begins again with the first pause."""
INDISPENSABLE = "web"
LIVES = 5
"""After so many short ones, the indispensable process ends the site."""


class Site:
    """The processes, by name, and what happens to them."""

    def __init__(self, starts: Mapping[str, Callable[[], Child]]) -> None:
        self.events: Events = queue.SimpleQueue()
        self._starts = starts
        self._children: dict[str, Child] = {}
        self._born_at: dict[str, float] = {}
        self._short_lives = dict.fromkeys(starts, 0)
        self._due: dict[str, float] = {}

    def start(self) -> None:
        """Start all of them."""
        for name in self._starts:
            self._start(name)

    def stop(self) -> None:
        """Stop all of them, and leave nothing."""
        stop_children(list(self._children.values()))

    def keep_running(self, console: Console) -> None:
        """Start again what ends, until somebody asks us to stop.

        Raises `CannotStartError` when the web process keeps dying.
        """
        while True:
            try:
                ended = self.events.get(timeout=self._pause())
            except queue.Empty:
                self._start_what_is_due()
                continue
            if ended is None:
                return
            self._plan_next_life(ended, console)

    def _pause(self) -> float | None:
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None

    def _start_what_is_due(self) -> None:
        for name in [name for name, at in self._due.items() if at <= time.monotonic()]:
            del self._due[name]
            self._start(name)

    def _plan_next_life(self, ended: Child, console: Console) -> None:
        name = ended.name
        # Granian's own children would keep the port.
        stop_children([ended])
        if time.monotonic() - self._born_at[name] > STEADY_AFTER_S:
            self._short_lives[name] = 0
        self._short_lives[name] += 1
        how = f"The {name} process ended by itself (exit code {ended.process.returncode})"
        if name == INDISPENSABLE and self._short_lives[name] >= LIVES:
            raise CannotStartError(
                f"{how} for the {LIVES}th time in a row, so the others were stopped too; "
                "what it said is above."
            )
        pause_s = PAUSES_S[min(self._short_lives[name], len(PAUSES_S)) - 1]
        line = f"{how}; it is started again in {pause_s:g} s."
        console.print(line, style="red", soft_wrap=True)
        self._due[name] = time.monotonic() + pause_s

    def _start(self, name: str) -> None:
        child = self._children[name] = self._starts[name]()
        self._born_at[name] = time.monotonic()
        threading.Thread(target=self._report_end, args=(child,), daemon=True).start()

    def _report_end(self, child: Child) -> None:
        child.wait()
        self.events.put(child)
