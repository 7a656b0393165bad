"""Measuring a load: its rates and waits, and which process spent the processor time on it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from benchmarks.load import Load, OnReply, put_load
from benchmarks.processes import cpu_seconds, parent_of
from benchmarks.report import Bound, Figures, Report, Target
from benchmarks.server import Served
from benchmarks.versions import database_pid, redis_pid, versions

GOOD = frozenset({200, 201, 304})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure, and how much."""

    benchmark: str
    database: str
    rounds: int
    seconds: float
    is_full: bool

    def report(
        self, scenes: dict[str, Figures], targets: list[Target], notes: list[str] | None = None
    ) -> Report:
        """The report of this plan."""
        return Report(
            benchmark=self.benchmark,
            database=self.database,
            rounds=self.rounds,
            scenes=scenes,
            targets=targets,
            notes=notes or [],
            versions=versions(),
        )


class Stage:
    """Knows the processes that take part."""

    def __init__(self) -> None:
        self._roots: dict[str, int] = {}
        backend = database_pid()
        postmaster = parent_of(backend) if backend else None
        if postmaster:
            self._roots["database"] = postmaster
        redis = redis_pid()
        if redis and parent_of(redis):
            self._roots["Redis"] = redis

    @property
    def roots(self) -> dict[str, int]:
        """Database and Redis by name, as far as they run here."""
        return dict(self._roots)

    def put(
        self,
        served: Served,
        requests: Iterator[bytes] | bytes,
        *,
        connections: int,
        seconds: float,
        pace: float | None = None,
        on_reply: OnReply | None = None,
        statuses: frozenset[int] = GOOD,
    ) -> Figures:
        """Put a load on a server and return its figures; a single request is sent over and over.

        Anything but the statuses wished for is a fault of the benchmark or of the site.
        """
        roots = self._roots | {"web": served.pid}
        before, own_before = cpu_seconds(roots), time.process_time()
        load = put_load(
            port=served.port,
            requests=cycle([requests]) if isinstance(requests, bytes) else requests,
            connections=connections,
            seconds=seconds,
            pace=pace,
            on_reply=on_reply,
        )
        own_after, after = time.process_time(), cpu_seconds(roots)
        if set(load.statuses) - statuses:
            raise RuntimeError(f"unexpected answers: {load.statuses}")
        used = {name: after[name] - before[name] for name in roots}
        return figures_of(load, used | {"generator": own_after - own_before})


def warm_up(served: Served, requests: Iterator[bytes] | bytes, *, number: int = 300) -> None:
    """Let every thread load what it needs, and connect, before anything is measured."""
    endless = cycle([requests]) if isinstance(requests, bytes) else requests
    put_load(port=served.port, requests=islice(endless, number), connections=32, seconds=60)


def at_least(what: str, limit: float, measured: float, unit: str = "") -> Target:
    """A target that is met from the limit on."""
    return Target(what=what, bound=Bound.AT_LEAST, limit=limit, measured=measured, unit=unit)


def at_most(what: str, limit: float, measured: float, unit: str = "") -> Target:
    """A target that is met up to the limit."""
    return Target(what=what, bound=Bound.AT_MOST, limit=limit, measured=measured, unit=unit)


def figures_of(load: Load, used_s: dict[str, float]) -> Figures:
    """The figures of a load, all of it as wished, for which so many processor seconds were used."""
    order = ("web", "database", "Redis", "generator")
    return {
        "a second": load.answered / load.seconds,
        "p50 ms": load.p50_ms,
        "p99 ms": load.p99_ms,
        "longest ms": load.longest_ms,
    } | {
        f"{name} µs": used_s[name] / load.answered * 1e6
        for name in order
        if name in used_s and load.answered
    }


def timed(work: Callable[[], object], *, times: int = 1) -> float:
    """The seconds that one call takes, over so many."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def over_and_over(work: Callable[[], int], *, seconds: float) -> Figures:
    """Work without HTTP in one thread: what it returns counts, a second, and how long it takes."""
    took: list[float] = []
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        one = time.perf_counter()
        done += work()
        took.append(time.perf_counter() - one)
    took.sort()
    return {
        "a second": done / sum(took),
        "p50 ms": took[len(took) // 2] * 1000,
        "p99 ms": took[len(took) * 99 // 100] * 1000,
        "longest ms": took[-1] * 1000,
    }
