"""A ranking in memory agrees with the plain definition of a ranking."""

import zlib
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboard.ranking import Place, RankedEntry, Ranking

ids = st.integers(0, 40).map(lambda number: UUID(int=(number << 64) | (number * 7919)))
keys = st.integers(0, 12) | st.integers(0, 2**63 - 1)
standings = st.dictionaries(ids, keys, max_size=40)


def plainly_ranked(of: dict[UUID, int]) -> list[RankedEntry]:
    """1-2-2-4, people with equal keys in the order of their ids."""
    ordered = sorted((key, entry_id) for entry_id, key in of.items())
    return [
        RankedEntry(1 + sum(other < key for other in of.values()), key, entry_id)
        for key, entry_id in ordered
    ]


def ranking_of(standings: dict[UUID, int]) -> Ranking:
    return Ranking.of((key, entry_id) for entry_id, key in standings.items())


def test_equal_keys_share_a_rank_and_the_next_rank_is_skipped() -> None:
    first, second, third, fourth = (UUID(int=number) for number in range(1, 5))
    ranking = Ranking.of([(20, third), (10, first), (30, fourth), (20, second)])
    assert ranking.rows(0, 10) == [
        RankedEntry(1, 10, first),
        RankedEntry(2, 20, second),
        RankedEntry(2, 20, third),
        RankedEntry(4, 30, fourth),
    ]


@given(standings)
def test_rows_are_the_plain_ranking(of: dict[UUID, int]) -> None:
    assert ranking_of(of).rows(0, len(of)) == plainly_ranked(of)


@given(standings, st.dictionaries(ids, st.none() | keys, max_size=40))
def test_merging_equals_building_anew_and_repeating_it_changes_nothing(
    of: dict[UUID, int], changed: dict[UUID, int | None]
) -> None:
    merged = ranking_of(of).merged(changed)
    after = {k: v for k, v in {**of, **changed}.items() if v is not None}
    assert merged.rows(0, len(after)) == plainly_ranked(after)
    assert merged.merged(changed).rows(0, len(after)) == plainly_ranked(after)


@given(standings, ids, st.none() | keys)
def test_a_place_is_found_whatever_key_is_guessed(
    of: dict[UUID, int], entry_id: UUID, guess: int | None
) -> None:
    ranking = ranking_of(of)
    expected = next(
        (
            Place(rank=row.rank, of=len(of), row=index)
            for index, row in enumerate(plainly_ranked(of))
            if row.entry_id == entry_id
        ),
        None,
    )
    assert ranking.place_of(entry_id, likely_key=guess) == expected
    assert ranking.place_of(entry_id, likely_key=of.get(entry_id)) == expected


@given(standings)
def test_a_ranking_survives_packing(of: dict[UUID, int]) -> None:
    unpacked = Ranking.unpacked(ranking_of(of).packed())
    assert unpacked.rows(0, len(of)) == plainly_ranked(of)


def test_a_ranking_that_was_stored_compressed_can_still_be_read() -> None:
    ranking = ranking_of({UUID(int=number << 64 | 5): 9 - number for number in range(4)})
    steps = np.diff(ranking.keys, prepend=np.int64(0)).tobytes()
    compressed = zlib.compress(steps + ranking.high.tobytes() + ranking.low.tobytes(), 1)
    assert Ranking.unpacked(compressed).equals(ranking)


@pytest.mark.parametrize(
    ("row", "expected"), [(0, [0, 1, 2]), (4, [2, 3, 4, 5, 6]), (9, [7, 8, 9])]
)
def test_neighbours_stop_at_the_ends(row: int, expected: list[int]) -> None:
    ranking = Ranking.of((number, UUID(int=number)) for number in range(10))
    place = ranking.place_of(UUID(int=row))
    assert place is not None
    assert [near.key for near in ranking.neighbours(place, each_side=2)] == expected


def test_an_entry_takes_24_bytes() -> None:
    ranking = Ranking.of((number, UUID(int=number)) for number in range(1000))
    assert ranking.bytes_held == 24 * 1000


def test_the_ranking_of_nobody_answers_every_question() -> None:
    nobody = Ranking.empty()
    assert len(nobody) == 0
    assert nobody.rows(0, 50) == []
    assert nobody.place_of(UUID(int=1), likely_key=3) is None
    assert len(Ranking.unpacked(nobody.packed())) == 0
    assert len(nobody.merged({UUID(int=1): None})) == 0
