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
        ("。", ""),
    ],
)
def test_spaces_width_case_and_punctuation_do_not_decide(written: str, folded: str) -> None:
    assert fold_answer(written) == folded


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_up_to_width(text: str) -> None:
    once = fold_answer(text)
    assert fold_answer(fold_answer(once)) == fold_answer(once)
