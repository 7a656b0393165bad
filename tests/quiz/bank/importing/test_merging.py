"""What a file says is taken, what it does not say stays."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from common.text import Language
from quiz.bank.importing.merging import (
    StructureDiffers,
    changed_parts,
    merge_content,
    says_the_same,
)
from quiz.bank.question_content import QuestionContent, content_from_json, content_to_json
from quiz.bank.types import parse_content
from tests.quiz.bank.importing.files import item, only
from tests.quiz.bank.strategies import contents


def question(data: dict[str, Any]) -> QuestionContent:
    return parse_content(data)


@given(contents(languages=tuple(Language), feedback=True))
def test_either_language_alone_changes_nothing(known: QuestionContent):
    for language in Language:
        given_content = content_from_json(only(language.value, content_to_json(known)))
        merged = merge_content(known, given_content)
        assert changed_parts(known, merged.content) == ()
        assert merged.kept == set(Language.values) - {language.value}


@given(contents(languages=tuple(Language), feedback=True))
def test_a_question_says_the_same_as_itself(known: QuestionContent):
    assert says_the_same(known, known)


def test_a_corrected_option_keeps_its_id_and_its_other_language():
    known = question(item())
    data = item(language="zh-Hans")
    data["options"][1]["text"] = {"zh-Hans": "改正的选项"}
    data["options"].reverse()
    merged = merge_content(known, question(data)).content
    assert [(option.id, option.text) for option in merged.options] == [
        ("d", {"zh-Hans": "选项d", "en": "Option d"}),
        ("c", {"zh-Hans": "选项c", "en": "Option c"}),
        ("b", {"zh-Hans": "改正的选项", "en": "Option b"}),
        ("a", {"zh-Hans": "选项a", "en": "Option a"}),
    ]
    assert merged.key == ("a",)
    assert changed_parts(known, merged) == ("options",)


def test_other_ids_in_the_file_mean_the_same_options():
    known = question(item(question_type="multiple"))
    data = item(question_type="multiple")
    for option, name in zip(data["options"], "wxyz", strict=True):
        option["id"] = name
    data["key"] = ["x", "w"]
    assert merge_content(known, question(data)).content == known


def test_a_translation_is_put_beside_the_text_it_translates():
    known = question(item(language="zh-Hans", question_type="matching"))
    merged = merge_content(known, question(item(language="en", question_type="matching")))
    assert merged.content == question(item(question_type="matching"))
    assert merged.kept == {"zh-Hans"}


def test_another_number_of_options_would_lose_the_other_language():
    data = item(language="zh-Hans")
    del data["options"][3]
    with pytest.raises(StructureDiffers):
        merge_content(question(item()), question(data))


def test_with_both_languages_everything_may_change():
    known = question(item())
    new = replace(question(item("2", "true_false")), explanation={})
    merged = merge_content(known, new).content
    assert merged == replace(new, explanation=known.explanation)


def test_spellings_of_the_language_that_the_file_lacks_are_kept():
    known = question(item(question_type="blank"))
    data = item(question_type="blank", language="zh-Hans")
    data["key"] = [["正确", "对"]]
    assert merge_content(known, question(data)).content.key == (("正确", "对", "right"),)
    assert merge_content(known, question(data | {"key": [["对"]]})).content == known


def test_a_corrected_order_never_shows_in_the_listed_options():
    known = question(item(question_type="ordering"))
    data = item(question_type="ordering") | {"key": ["b", "c", "a"]}
    corrected = merge_content(known, question(data)).content
    assert (corrected.options, corrected.key) == (known.options, ("b", "c", "a"))
