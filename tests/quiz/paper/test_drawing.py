import json
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.types import parse_content
from quiz.paper.compiled import CompiledPaper, CompiledQuestion, CompiledSection
from quiz.paper.drawing import draw_sheet, new_seed, option_order, render_sheet
from quiz.paper.fragments import encode_question
from tests.quiz.factories import content

SEEDS = st.integers(0, 2**63 - 1)
ID = UUID(int=7)


def compiled(*sections: tuple[int, tuple[int, ...]], **rules: bool) -> CompiledPaper:
    size = max(index for _, pool in sections for index in pool) + 1
    kinds = QuestionType.values
    parsed = [parse_content(content(kinds[n % len(kinds)], str(n))) for n in range(size)]
    pooled = [index for _, pool in sections for index in pool]
    return CompiledPaper(
        id=ID,
        marking_rule=MarkingRule.PARTIAL,
        time_limit_s=1200,
        shuffle_questions=rules.get("shuffle_questions", True),
        shuffle_options=rules.get("shuffle_options", True),
        total_centi=500 * sum(count for count, _ in sections),
        sections=tuple(CompiledSection(count, 500, pool) for count, pool in sections),
        pools_overlap=len(set(pooled)) != len(pooled),
        questions=tuple(
            CompiledQuestion(n, ID, ID, c, encode_question(c)) for n, c in enumerate(parsed)
        ),
        position_sections=tuple(n for n, (count, _) in enumerate(sections) for _ in range(count)),
        position_points_centi=tuple(500 for count, _ in sections for _ in range(count)),
    )


def test_a_drawn_sheet_stays_the_same_for_ever() -> None:
    # Stored attempts rest on these: if this test fails, the drawing changed, not the test.
    paper = compiled((3, tuple(range(8))), (2, tuple(range(8, 12))))
    assert draw_sheet(paper, 20261123) == (1, 0, 5, 10, 9)
    assert option_order(paper, seed=20261123, position=1, index=0) == ("d", "c", "b", "a")


@given(SEEDS)
@settings(max_examples=200)
def test_each_section_draws_its_count_from_its_pool_without_repeats(seed: int) -> None:
    # The second pool shares five questions with the first and still always finds its three.
    paper = compiled((5, tuple(range(8))), (3, tuple(range(3, 12))), (1, (12,)))
    drawn = draw_sheet(paper, seed)
    assert len(set(drawn)) == len(drawn) == paper.question_count == 9
    for position, index in enumerate(drawn):
        assert index in paper.sections[paper.position_sections[position]].pool


@given(SEEDS)
def test_an_unshuffled_paper_keeps_the_order_of_its_pool(seed: int) -> None:
    paper = compiled((4, (5, 3, 1, 0, 2, 4)), shuffle_questions=False, shuffle_options=False)
    drawn = draw_sheet(paper, seed)
    assert sorted(drawn, key=(5, 3, 1, 0, 2, 4).index) == list(drawn)
    assert option_order(paper, seed=seed, position=0, index=0) == ("a", "b", "c", "d")


@given(SEEDS)
@settings(max_examples=50)
def test_every_sheet_shows_all_options_once_and_nothing_that_helps_to_answer(seed: int) -> None:
    paper = compiled((8, tuple(range(8))))
    drawn = draw_sheet(paper, seed)
    body = render_sheet(paper, seed=seed, drawn=drawn)
    assert b"Because" not in body
    assert b"Source" not in body
    assert b"right" not in body
    for position, question in enumerate(json.loads(body)):
        expected = paper.questions[drawn[position]].content
        assert question["position"] == position
        assert question["points"] == 5
        assert question["stem"] == expected.stem
        assert tuple(question["prompts"]) == expected.prompts
        assert question["blanks"] == (1 if question["type"] == "blank" else 0)
        assert sorted(o["id"] for o in question["options"]) == sorted(expected.option_ids)
        assert set(question) == {
            "position", "section", "points", "type", "stem", "prompts", "blanks", "options",
        }  # fmt: skip


def test_options_come_in_every_order() -> None:
    paper = compiled((1, (0,)))
    orders = {option_order(paper, seed=seed, position=0, index=0) for seed in range(500)}
    assert len(orders) == 24


@pytest.mark.parametrize("_", range(20))
def test_seeds_fit_a_signed_64_bit_column(_: int) -> None:
    assert 0 <= new_seed() < 2**63
