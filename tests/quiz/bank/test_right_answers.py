"""What is right, as lines for people, for every type of question."""

from typing import Any

import pytest

from quiz.bank.question_content import content_from_json
from quiz.bank.right_answers import answer_lines

BOTH = {"zh-Hans": "甲", "en": "A"}


def content(question_type: str, key: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": question_type,
        "stem": BOTH,
        "explanation": BOTH,
        "source": BOTH,
        "key": key,
        **more,
    }


def option(name: str) -> dict[str, Any]:
    return {"id": name, "text": {"zh-Hans": f"项{name}", "en": f"Item {name}"}}


OPTIONS = [option(name) for name in "abc"]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (
            content("multiple", ["a", "c"], options=OPTIONS),
            [("Item a", True), ("Item b", False), ("Item c", True)],
        ),
        (content("true_false", False), [("True", False), ("False", True)]),
        (content("blank", [["96110", "110"], ["x"]]), [("96110 / 110", True), ("x", True)]),
        (
            content(
                "numeric",
                [{"value": "3.5", "tolerance": "0.1"}, {"min": "1", "max": "2"}, {"value": "7"}],
            ),
            [("3.5 ± 0.1", True), ("1 – 2", True), ("7", True)],
        ),
        (
            content("ordering", ["c", "a", "b"], options=OPTIONS),
            [("Item c", True), ("Item a", True), ("Item b", True)],
        ),
        (
            content(
                "matching",
                ["b", "a"],
                options=OPTIONS,
                prompts=[{"en": "First", "zh-Hans": "一"}, {"en": "Second"}],
            ),
            [("First → Item b", True), ("Second → Item a", True)],
        ),
    ],
)
def test_every_type_says_what_is_right(data: dict[str, Any], lines: list[tuple[str, bool]]):
    shown = answer_lines(content_from_json(data))
    assert [(line.text["en"], line.right) for line in shown] == lines
