"""Secrets at rest."""

import pytest

from common.sealing import BrokenSealError, seal, unseal


def test_what_was_sealed_can_be_read_again():
    assert unseal(seal("验证码 482913")) == "验证码 482913"


def test_a_seal_hides_the_text_and_never_repeats():
    assert "482913" not in seal("482913")
    assert seal("482913") != seal("482913")


def test_a_former_key_still_opens_what_it_sealed(settings):
    sealed = seal("482913")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a newer key", [settings.SECRET_KEY]

    assert unseal(sealed) == "482913"


def test_another_site_cannot_read_it(settings):
    sealed = seal("482913")
    settings.SECRET_KEY = "another key"

    with pytest.raises(BrokenSealError):
        unseal(sealed)


@pytest.mark.parametrize("text", ["", "482913", "gAAAA", "验证码"])
def test_text_that_was_never_sealed_is_refused(text):
    with pytest.raises(BrokenSealError):
        unseal(text)
