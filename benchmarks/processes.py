"""The processor time of the processes that take part, read from `/proc` around a run.

A process counts with all its descendants, also those that ended meanwhile, as long as their parent
has waited for them. The kernel counts in hundredths of a second.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class ProcessTime:
    """A line of `/proc/PID/stat`, as far as it matters here."""

    pid: int
    parent: int
    ticks: int
    """Its own, and those of its children that ended."""


def read_stat(line: str) -> ProcessTime:
    """Read the line; the name in it may hold spaces and brackets."""
    pid, _, rest = line.partition(" (")
    fields = rest.rpartition(")")[2].split()
    return ProcessTime(int(pid), int(fields[1]), sum(int(field) for field in fields[11:15]))


def tree_ticks(root: int, processes: Iterable[ProcessTime]) -> int:
    """The ticks of a process and of all its descendants."""
    known = list(processes)
    children: dict[int, list[ProcessTime]] = {}
    for process in known:
        children.setdefault(process.parent, []).append(process)
    pending = [process for process in known if process.pid == root]
    ticks = 0
    while pending:
        process = pending.pop()
        ticks += process.ticks
        pending += children.get(process.pid, [])
    return ticks


def cpu_seconds(roots: Mapping[str, int]) -> dict[str, float]:
    """The seconds that each of these process trees has used so far."""
    processes = []
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            try:
                processes.append(read_stat((folder / "stat").read_text()))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return {name: tree_ticks(pid, processes) / _TICKS_A_SECOND for name, pid in roots.items()}


def parent_of(pid: int) -> int | None:
    """The parent of a process of this machine; None if it runs elsewhere."""
    try:
        return read_stat((_PROC / str(pid) / "stat").read_text()).parent
    except FileNotFoundError:
        return None
