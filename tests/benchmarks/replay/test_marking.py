"""The second marking, by which a replay's scores are checked."""

from typing import Any

import pytest

from benchmarks.replay.marking import points_centi

SINGLE = {"type": "single", "key": ["b"]}
MULTIPLE = {"type": "multiple", "key": ["a", "b", "c"]}
TRUE = {"type": "true_false", "key": True}
ORDER = {"type": "ordering", "key": ["b", "c", "a"]}
PAIRS = {"type": "matching", "key": ["b", "a", "b"]}
BLANKS = {"type": "blank", "key": [["96110"], ["Anti-fraud", "反诈"]]}
NUMBER = {
    "type": "numeric",
    "key": [{"value": "3", "tolerance": "0.5"}, {"min": "10", "max": "12"}],
}


@pytest.mark.parametrize(
    ("content", "response", "earned"),
    [
        (SINGLE, ["b"], 500),
        (SINGLE, ["a"], 0),
        (SINGLE, [], 0),
        (SINGLE, None, 0),
        (TRUE, [True], 500),
        (TRUE, [False], 0),
        (MULTIPLE, ["a", "b", "c"], 500),
        (MULTIPLE, ["a"], 167),
        (MULTIPLE, ["a", "b"], 333),
        (MULTIPLE, ["a", "d"], 0),
        (ORDER, ["b", "c", "a"], 500),
        (ORDER, ["c", "b", "a"], 0),
        (PAIRS, ["b", "a", "b"], 500),
        (PAIRS, ["b", "", "b"], 333),
        (PAIRS, ["b", "b", "b"], 0),
        (BLANKS, ["96110", "反诈。"], 500),
        (BLANKS, ["９６１１０", "fraud"], 250),
        (BLANKS, ["", "ANTI-FRAUD"], 250),
        (NUMBER, ["3.5"], 500),
        (NUMBER, ["12"], 500),
        (NUMBER, ["4"], 0),
        (NUMBER, ["many"], 0),
    ],
)
def test_each_type_earns_its_share(
    content: dict[str, Any], response: list[Any] | None, earned: int
) -> None:
    assert points_centi(content, response, 500) == earned


def test_a_type_that_it_does_not_know_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="essay"):
        points_centi({"type": "essay", "key": []}, ["a"], 500)
