import msgspec
import pytest

from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.types import parse_content, rules_of
from quiz.campaign.demo.answering import simulated_response
from quiz.campaign.demo.dice import Dice
from tests.quiz.factories import content

ROLLS = 200


def shares(question_type: QuestionType, *, knows: bool) -> set[bool]:
    """Whether the answers of many simulated people were right as a whole."""
    question = parse_content(content(question_type))
    rules = rules_of(question_type)
    responses = [simulated_response(question, knows=knows, dice=Dice(7, n)) for n in range(ROLLS)]
    return {
        rules.mark(
            question,
            rules.parse_response(question, msgspec.json.decode(response)),
            MarkingRule.ALL_OR_NOTHING,
        )
        == 1
        for response in responses
        if response is not None
    }


@pytest.mark.parametrize("question_type", QuestionType)
def test_who_knows_answers_rightly_and_who_does_not_answers_wrongly(
    question_type: QuestionType,
) -> None:
    assert shares(question_type, knows=True) == {True}
    assert shares(question_type, knows=False) == {False}


def test_some_who_do_not_know_answer_nothing() -> None:
    question = parse_content(content("matching"))
    responses = [simulated_response(question, knows=False, dice=Dice(7, n)) for n in range(ROLLS)]
    assert 0 < responses.count(None) < ROLLS / 5
