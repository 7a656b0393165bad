from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quiz.paper.prng import SplitMix64


def test_the_sequence_is_that_of_the_published_reference() -> None:
    # The first words for seed 1234567, as printed by the authors' reference implementation
    # (https://prng.di.unimi.it/splitmix64.c).
    random = SplitMix64(1234567)
    assert [random.next_word() for _ in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


@given(st.integers(0, 2**63 - 1), st.integers(0, 40), st.integers(0, 40))
def test_a_sample_is_made_of_distinct_members(seed: int, size: int, count: int) -> None:
    population = list(range(size))
    sample = SplitMix64(seed).sample(population, min(count, size))
    assert len(set(sample)) == len(sample) == min(count, size)
    assert set(sample) <= set(population)


def test_every_member_is_drawn_about_equally_often() -> None:
    drawn = Counter(m for seed in range(6000) for m in SplitMix64(seed).sample(range(6), 2))
    # 2,000 expected each, standard deviation about 37: six of them either way.
    assert all(abs(count - 2000) < 220 for count in drawn.values()), drawn
