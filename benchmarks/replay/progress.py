"""What a person at a terminal sees meanwhile: a bar, or now and then a line."""

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

LINE_EVERY_S = 10


class Progress:
    """Written to the error output; the report goes to the other one."""

    def __init__(self, participants: int) -> None:
        self._participants = participants
        self._console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("participants", total=participants)
        self._next_line = time.monotonic() + LINE_EVERY_S

    def say(self, line: str) -> None:
        """One line, above the bar."""
        self._bar.stop()
        self._console.print(line, style="dim")

    def told(self, done: int) -> None:
        """So many are done."""
        if self._bar.disable:
            if time.monotonic() >= self._next_line:
                self._next_line = time.monotonic() + LINE_EVERY_S
                self._console.print(f"{done:,} of {self._participants:,} are done", style="dim")
            return
        if not self._bar.live.is_started:
            self._bar.start()
        self._bar.update(self._task, completed=done)
