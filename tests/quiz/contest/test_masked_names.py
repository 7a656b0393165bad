"""Names on boards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.contest.enums import NameDisplay
from quiz.contest.masked_names import masked_name, shown_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张伟", "张*"),
        ("张小伟", "张**"),
        ("欧阳明月", "欧阳**"),
        ("欧阳", "欧*"),
        ("司马光", "司马*"),
        ("王", "*"),
        ("Anna Smith", "A*** S***"),
        ("阿依古丽·买买提", "阿*** 买**".replace(" ", "·")),
        ("13845678901", "138****01"),
        ("anna@example.org", "a***"),
        ("Q", "Q***"),
        ("", ""),
    ],
)
def test_a_masked_name_keeps_the_surname_or_first_letters(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_a_contest_may_show_full_names() -> None:
    assert shown_name(" 张  伟 ", NameDisplay.FULL) == "张 伟"
    assert shown_name("张伟", NameDisplay.MASKED) == "张*"


@given(st.text(min_size=3, max_size=60))
def test_masking_always_takes_something_away(name: str) -> None:
    shown = shown_name(name, NameDisplay.MASKED)
    assert shown == "" or "*" in shown
