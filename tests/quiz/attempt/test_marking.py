"""Marking is pure: no test here needs a database."""

from dataclasses import replace
from uuid import UUID

import pytest

from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import Marks, RulingTerms, count_right, mark_attempt
from quiz.bank.enums import MarkingRule
from quiz.bank.types import parse_content
from quiz.paper.compiled import CompiledPaper, CompiledQuestion, CompiledSection
from quiz.paper.fragments import encode_question
from tests.quiz.factories import content

TYPES = ("single", "multiple", "true_false", "blank", "numeric", "ordering", "matching")
NOWHERE = UUID(int=0)


@pytest.fixture
def compiled() -> CompiledPaper:
    """One question of each type: 5 points each, those from the blank on worth 1."""
    contents = [parse_content(content(question_type)) for question_type in TYPES]
    return CompiledPaper(
        id=NOWHERE,
        marking_rule=MarkingRule.PARTIAL,
        time_limit_s=60,
        shuffle_questions=False,
        shuffle_options=False,
        total_centi=1900,
        sections=(
            CompiledSection(count=3, points_centi=500, pool=(0, 1, 2)),
            CompiledSection(count=4, points_centi=100, pool=(3, 4, 5, 6)),
        ),
        pools_overlap=False,
        questions=tuple(
            CompiledQuestion(index, NOWHERE, NOWHERE, found, encode_question(found))
            for index, found in enumerate(contents)
        ),
        position_sections=(0, 0, 0, 1, 1, 1, 1),
        position_points_centi=(500, 500, 500, 100, 100, 100, 100),
    )


def marks(
    compiled: CompiledPaper, responses: dict[int, str], *rulings: RulingTerms
) -> tuple[int, ...]:
    drawn = tuple(range(len(TYPES)))
    return mark_attempt(
        compiled=compiled, drawn=drawn, responses=responses, rulings=rulings
    ).by_position


ALL_RIGHT = {
    0: '["a"]',
    1: '["a","b"]',
    2: "[true]",
    3: '["right"]',
    4: '["7"]',
    5: '["c","a","b"]',
    6: '["b","a"]',
}


def test_everything_right_earns_everything(compiled: CompiledPaper) -> None:
    earned = marks(compiled, ALL_RIGHT)

    assert earned == (500, 500, 500, 100, 100, 100, 100)
    assert Marks(earned).score_centi == compiled.total_centi
    assert count_right(compiled=compiled, marks=earned) == 7


def test_nothing_answered_or_cleared_earns_nothing(compiled: CompiledPaper) -> None:
    assert marks(compiled, {}) == (0,) * 7
    assert marks(compiled, dict.fromkeys(range(7), "[]")) == (0,) * 7


def test_a_part_of_several_right_options_earns_its_share(compiled: CompiledPaper) -> None:
    earned = marks(compiled, {1: '["b"]'})

    assert earned == (0, 250, 0, 0, 0, 0, 0)
    assert count_right(compiled=compiled, marks=earned) == 0


def test_marks_follow_the_question_drawn_and_the_points_of_the_position(
    compiled: CompiledPaper,
) -> None:
    earned = mark_attempt(
        compiled=compiled, drawn=(3, 2, 1, 0), responses={0: '["right"]', 3: '["a"]'}
    )

    assert earned.by_position == (500, 0, 0, 100)


def test_a_third_is_rounded_to_the_nearest_hundredth(compiled: CompiledPaper) -> None:
    question = compiled.questions[1]
    three = replace(question, content=replace(question.content, key=("a", "b", "c")))
    paper = replace(compiled, questions=(compiled.questions[0], three, *compiled.questions[2:]))

    assert marks(paper, {1: '["a"]'})[1] == 167
    assert marks(paper, {1: '["a","b"]'})[1] == 333


def test_a_stored_response_that_no_longer_fits_costs_that_answer_only(
    compiled: CompiledPaper,
) -> None:
    assert marks(compiled, ALL_RIGHT | {0: '["z"]'}) == (0, 500, 500, 100, 100, 100, 100)


def test_a_withdrawn_question_earns_everybody_its_points(compiled: CompiledPaper) -> None:
    withdrawn = RulingTerms(index=0, kind=RulingKind.WITHDRAWN)

    assert marks(compiled, {}, withdrawn) == (500, 0, 0, 0, 0, 0, 0)
    assert marks(compiled, {0: '["b"]'}, withdrawn) == (500, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("index", "key", "response"),
    [
        (0, ["c"], '["c"]'),
        (1, ["c", "d"], '["c","d"]'),
        (2, False, "[false]"),
        (3, [["x"]], '["X"]'),
        (4, [{"value": "8"}], '["8.0"]'),
        (5, ["a", "b", "c"], '["a","b","c"]'),
        (6, ["c", "c"], '["c","c"]'),
    ],
)
def test_a_corrected_key_counts_instead_of_the_first(
    compiled: CompiledPaper, index: int, key: object, response: str
) -> None:
    corrected = RulingTerms(index=index, kind=RulingKind.KEY_CORRECTED, key=key)
    worth = compiled.position_points_centi[index]

    assert marks(compiled, {index: response}, corrected)[index] == worth
    assert marks(compiled, ALL_RIGHT, corrected)[index] == 0


def test_the_last_of_several_rulings_on_a_question_counts(compiled: CompiledPaper) -> None:
    corrected = RulingTerms(index=0, kind=RulingKind.KEY_CORRECTED, key=["c"])
    withdrawn = RulingTerms(index=0, kind=RulingKind.WITHDRAWN)

    assert marks(compiled, {}, corrected, withdrawn)[0] == 500
    assert marks(compiled, {}, withdrawn, corrected)[0] == 0
