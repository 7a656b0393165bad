"""Which steps lead a question where."""

import pytest

from quiz.bank.enums import QuestionStatus
from quiz.bank.workflow import (
    SecondReaderNeeded,
    Standing,
    Step,
    StepNotPossible,
    next_status,
    possible_steps,
    waits_for_second_reader,
)

DRAFT, REVIEWED, PUBLISHED, RETIRED = QuestionStatus


@pytest.mark.parametrize(
    ("standing", "steps"),
    [
        (Standing(status=DRAFT), {"review": REVIEWED, "publish": PUBLISHED, "retire": RETIRED}),
        (Standing(status=DRAFT, needs_second_reader=True), {"retire": RETIRED}),
        (
            Standing(status=REVIEWED, needs_second_reader=True),
            {"publish": PUBLISHED, "retire": RETIRED, "reopen": DRAFT},
        ),
        (Standing(status=PUBLISHED), {"retire": RETIRED, "reopen": DRAFT}),
        (
            Standing(status=PUBLISHED, has_unreviewed_text=True),
            {"review": PUBLISHED, "retire": RETIRED, "reopen": DRAFT},
        ),
        (
            Standing(status=PUBLISHED, has_unreviewed_text=True, needs_second_reader=True),
            {"retire": RETIRED, "reopen": DRAFT},
        ),
        (Standing(status=RETIRED, needs_second_reader=True), {"reopen": DRAFT}),
    ],
)
def test_each_standing_has_its_steps(standing: Standing, steps: dict[str, QuestionStatus]):
    assert {step.value: next_status(standing, step) for step in possible_steps(standing)} == steps


def test_the_reason_of_a_refusal_is_told_apart():
    alone = Standing(status=DRAFT, needs_second_reader=True)
    with pytest.raises(SecondReaderNeeded):
        next_status(alone, Step.REVIEW)
    with pytest.raises(StepNotPossible) as refused:
        next_status(alone, Step.REOPEN)
    assert not isinstance(refused.value, SecondReaderNeeded)
    assert waits_for_second_reader(alone)
    assert not waits_for_second_reader(Standing(status=RETIRED, needs_second_reader=True))
