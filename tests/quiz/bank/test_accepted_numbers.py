from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.accepted_numbers import AcceptedNumber, read_number, write_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("96110", "96110"),
        (" ９６１１０　", "96110"),
        ("-3.5", "-3.5"),
        ("−3.5", "-3.5"),
        (".5", "0.5"),
        ("1,234,567.5", "1234567.5"),
        ("2e3", "2000"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "e5",
        "1,00",
        "3.1.4",
        "五",
        "5元",
        "1 000",
        "NaN",
        "inf",
        "½",
        "9" * 41,
        "1e300",
        "1e-99",
    ],
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_number(text) is None


@given(st.text(max_size=45))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or read_number(write_number(number)) == number


numbers = st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False)


@given(numbers)
def test_a_written_number_is_read_back(number: Decimal) -> None:
    assert read_number(write_number(number)) == number


@given(numbers, numbers.map(abs))
def test_borders_are_right_and_what_is_beyond_is_wrong(value: Decimal, tolerance: Decimal) -> None:
    accepted = AcceptedNumber.near(value, tolerance)
    assert accepted.accepts(value - tolerance)
    assert accepted.accepts(value + tolerance)
    assert not accepted.accepts(value + tolerance + Decimal("0.001"))
    assert AcceptedNumber.from_json(accepted.to_json()) == accepted


def test_a_range_has_no_value_of_its_own() -> None:
    accepted = AcceptedNumber.between(Decimal(1), Decimal(5))
    assert accepted.to_json() == {"min": "1", "max": "5"}
    assert AcceptedNumber.from_json({"min": "1", "max": "5"}) == accepted


@given(st.decimals(places=3, min_value=-(10**35), max_value=10**35))
def test_a_long_number_accepts_itself_and_nothing_beside_it(value: Decimal) -> None:
    accepted = AcceptedNumber.near(value, Decimal("0.001"))
    assert (accepted.accepts(value), accepted.tolerance) == (True, Decimal("0.001"))
    assert AcceptedNumber.from_json(accepted.to_json()) == accepted
    assert AcceptedNumber.near(value).accepts(value)
