"""The rank key: a standing packed into one integer, smaller is better.

From the highest bit down: the score, turned round (`highest score - score`), then the tie-breaks in
the contest's order. A tie-break the contest does not use takes no bits, so people equal in
everything that counts have equal keys and share a rank. The fields:

- score: as many bits as the highest score needs, at most 26 (671,088.63 points);
- time used, in milliseconds: as many bits as the longest time needs, at most 27 (37 hours);
- finishing time: what is left of 63 bits, in units of at least a millisecond chosen so that four
  times the contest's window fits. Twenty minutes and 100 points over a month: 28 bits, 39 ms.

Values outside a field's range are clamped to its ends. A key is never negative.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self, TypedDict

from quiz.leaderboard.enums import TieBreak

KEY_BITS = 63
SCORE_BITS_AT_MOST = 26
TIME_BITS_AT_MOST = 27
# An extended contest keeps its layout up to this many times its first window.
WINDOW_HEADROOM = 4

_MILLISECOND = timedelta(milliseconds=1)


class StoredLayout(TypedDict):
    """A layout as it is kept in JSON."""

    tie_breaks: list[str]
    highest_score_centi: int
    time_bits: int
    finish_bits: int
    finish_unit_ms: int
    opens_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLayout:
    """Which bits of a key mean what, for one contest."""

    tie_breaks: tuple[TieBreak, ...]
    highest_score_centi: int
    time_bits: int
    finish_bits: int
    finish_unit_ms: int
    opens_at: datetime

    @classmethod
    def fitting(
        cls,
        *,
        tie_breaks: Sequence[TieBreak],
        highest_score_centi: int,
        longest_time_ms: int,
        opens_at: datetime,
        closes_at: datetime,
    ) -> Self:
        """Return the layout with the finest finishing time that this contest leaves room for."""
        score_bits = min(max(highest_score_centi, 1).bit_length(), SCORE_BITS_AT_MOST)
        time_bits = finish_bits = finish_unit_ms = 0
        if TieBreak.TIME_USED in tie_breaks:
            time_bits = min(max(longest_time_ms, 1).bit_length(), TIME_BITS_AT_MOST)
        if TieBreak.FINISHED_AT in tie_breaks:
            finish_bits = KEY_BITS - score_bits - time_bits
            span_ms = max((closes_at - opens_at) // _MILLISECOND, 1) * WINDOW_HEADROOM
            finish_unit_ms = -(-span_ms // ((1 << finish_bits) - 1))
        return cls(
            tie_breaks=tuple(dict.fromkeys(tie_breaks)),
            highest_score_centi=min(max(highest_score_centi, 1), (1 << score_bits) - 1),
            time_bits=time_bits,
            finish_bits=finish_bits,
            finish_unit_ms=finish_unit_ms,
            opens_at=opens_at,
        )

    def key(self, *, score_centi: int, time_used_ms: int, finished_at: datetime) -> int:
        """Return the rank key of a standing."""
        key = self.highest_score_centi - min(max(score_centi, 0), self.highest_score_centi)
        for tie_break in self.tie_breaks:
            if tie_break is TieBreak.TIME_USED:
                key = (key << self.time_bits) | _clamped(time_used_ms, self.time_bits)
            else:
                units = (finished_at - self.opens_at) // _MILLISECOND // self.finish_unit_ms
                key = (key << self.finish_bits) | _clamped(units, self.finish_bits)
        return key

    def score_centi(self, key: int) -> int:
        """Return the score packed into `key`, in hundredths of a point."""
        return self.highest_score_centi - (key >> (self.time_bits + self.finish_bits))

    def time_used_ms(self, key: int) -> int | None:
        """Return the time packed into `key`; None where the contest does not rank by time."""
        if not self.time_bits:
            return None
        later = self.tie_breaks[self.tie_breaks.index(TieBreak.TIME_USED) + 1 :]
        shift = self.finish_bits if TieBreak.FINISHED_AT in later else 0
        return (key >> shift) & ((1 << self.time_bits) - 1)

    def holds(self, closes_at: datetime) -> bool:
        """Say whether finishing times up to `closes_at` can still be told apart."""
        if not self.finish_bits:
            return True
        span_ms = ((1 << self.finish_bits) - 1) * self.finish_unit_ms
        return (closes_at - self.opens_at) // _MILLISECOND <= span_ms

    def stored(self) -> StoredLayout:
        """Return the layout as JSON values."""
        return {
            "tie_breaks": [tie_break.value for tie_break in self.tie_breaks],
            "highest_score_centi": self.highest_score_centi,
            "time_bits": self.time_bits,
            "finish_bits": self.finish_bits,
            "finish_unit_ms": self.finish_unit_ms,
            "opens_at": self.opens_at.astimezone(UTC).isoformat(),
        }

    @classmethod
    def restored(cls, stored: StoredLayout) -> Self:
        """Return the layout that `stored()` described."""
        return cls(
            tie_breaks=tuple(TieBreak(value) for value in stored["tie_breaks"]),
            highest_score_centi=stored["highest_score_centi"],
            time_bits=stored["time_bits"],
            finish_bits=stored["finish_bits"],
            finish_unit_ms=stored["finish_unit_ms"],
            opens_at=datetime.fromisoformat(stored["opens_at"]),
        )


def _clamped(value: int, bits: int) -> int:
    return min(max(value, 0), (1 << bits) - 1)
