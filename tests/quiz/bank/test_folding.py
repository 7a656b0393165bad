import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.folding import fold_answer


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        (" 96110 ", "96110"),
        ("９６１１０", "96110"),
        ("Wi-Fi", "wifi"),
        ("WIFI", "wifi"),
        ("《网络安全法》", "网络安全法"),
        ("双因素、认证。", "双因素认证"),
        ("two-factor authentication", "twofactorauthentication"),
        ("3.5", "3.5"),
        ("-2", "-2"),
        ("５０％", "50%"),
        ("50 %", "50%"),
        ("5 ‰", "5‰"),
        ("−2", "-2"),
        ("－２", "-2"),
        ("1,000", "1000"),
        ("2026-11-25", "20261125"),
        ("C++", "c++"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("反诈\N{ZERO WIDTH SPACE}专线\N{ZERO WIDTH NO-BREAK SPACE}", "反诈专线"),
        ("网络\N{IDEOGRAPHIC SPACE}安全\t法\n", "网络安全法"),
        ("“钓鱼”（邮件）……", "钓鱼邮件"),
        ("%", ""),
        ("。", ""),
    ],
)
def test_spaces_width_case_and_punctuation_do_not_decide(written: str, folded: str) -> None:
    assert fold_answer(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("3.5", "35"), ("-2", "2"), ("50%", "50"), ("5‰", "5%"), ("c++", "c"), ("é", "e")],
)
def test_what_carries_meaning_is_kept(one: str, other: str) -> None:
    assert fold_answer(one) != fold_answer(other)


WORDS = st.text("abzABZ网络安全0189", min_size=1, max_size=12)


@given(WORDS, st.text(" \t\u3000，。、；：？！“”‘’（）《》…—·,;:?!\"'()[]{}", max_size=6))
def test_what_stands_around_or_between_words_does_not_decide(word: str, mark: str) -> None:
    assert fold_answer(f"{mark}{word}{mark}") == fold_answer(word)
    assert fold_answer(f"网{mark}络") == "网络"


@given(WORDS)
def test_width_and_case_do_not_decide(word: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)
    assert fold_answer(wide) == fold_answer(word) == fold_answer(word.swapcase())


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_up_to_width(text: str) -> None:
    once = fold_answer(text)
    assert fold_answer(fold_answer(once)) == fold_answer(once)
