"""What changed between two texts, word by word."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.comparing import Change, Piece, compare_contents, compare_words
from quiz.bank.types import parse_content
from tests.quiz.factories import content

SAME, REMOVED, ADDED = Change


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_make_up_both_texts(old: str, new: str):
    pieces = compare_words(old, new)
    assert "".join(one.text for one in pieces if one.change is not ADDED) == old
    assert "".join(one.text for one in pieces if one.change is not REMOVED) == new


@given(st.text(min_size=1, max_size=60))
def test_equal_texts_have_no_difference(text: str):
    assert compare_words(text, text) == (Piece(SAME, text),)


def test_english_is_compared_by_words_and_chinese_by_signs():
    assert compare_words("Call 110 now", "Call 96110 now") == (
        Piece(SAME, "Call "),
        Piece(REMOVED, "110"),
        Piece(ADDED, "96110"),
        Piece(SAME, " now"),
    )
    assert compare_words("立即拨打电话", "立即停止通话") == (
        Piece(SAME, "立即"),
        Piece(REMOVED, "拨打电"),
        Piece(ADDED, "停止通"),
        Piece(SAME, "话"),
    )


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str | None]]:
    found = compare_contents(parse_content(old), parse_content(new))
    return [(one.place, one.language and one.language.value) for one in found]


def test_only_what_changed_is_told_in_reading_order():
    old, new = content("single"), content("single")
    new["explanation"] = {"zh-Hans": "解析 1", "en": "Because of this"}
    new["stem"] = {"zh-Hans": "试题 Question 1"}
    new["options"] = [*old["options"][:3], {"id": "e", "text": {"en": "Another"}}]
    new["key"] = ["b"]
    assert differences(old, old) == []
    assert differences(old, new) == [
        ("/stem", "en"),
        ("/options/d/text", "zh-Hans"),
        ("/options/d/text", "en"),
        ("/options/e/text", "en"),
        ("/key", None),
        ("/explanation", "en"),
    ]


def test_an_order_is_compared_as_its_author_wrote_it():
    old = content("ordering")
    new = old | {"key": ["c", "b", "a"]}
    new["options"] = [old["options"][1], old["options"][0], old["options"][2]]
    assert differences(old, new) == [
        ("/options/1/text", "zh-Hans"),
        ("/options/1/text", "en"),
        ("/options/2/text", "zh-Hans"),
        ("/options/2/text", "en"),
    ]


def test_keys_are_told_in_signs():
    old = content("numeric")
    new = old | {"key": [{"min": "1", "max": "3"}]}
    found = compare_contents(parse_content(old), parse_content(new))
    assert [(one.place, one.pieces) for one in found] == [
        ("/key", compare_words("7 ± 0.5", "1 – 3"))
    ]


def test_what_differs_very_much_is_compared_by_sentences_or_as_a_whole():
    one, two, changed = "一二三。" * 75, "四五六。" * 75, "一二三！" * 75
    assert compare_words(one + two, two + changed) == (
        Piece(Change.REMOVED, one),
        Piece(Change.SAME, two),
        Piece(Change.ADDED, changed),
    )
    flat_old, flat_new = "甲乙" * 400, "乙甲" * 400
    assert compare_words(flat_old, flat_new) == (
        Piece(Change.REMOVED, flat_old),
        Piece(Change.ADDED, flat_new),
    )


def test_the_longest_texts_that_begin_and_end_alike_are_compared_by_signs():
    start, end = "一" * 10_000, "二" * 9_000
    assert compare_words(f"{start}甲{end}", f"{start}乙{end}") == (
        Piece(Change.SAME, start),
        Piece(Change.REMOVED, "甲"),
        Piece(Change.ADDED, "乙"),
        Piece(Change.SAME, end),
    )
