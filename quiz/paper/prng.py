"""A pseudo-random sequence that is the same for ever.

A sheet is a function of its paper and its seed, and must come out the same in ten years, so the
generator is ours rather than the standard library's, whose `sample` and `shuffle` may change.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_MASK: Final = (1 << 64) - 1
_GAMMA: Final = 0x9E3779B97F4A7C15

SEED_BITS: Final = 63
"""Seeds are non-negative and fit a signed 64-bit column."""


class SplitMix64:
    """SplitMix64 of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
    OOPSLA 2014, figure 17 with the mixing constants of variant 13 by David Stafford.
    """  # noqa: D205 - the citation is the summary

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        """Start from any 64-bit seed."""
        self._state = seed & _MASK

    def next_word(self) -> int:
        """Return the next 64 random bits."""
        self._state = (self._state + _GAMMA) & _MASK
        word = self._state
        word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _MASK
        return word ^ (word >> 31)

    def below(self, bound: int) -> int:
        """Return a number from 0 to `bound` - 1, each equally likely."""
        # Words of the incomplete last interval would favour small numbers: take another.
        limit = (1 << 64) - (1 << 64) % bound
        while (word := self.next_word()) >= limit:
            pass
        return word % bound

    def sample(self, population: Sequence[T], count: int) -> list[T]:
        """Return `count` members in random order (the first steps of Fisher and Yates)."""
        pool = list(population)
        for position in range(count):
            other = position + self.below(len(pool) - position)
            pool[position], pool[other] = pool[other], pool[position]
        return pool[:count]

    def shuffled(self, population: Sequence[T]) -> list[T]:
        """Return all members in random order."""
        return self.sample(population, len(population))
