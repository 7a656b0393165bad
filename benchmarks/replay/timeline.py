"""What was answered when, and how soon, second by second."""

from array import array
from collections import defaultdict
from dataclasses import dataclass

from benchmarks.load import percentile
from benchmarks.report import Figures


@dataclass(frozen=True, slots=True)
class Moment:
    """One second of a replay."""

    second: int
    answered: int
    p99_ms: float
    board_lag_s: float | None


class Timeline:
    """Latencies by kind and second, and how old the board was."""

    def __init__(self) -> None:
        self._latencies: dict[str, dict[int, array[float]]] = defaultdict(
            lambda: defaultdict(lambda: array("f"))
        )
        self._lags: dict[int, float] = {}

    def note(self, kind: str, *, at_s: float, latency_s: float) -> None:
        """Something of this kind was answered."""
        self._latencies[kind][int(at_s)].append(latency_s)

    def note_lag(self, *, at_s: float, lag_s: float) -> None:
        """The board that was seen was so old; of each second the oldest counts."""
        self._lags[int(at_s)] = max(self._lags.get(int(at_s), 0.0), lag_s)

    def moments(self) -> list[Moment]:
        """Second by second, without those before the first and after the last."""
        seconds = {second for by_second in self._latencies.values() for second in by_second}
        return [self._moment(second) for second in range(max(seconds, default=-1) + 1)]

    def figures(self) -> dict[str, Figures]:
        """A row for each kind, over the whole time."""
        return {kind: _figures(by_second) for kind, by_second in sorted(self._latencies.items())}

    def _moment(self, second: int) -> Moment:
        together = [
            latency
            for by_second in self._latencies.values()
            for latency in by_second.get(second, ())
        ]
        p99_ms = percentile(together, 99) * 1000
        return Moment(second, len(together), p99_ms, self._lags.get(second))


def _figures(by_second: "dict[int, array[float]]") -> Figures:
    together = [latency for latencies in by_second.values() for latency in latencies]
    busiest = max(len(latencies) for latencies in by_second.values())
    return {
        "requests": len(together),
        "busiest second": busiest,
        "p50 ms": percentile(together, 50) * 1000,
        "p99 ms": percentile(together, 99) * 1000,
        "longest ms": max(together) * 1000,
    }
