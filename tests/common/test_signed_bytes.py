import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from common.signed_bytes import BadSignature, sign, verify


@given(st.binary(max_size=200))
def test_what_is_signed_is_read_back(payload: bytes) -> None:
    assert verify(sign(payload, purpose="test.one"), purpose="test.one") == payload


@given(st.binary(max_size=40), st.data())
def test_a_changed_character_is_noticed(payload: bytes, data: st.DataObject) -> None:
    signed = sign(payload, purpose="test.one")
    place = data.draw(st.integers(0, len(signed) - 2))
    other = "B" if signed[place] == "A" else "A"
    with pytest.raises(BadSignature):
        verify(signed[:place] + other + signed[place + 1 :], purpose="test.one")


@pytest.mark.parametrize("text", ["", "x", "Ab", "ä", "A" * 22, "not base64!"])
def test_what_we_never_signed_is_refused(text: str) -> None:
    with pytest.raises(BadSignature):
        verify(text, purpose="test.one")


def test_what_is_signed_for_one_purpose_is_worth_nothing_for_another() -> None:
    with pytest.raises(BadSignature):
        verify(sign(b"mine", purpose="test.one"), purpose="test.two")


def test_what_the_last_key_signed_is_good_while_that_key_is_listed(settings: Settings) -> None:
    before = sign(b"mine", purpose="test.one")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert verify(before, purpose="test.one") == b"mine"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BadSignature):
        verify(before, purpose="test.one")
