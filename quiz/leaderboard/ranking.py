"""A ranking held in memory: 24 bytes an entry, a place in microseconds.

Entries are sorted by rank key, and those with equal keys by id, which is the order in which they
entered: a fixed order to show people who share a rank in.
"""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.int64]
Halves = npt.NDArray[np.uint64]

_LOW_HALF = (1 << 64) - 1
_FILTER_BITS = 20
# What packed columns begin with; no compressed data does.
_PLAIN = b"ranking1"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its shared rank, among how many, and its row counted from 0."""

    rank: int
    of: int
    row: int


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """One row of a ranking."""

    rank: int
    key: int
    entry_id: UUID


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Rank keys in ascending order and, beside them, the entries' ids in two halves."""

    keys: Keys
    high: Halves
    low: Halves

    @classmethod
    def empty(cls) -> Self:
        """Return the ranking of nobody."""
        return cls(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.uint64))

    @classmethod
    def of(cls, standings: Iterable[tuple[int, UUID]]) -> Self:
        """Return the ranking of (rank key, entry id) pairs given in any order."""
        pairs = list(standings)
        ids = b"".join(entry_id.bytes for _, entry_id in pairs)
        return cls.of_columns(np.array([key for key, _ in pairs], np.int64), ids)

    @classmethod
    def of_columns(cls, keys: Keys, ids: bytes) -> Self:
        """Return the ranking of a column of keys and the ids' bytes (16 each), in any order."""
        halves = np.frombuffer(ids, ">u8").astype(np.uint64).reshape(-1, 2)
        high, low = halves[:, 0], halves[:, 1]
        order = np.lexsort((low, high, keys))
        return cls(keys[order], high[order], low[order])

    def __len__(self) -> int:
        """Return how many entries are ranked."""
        return len(self.keys)

    @property
    def bytes_held(self) -> int:
        """Return the memory the columns take."""
        return self.keys.nbytes + self.high.nbytes + self.low.nbytes

    def merged(self, changed: dict[UUID, int | None]) -> "Ranking":
        """Return the ranking with the new keys of `changed` entries; None takes an entry out.

        Merging what has been merged already changes nothing, so callers may overlap.
        """
        if not changed:
            return self
        kept = self._without(changed)
        added = Ranking.of((key, entry_id) for entry_id, key in changed.items() if key is not None)
        rows = kept._rows_for(added)
        return Ranking(
            np.insert(kept.keys, rows, added.keys),
            np.insert(kept.high, rows, added.high),
            np.insert(kept.low, rows, added.low),
        )

    def place_of(self, entry_id: UUID, *, likely_key: int | None = None) -> Place | None:
        """Return the place of an entry, None if it is not ranked here.

        `likely_key` makes it a binary search. Where the entry is ranked under another key, because
        this is an older snapshot, its id is looked up along the column (50 µs at 100,000).
        """
        row = None if likely_key is None else self._row_under(likely_key, entry_id)
        if row is None:
            row = self._row_anywhere(entry_id)
        if row is None:
            return None
        return Place(rank=self.rank_of(int(self.keys[row])), of=len(self), row=row)

    def rank_of(self, key: int) -> int:
        """Return the rank of a key: one more than the number of better ones (1-2-2-4)."""
        return int(np.searchsorted(self.keys, key, side="left")) + 1

    def rows(self, start: int, stop: int) -> list[RankedEntry]:
        """Return the rows from `start` (counted from 0) up to but without `stop`."""
        start = max(start, 0)
        keys = self.keys[start:stop]
        ranks = np.searchsorted(self.keys, keys, side="left") + 1
        columns = zip(
            ranks.tolist(),
            keys.tolist(),
            self.high[start:stop].tolist(),
            self.low[start:stop].tolist(),
            strict=True,
        )
        return [
            RankedEntry(rank, key, UUID(int=(high << 64) | low)) for rank, key, high, low in columns
        ]

    def neighbours(self, place: Place, *, each_side: int) -> list[RankedEntry]:
        """Return the row of `place` with up to `each_side` rows before and after it."""
        return self.rows(place.row - each_side, place.row + each_side + 1)

    def equals(self, other: "Ranking") -> bool:
        """Say whether the same entries have the same keys."""
        return (
            np.array_equal(self.keys, other.keys)
            and np.array_equal(self.high, other.high)
            and np.array_equal(self.low, other.low)
        )

    def packed(self) -> bytes:
        """Return the ranking's bytes, for storing.

        As they are: ids do not get smaller, and trying took ten times as long as the merge.
        """
        columns = (self.keys.astype("<i8"), self.high.astype("<u8"), self.low.astype("<u8"))
        return b"".join((_PLAIN, *(column.tobytes() for column in columns)))

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """Return the ranking that `packed()` stored."""
        if not packed.startswith(_PLAIN):
            return cls._uncompressed(packed)
        columns = np.frombuffer(packed, "<u8", offset=len(_PLAIN)).reshape(3, -1)
        return cls(
            columns[0].view("<i8").astype(np.int64),
            columns[1].astype(np.uint64),
            columns[2].astype(np.uint64),
        )

    @classmethod
    def _uncompressed(cls, packed: bytes) -> Self:
        """Return a ranking from a snapshot stored before 0.1: compressed, and keys as steps."""
        columns = np.frombuffer(zlib.decompress(packed), "<u8").reshape(3, -1)
        return cls(
            np.cumsum(columns[0].view("<i8"), dtype=np.int64),
            columns[1].astype(np.uint64),
            columns[2].astype(np.uint64),
        )

    def _without(self, entry_ids: Collection[UUID]) -> "Ranking":
        # A table of the ids' last bits leaves few rows to compare in full: ten times faster than
        # looking every row up among the changed ones.
        listed = np.zeros(1 << _FILTER_BITS, bool)
        mask = np.uint64((1 << _FILTER_BITS) - 1)
        listed[np.array([entry_id.int & int(mask) for entry_id in entry_ids], np.intp)] = True
        candidates = np.flatnonzero(listed[(self.low & mask).astype(np.intp)]).tolist()
        wanted = {entry_id.int for entry_id in entry_ids}
        gone = [row for row in candidates if self._id_at(row) in wanted]
        if not gone:
            return self
        return Ranking(
            np.delete(self.keys, gone), np.delete(self.high, gone), np.delete(self.low, gone)
        )

    def _rows_for(self, added: "Ranking") -> npt.NDArray[np.intp]:
        rows = np.searchsorted(self.keys, added.keys, side="left")
        ends = np.searchsorted(self.keys, added.keys, side="right")
        for index in np.flatnonzero(ends > rows).tolist():
            entry_id = (int(added.high[index]) << 64) | int(added.low[index])
            rows[index] = self._row_by_id(int(rows[index]), int(ends[index]), entry_id)
        return rows

    def _row_by_id(self, start: int, end: int, entry_id: int) -> int:
        """Return where an id belongs among the equal keys from `start` to `end`."""
        high, low = np.uint64(entry_id >> 64), np.uint64(entry_id & _LOW_HALF)
        first = start + int(np.searchsorted(self.high[start:end], high, side="left"))
        last = start + int(np.searchsorted(self.high[start:end], high, side="right"))
        return first + int(np.searchsorted(self.low[first:last], low, side="left"))

    def _row_under(self, key: int, entry_id: UUID) -> int | None:
        start = int(np.searchsorted(self.keys, key, side="left"))
        end = int(np.searchsorted(self.keys, key, side="right"))
        row = self._row_by_id(start, end, entry_id.int)
        return row if row < end and self._id_at(row) == entry_id.int else None

    def _row_anywhere(self, entry_id: UUID) -> int | None:
        candidates = np.flatnonzero(self.low == np.uint64(entry_id.int & _LOW_HALF)).tolist()
        return next((row for row in candidates if self._id_at(row) == entry_id.int), None)

    def _id_at(self, row: int) -> int:
        return (int(self.high[row]) << 64) | int(self.low[row])
