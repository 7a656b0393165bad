"""Participants of a replay answer rightly and wrongly as they mean to."""

import random
from typing import Any

import pytest

from benchmarks.replay.answering import SheetOption, SheetQuestion, choose
from benchmarks.replay.marking import points_centi

OPTIONS = [SheetOption(id=name) for name in "abcd"]
KEYS: dict[str, Any] = {
    "single": ["b"],
    "true_false": False,
    "multiple": ["a", "c"],
    "ordering": ["c", "a", "d", "b"],
    "matching": ["c", "a", "d"],
    "blank": [["96110"], ["反诈", "Anti-fraud"]],
    "numeric": [{"min": "10", "max": "12"}],
}


@pytest.mark.parametrize("question_type", KEYS)
def test_what_is_meant_to_be_right_earns_everything_and_what_is_not_does_not(
    question_type: str,
) -> None:
    key = KEYS[question_type]
    question = SheetQuestion(type=question_type, stem={"zh-Hans": "？"}, options=OPTIONS)
    content = {"type": question_type, "key": key}
    for seed in range(30):
        chance = random.Random(seed)
        right = choose(question, key, right=True, chance=chance)
        wrong = choose(question, key, right=False, chance=chance)
        assert points_centi(content, right, 500) == 500, right
        assert points_centi(content, wrong, 500) < 500, wrong
