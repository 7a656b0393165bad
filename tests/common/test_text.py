"""Text in more than one language."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Organisation
from common.text import Language, LocalisedTextField, is_localised_text, language_of, localise

BOTH = {"zh-Hans": "知识竞赛", "en": "Knowledge contest"}


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", Language.CHINESE),
        ("zh-CN", Language.CHINESE),
        ("en", Language.ENGLISH),
        ("en-GB", Language.ENGLISH),
        ("fr", Language.CHINESE),
        ("", Language.CHINESE),
        (None, Language.CHINESE),
    ],
)
def test_every_code_leads_to_a_language_of_ours(code, language):
    assert language_of(code) == language


def test_a_text_is_given_in_the_language_asked_for():
    assert localise(BOTH, "zh-hans") == "知识竞赛"
    assert localise(BOTH, "en") == "Knowledge contest"


def test_a_text_falls_back_to_the_language_it_has():
    assert localise({"en": "Only English"}, "zh-Hans") == "Only English"
    assert localise({"zh-Hans": "只有中文"}, "en") == "只有中文"


def test_a_text_without_any_language_is_empty():
    assert localise({}, "en") == ""


@pytest.mark.parametrize("value", [BOTH, {"en": "x"}, {"zh-Hans": "字"}])
def test_maps_of_our_languages_are_localised_text(value):
    assert is_localised_text(value)


@pytest.mark.parametrize(
    "value", [None, "text", {}, {"fr": "x"}, {"en": ""}, {"en": " "}, {"en": 1}, ["en"]]
)
def test_anything_else_is_not(value):
    assert not is_localised_text(value)


def test_a_form_hears_politely_what_is_wrong():
    with pytest.raises(ValidationError) as caught:
        LocalisedTextField().clean({"fr": "bonjour"}, None)

    assert caught.value.code == "invalid_text"


def test_a_blank_text_is_allowed_where_the_column_says_so():
    assert LocalisedTextField(blank=True).clean({}, None) == {}


@pytest.mark.django_db
def test_a_save_refuses_what_is_not_localised_text():
    with pytest.raises(ValueError, match="name: 'Plain' is not localised text"):
        Organisation(slug="plain", name="Plain", kind="school").save()  # type: ignore[misc]
