"""Chance that comes out the same every time, so that every demo shows the same results."""

from collections.abc import Sequence
from typing import TypeVar

from quiz.paper.prng import SplitMix64

T = TypeVar("T")

# Keeps the streams of neighbouring numbers far apart.
_SPREAD = 0xD1342543DE82EF95
_THROWS_OF_A_BELL = 4


class Dice:
    """A stream of decisions of its own for each (purpose, number)."""

    def __init__(self, purpose: int, number: int) -> None:
        self._random = SplitMix64((number * _SPREAD) ^ purpose)

    def chance(self, percent: float) -> bool:
        """Whether something that happens so often happens now."""
        return self._random.below(10_000) < percent * 100

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, each equally likely."""
        return low + self._random.below(high - low + 1)

    def bell(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, those in the middle more likely."""
        return sum(self.between(low, high) for _ in range(_THROWS_OF_A_BELL)) // _THROWS_OF_A_BELL

    def choice(self, among: Sequence[T]) -> T:
        """One of several, each equally likely."""
        return among[self._random.below(len(among))]

    def weighted(self, weights: Sequence[int]) -> int:
        """The place of one of several weights, the heavier the likelier."""
        left = self._random.below(sum(weights))
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        raise AssertionError("unreachable: the draw is below the sum")

    def sample(self, among: Sequence[T], count: int) -> list[T]:
        """Several of several, in random order."""
        return self._random.sample(among, count)

    def seed(self) -> int:
        """A seed for a sheet."""
        return self._random.next_word() >> 1
