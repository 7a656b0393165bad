"""Finding questions that say nearly the same, without comparing each with each.

Two texts are as alike as the share of their three-letter pieces that both have (Jaccard). Pieces
are ordered from rare to common; two texts that share the share `THRESHOLD` of all pieces must
share one among the first few of each (prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Xiao
et al., PPJoin, 2008). So only texts with a rare piece in common are compared, and the work grows
with the number of texts. Where very many share one, only the nearest before it are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

THRESHOLD = 0.8
MOST_COMPARED = 32
"""How many texts one text is compared with at most."""

Pieces: TypeAlias = npt.NDArray[np.uint32]

_EDGE = " "
_COUNTERS = 1 << 20


@dataclass(frozen=True, slots=True)
class Alike:
    """Another text, by its index, and how alike it is, from `THRESHOLD` to 1."""

    index: int
    ratio: float


def pieces_of(text: str) -> Pieces:
    """The different three-letter pieces of a text as sorted hashes; none of an empty text."""
    if not text:
        return np.empty(0, dtype=np.uint32)
    padded = f"{_EDGE}{text}{_EDGE}".encode("utf-32-le", errors="replace")
    letters = np.frombuffer(padded, dtype=np.uint32).astype(np.uint64)
    # 21 bits a letter: before the multiplication no two pieces are the same number.
    numbers = (letters[:-2] << 42) | (letters[1:-1] << 21) | letters[2:]
    return np.unique(((numbers * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)).astype(np.uint32))


def likeness(one: Pieces, other: Pieces) -> float:
    """The share of all pieces that both have."""
    if not len(one) or not len(other):
        return 0.0
    both = np.concatenate((one, other))
    both.sort()
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    return common / (len(both) - common)


def find_alike(
    texts: Sequence[str], *, start: int = 0, at_most: int = 3
) -> Iterator[tuple[int, list[Alike]]]:
    """For each text from `start` on that has any: the texts before it that it is like.

    At most `at_most` of them, in no particular order. Empty texts are like nothing.
    """
    pieces = [pieces_of(text) for text in texts]
    rarity = np.zeros(_COUNTERS, dtype=np.uint32)
    for own in pieces:
        rarity[own % _COUNTERS] += 1
    seen: dict[int, list[int]] = {}
    for index, own in enumerate(pieces):
        prefix = _rarest(own, rarity)
        if index >= start:
            found = _search(index, prefix, pieces, seen, at_most)
            if found:
                yield index, found
        for piece in prefix:
            seen.setdefault(piece, []).append(index)


def _rarest(own: Pieces, rarity: npt.NDArray[np.uint32]) -> list[int]:
    """The pieces of which two texts that are alike must share one, rarest first.

    A piece that only one text has leads nowhere and is left out.
    """
    if not len(own):
        return []
    counts = rarity[own % _COUNTERS]
    length = len(own) - ceil(THRESHOLD * len(own)) + 1
    order = np.lexsort((own, counts))[:length]
    found: list[int] = own[order[counts[order] > 1]].tolist()
    return found


def _search(
    index: int,
    prefix: Sequence[int],
    pieces: Sequence[Pieces],
    seen: dict[int, list[int]],
    at_most: int,
) -> list[Alike]:
    own = pieces[index]
    found: list[Alike] = []
    compared: set[int] = set()
    for piece in prefix:
        for other in reversed(seen.get(piece, [])[-MOST_COMPARED:]):
            if other in compared:
                continue
            if len(found) == at_most or len(compared) == MOST_COMPARED:
                return found
            compared.add(other)
            ratio = _ratio_at_least(own, pieces[other])
            if ratio:
                found.append(Alike(other, ratio))
    return found


def _ratio_at_least(own: Pieces, other: Pieces) -> float:
    """How alike they are, or 0 where it is less than the threshold."""
    if min(len(own), len(other)) < THRESHOLD * max(len(own), len(other)):
        return 0.0
    ratio = likeness(own, other)
    return ratio if ratio >= THRESHOLD else 0.0
