"""What an author writes in the right order is stored so that nobody sees it."""

from typing import Any

import pytest
from hypothesis import given

from quiz.bank.arranging import arrange, scramble
from quiz.bank.question_content import QuestionContent
from quiz.bank.types import InvalidContent, parse_content
from tests.quiz.bank.strategies import contents
from tests.quiz.factories import content


def texts(options: list[dict[str, Any]]) -> list[str]:
    return [option["text"]["en"] for option in options]


def ordering(*items: str) -> dict[str, Any]:
    return {
        "type": "ordering",
        "stem": {"en": "In which order?"},
        "options": [{"text": {"en": item}} for item in items],
    }


def matching(prompts: list[str], options: list[str]) -> dict[str, Any]:
    return {
        **ordering(*options),
        "type": "matching",
        "prompts": [{"en": prompt} for prompt in prompts],
    }


def faults(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        parse_content(scramble(data))
    return [(fault.pointer, fault.code) for fault in refused.value.errors]


@given(contents())
def test_what_is_arranged_and_scrambled_again_is_what_was_stored(stored: QuestionContent):
    assert parse_content(scramble(arrange(stored), before=stored)) == stored


def test_an_order_is_hidden_and_found_again_with_its_feedback():
    data = ordering("first", "second", "third")
    data["options"][1]["feedback"] = {"en": "in the middle"}
    stored = parse_content(scramble(data))
    assert arrange(stored)["options"] == data["options"]
    assert stored.key not in (stored.option_ids, tuple(sorted(stored.option_ids)))


def test_pairs_are_hidden_and_equal_answers_become_one_option():
    data = matching(["1", "2", "3"], ["odd", "even", "odd", "neither"])
    stored = parse_content(scramble(data))
    assert len(stored.options) == 3
    assert texts(arrange(stored)["options"]) == ["odd", "even", "odd", "neither"]


def test_other_types_stay_as_they_are():
    assert scramble(content("single")) == content("single")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ordering("a", "b"), [("/options", "options_count")]),
        (ordering("a", " ", "c"), [("/options/1/text/en", "text_missing")]),
        (ordering("a", "b", "a"), [("/options/2/text", "option_repeated")]),
        (ordering("a", "b", "c") | {"key": ["a"]}, [("/key", "key_unexpected")]),
        (matching(["1", "2", "3"], ["x", "y"]), [("/options", "key_incomplete")]),
        (matching(["1", " "], ["x", "y"]), [("/prompts/1/en", "text_missing")]),
        (ordering("a", "b", "c") | {"options": "abc"}, [("/options", "options_count")]),
        (
            ordering("a", "b", "c") | {"options": ["a"] * 3},
            [("/options/0", "option_id_missing")],
        ),
        ({"type": ["ordering"]}, [("/type", "type_unknown")]),
    ],
)
def test_faults_point_into_what_the_author_wrote(
    data: dict[str, Any], expected: list[tuple[str, str]]
):
    assert faults(data)[: len(expected)] == expected
