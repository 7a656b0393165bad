"""What is nearly the same is found; the quick way finds what comparing everything would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.importing.near_duplicates import (
    MOST_COMPARED,
    THRESHOLD,
    find_alike,
    likeness,
    pieces_of,
)

# Few letters and long texts, so that many texts are alike.
TEXTS = st.lists(st.text("网络安ab", max_size=24), max_size=12)


def exact_ratio(one: str, other: str) -> float:
    """Written anew with Python's own sets of text."""
    first, second = (
        {f" {text} "[i : i + 3] for i in range(len(text))} if text else set()
        for text in (one, other)
    )
    return len(first & second) / len(first | second) if first | second else 0.0


@given(TEXTS)
@settings(max_examples=300)
def test_what_is_found_is_what_comparing_each_with_each_finds(texts: list[str]):
    found = {
        (index, alike.index): alike.ratio
        for index, others in find_alike(texts, at_most=MOST_COMPARED)
        for alike in others
    }
    assert found == {
        (index, other): ratio
        for index, text in enumerate(texts)
        for other in range(index)
        if (ratio := exact_ratio(text, texts[other])) >= THRESHOLD
    }


@given(st.text("网络安ab", max_size=24), st.text("网络安ab", max_size=24))
def test_likeness_is_the_share_of_pieces_that_both_have(one: str, other: str):
    assert likeness(pieces_of(one), pieces_of(other)) == exact_ratio(one, other)
    assert likeness(pieces_of(one), pieces_of(one)) == (1.0 if one else 0.0)


def test_texts_before_the_start_are_only_compared_with():
    texts = ["a text of the bank", "a text of the bank", "a text of the bank."]
    assert [index for index, _ in find_alike(texts, start=2)] == [2]


def test_no_more_are_named_than_asked_for():
    (_, named) = list(find_alike(["the same text"] * 6, at_most=2))[-1]
    assert len(named) == 2


def test_a_thousand_texts_alike_are_not_compared_each_with_each(monkeypatch):
    calls = 0

    def counted(one, other):
        nonlocal calls
        calls += 1
        return likeness(one, other)

    monkeypatch.setattr("quiz.bank.importing.near_duplicates.likeness", counted)
    texts = [f"which of these {number:04} is the safest way to keep it" for number in range(1000)]
    assert len(list(find_alike(texts))) > 900
    assert calls <= 1000 * MOST_COMPARED
