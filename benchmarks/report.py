"""What a benchmark found: rows of figures, and its targets with whether they were met."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from statistics import median
from typing import Any, Self, TypeAlias

Figures: TypeAlias = dict[str, float]
"""Column → value; the column's name says the unit."""
Round: TypeAlias = dict[str, Figures]
"""Scene → its figures in one round."""

TWICE = 2


class Bound(StrEnum):
    """Which side of the limit is good."""

    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What must be reached, and what was."""

    what: str
    bound: Bound
    limit: float
    measured: float
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it was reached."""
        if self.bound is Bound.AT_LEAST:
            return self.measured >= self.limit
        return self.measured <= self.limit

    @property
    def verdict(self) -> str:
        """`met`, or by how much it was missed, measured against the limit."""
        if self.is_met:
            return "met"
        if self.bound is Bound.AT_LEAST:
            return f"missed by {1 - self.measured / self.limit:.0%}"
        if not self.limit:
            return f"missed by {self.measured:g}"
        times = self.measured / self.limit
        return f"missed: {times:.1f} times" if times >= TWICE else f"missed by {times - 1:.0%}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One benchmark's findings on one database."""

    benchmark: str
    database: str
    rounds: int
    scenes: dict[str, Figures]
    targets: list[Target]
    notes: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values; `met` and `verdict` beside each target."""
        targets = [
            asdict(target) | {"met": target.is_met, "verdict": target.verdict}
            for target in self.targets
        ]
        return asdict(self) | {"targets": targets}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """The report that `as_json` wrote."""
        targets = [
            Target(
                what=target["what"],
                bound=Bound(target["bound"]),
                limit=target["limit"],
                measured=target["measured"],
                unit=target["unit"],
            )
            for target in found["targets"]
        ]
        return cls(**{**found, "targets": targets})


def median_round(rounds: Sequence[Round]) -> Round:
    """Each figure's median over the rounds."""
    return {
        scene: {column: median(one[scene][column] for one in rounds) for column in rounds[0][scene]}
        for scene in rounds[0]
    }


def ratio(rounds: Sequence[Round], scene: str, peer: str, column: str = "a second") -> float:
    """The median of a scene's figure over its peer's, each within its round."""
    return median(one[scene][column] / one[peer][column] for one in rounds)


def with_ratios(rounds: Sequence[Round], peers: Mapping[str, str]) -> Round:
    """The median round, and in it the rate of each scene over that of its peers.

    `peers` are scene → name of the column. A scene is not compared with itself.
    """
    found = median_round(rounds)
    for scene, figures in found.items():
        for peer, column in peers.items():
            if scene != peer and "a second" in figures:
                figures[column] = ratio(rounds, scene, peer)
    return found
