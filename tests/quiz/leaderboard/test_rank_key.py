"""The rank key orders people exactly as the contest's rule does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboard.enums import TieBreak
from quiz.leaderboard.rank_key import KEY_BITS, KeyLayout

OPENS_AT = datetime(2026, 9, 14, 0, 0, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

tie_break_lists = st.sampled_from(
    [
        (),
        (TieBreak.TIME_USED,),
        (TieBreak.FINISHED_AT,),
        (TieBreak.TIME_USED, TieBreak.FINISHED_AT),
        (TieBreak.FINISHED_AT, TieBreak.TIME_USED),
    ]
)


@st.composite
def layouts(draw: st.DrawFn) -> KeyLayout:
    return KeyLayout.fitting(
        tie_breaks=draw(tie_break_lists),
        highest_score_centi=draw(st.integers(1, 60_000_000)),
        longest_time_ms=draw(st.integers(1, 100_000_000)),
        opens_at=OPENS_AT,
        closes_at=OPENS_AT + timedelta(minutes=draw(st.integers(1, 60 * 24 * 400))),
    )


@st.composite
def standings(draw: st.DrawFn, layout: KeyLayout) -> tuple[int, int, datetime]:
    span = ((1 << layout.finish_bits) - 1) * layout.finish_unit_ms
    return (
        draw(up_to(layout.highest_score_centi)),
        draw(up_to((1 << layout.time_bits) - 1)),
        OPENS_AT + draw(up_to(span)) * MILLISECOND,
    )


def up_to(highest: int) -> st.SearchStrategy[int]:
    """Small numbers make ties likely, the whole range makes overflow visible."""
    return st.integers(0, min(3, highest)) | st.integers(0, highest)


def as_tuple(layout: KeyLayout, standing: tuple[int, int, datetime]) -> tuple[int, ...]:
    score, time_used_ms, finished_at = standing
    fields = [-score]
    for tie_break in layout.tie_breaks:
        if tie_break is TieBreak.TIME_USED:
            fields.append(time_used_ms)
        else:
            fields.append((finished_at - OPENS_AT) // MILLISECOND // layout.finish_unit_ms)
    return tuple(fields)


def key_of(layout: KeyLayout, standing: tuple[int, int, datetime]) -> int:
    score, time_used_ms, finished_at = standing
    return layout.key(score_centi=score, time_used_ms=time_used_ms, finished_at=finished_at)


@given(st.data())
def test_keys_compare_as_score_time_and_finish_do(data: st.DataObject) -> None:
    layout = data.draw(layouts())
    one, other = data.draw(standings(layout)), data.draw(standings(layout))
    expected = as_tuple(layout, one) < as_tuple(layout, other)
    assert (key_of(layout, one) < key_of(layout, other)) is expected
    assert (key_of(layout, one) == key_of(layout, other)) is (
        as_tuple(layout, one) == as_tuple(layout, other)
    )


@given(st.data())
def test_score_and_time_are_read_back_from_a_key(data: st.DataObject) -> None:
    layout = data.draw(layouts())
    standing = data.draw(standings(layout))
    key = key_of(layout, standing)
    assert layout.score_centi(key) == standing[0]
    expected_time = standing[1] if TieBreak.TIME_USED in layout.tie_breaks else None
    assert layout.time_used_ms(key) == expected_time


@given(
    layout=layouts(),
    score=st.integers(-(2**70), 2**70),
    time=st.integers(-(2**70), 2**70),
    days=st.integers(-5000, 50000),
)
def test_a_key_is_never_negative_and_always_fits(
    layout: KeyLayout, score: int, time: int, days: int
) -> None:
    finished_at = OPENS_AT + timedelta(days=days)
    key = layout.key(score_centi=score, time_used_ms=time, finished_at=finished_at)
    assert 0 <= key < 1 << KEY_BITS


@given(layouts())
def test_a_layout_survives_storing(layout: KeyLayout) -> None:
    assert KeyLayout.restored(layout.stored()) == layout


@pytest.mark.parametrize(
    ("days", "unit_ms"),
    [(1, 2), (30, 39), (365, 470)],
)
def test_the_finishing_time_is_as_fine_as_the_window_allows(days: int, unit_ms: int) -> None:
    layout = KeyLayout.fitting(
        tie_breaks=(TieBreak.TIME_USED, TieBreak.FINISHED_AT),
        highest_score_centi=100_00,
        longest_time_ms=20 * 60 * 1000,
        opens_at=OPENS_AT,
        closes_at=OPENS_AT + timedelta(days=days),
    )
    assert layout.finish_unit_ms == unit_ms


def test_a_layout_holds_four_times_its_window_and_says_when_it_does_not() -> None:
    layout = KeyLayout.fitting(
        tie_breaks=(TieBreak.FINISHED_AT,),
        highest_score_centi=100_00,
        longest_time_ms=1,
        opens_at=OPENS_AT,
        closes_at=OPENS_AT + timedelta(days=400 * 365 // 4),
    )
    assert layout.holds(OPENS_AT + timedelta(days=400 * 365 - 1))
    narrow = KeyLayout.fitting(
        tie_breaks=(TieBreak.TIME_USED, TieBreak.FINISHED_AT),
        highest_score_centi=2**26,
        longest_time_ms=2**27,
        opens_at=OPENS_AT,
        closes_at=OPENS_AT + timedelta(hours=1),
    )
    assert narrow.holds(OPENS_AT + timedelta(hours=4))
    assert not narrow.holds(OPENS_AT + timedelta(days=365))
