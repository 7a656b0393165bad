"""What chaos did and found: a table, one line of JSON, and a place in a page."""

import os
import platform
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

PLACE = re.compile(r"(<!-- chaos -->\n).*?(<!-- end -->)", re.S)


@dataclass
class Findings:
    """Counts over all rounds, and every fault."""

    seed: int
    database: str
    rounds: int = 0
    seconds: float = 0.0
    killed: Counter[str] = field(default_factory=Counter)
    stood_still: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """The one line that matters."""
        if self.faults:
            return f"{self.killed.total()} kills: {len(self.faults)} FAULTS"
        return f"{self.killed.total()} kills: nothing lost, nothing doubled"

    def as_json(self) -> dict[str, Any]:
        """The findings as JSON values."""
        return vars(self) | {"chaos": self.outcome, "kills": self.killed.total()}

    def table(self) -> list[str]:
        """The findings as lines of Markdown."""
        rows = [
            (part, f"{self.killed[part]}", f"{self.stood_still[part]}")
            for part in sorted(self.killed | self.stood_still)
        ]
        rows.append(("all", f"{self.killed.total()}", f"{self.stood_still.total()}"))
        figures = ", ".join(f"{count:,} {name}" for name, count in self.figures.items())
        return [
            "| Part | killed | stood still |",
            "| --- | ---: | ---: |",
            *(f"| {part} | {killed} | {stood} |" for part, killed, stood in rows),
            "",
            f"{self.rounds} rounds in {self.seconds / 60:.0f} minutes; {figures}.",
            "",
            f"**{self.outcome}.**",
            "",
            f"*Seed {self.seed}, {self.database}, Python {platform.python_version()}, "
            f"Linux {platform.release()}, cores {os.cpu_count()}*",
        ]

    def write_into(self, page: Path) -> bool:
        """Put the table between the marks of a page; whether it has any."""
        text, times = PLACE.subn(partial(_between, "\n".join(self.table())), page.read_text())
        page.write_text(text)
        return bool(times)


def _between(written: str, mark: re.Match[str]) -> str:
    return f"{mark[1]}{written}\n{mark[2]}"
