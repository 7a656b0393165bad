import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.revising import revise_question
from quiz.paper.compiled import compile_paper, compiled_paper
from quiz.paper.models import PaperIsFrozen
from quiz.paper.pools import SectionSupply, find_pools, supply
from quiz.paper.previewing import preview_sheet
from quiz.paper.publishing import NotEnoughQuestions, publish_paper
from quiz.paper.sections import read_sections
from tests.quiz.factories import (
    NOW,
    content,
    draw_section,
    make_bank,
    make_blueprint,
    make_question,
    make_topic,
    named_section,
)

pytestmark = pytest.mark.django_db


def test_publishing_freezes_the_questions_that_fit_now() -> None:
    bank = make_bank()
    fraud, malware = make_topic(bank), make_topic(bank, "malware")
    below = make_topic(bank, "phone-fraud", parent=fraud)
    wanted = [make_question(fraud, "single", "1"), make_question(below, "single", "2")]
    make_question(fraud, "multiple", "3")
    make_question(fraud, "single", "4", difficulty=Difficulty.HARD)
    make_question(fraud, "single", "5", status=QuestionStatus.DRAFT)
    make_question(malware, "single", "6")
    section = draw_section(bank, 2, 2.5, topics=[str(fraud.id)], types=["single"], difficulties=[1])

    paper = publish_paper(blueprint=make_blueprint([section]), by=None, now=NOW)
    revise_question(question=wanted[0], content=content("single", "new"), now=NOW)
    make_question(fraud, "single", "7")

    compiled = compile_paper(paper)
    assert [q.question_id for q in compiled.questions] == [q.id for q in wanted]
    assert compiled.questions[0].content.stem["en"] == "Question 1"
    assert (paper.question_count, paper.total_centi) == (2, 500)
    assert compiled.position_points_centi == (250, 250)


def test_a_named_question_is_not_drawn_a_second_time() -> None:
    topic = make_topic(make_bank())
    questions = [make_question(topic, label=str(n)) for n in range(4)]
    sections = [draw_section(topic.bank, 3), named_section([questions[2].id])]
    pools = find_pools(read_sections(sections))
    assert [sorted(p.revisions) for p in pools] == [
        sorted(q.id for q in questions if q != questions[2]),
        [questions[2].id],
    ]


def test_what_is_missing_is_counted_in_the_worst_case() -> None:
    topic = make_topic(make_bank())
    for number in range(4):
        make_question(topic, label=str(number))
    sections = [draw_section(topic.bank, 3), draw_section(topic.bank, 2)]
    expected = [
        SectionSupply(available=4, required=3, shortfall=0),
        SectionSupply(available=4, required=2, shortfall=1),
    ]
    assert supply(find_pools(read_sections(sections))) == expected
    with pytest.raises(NotEnoughQuestions) as caught:
        publish_paper(blueprint=make_blueprint(sections), by=None, now=NOW)
    assert caught.value.supplies == expected


def test_a_published_paper_cannot_be_saved_again() -> None:
    topic = make_topic(make_bank())
    make_question(topic)
    paper = publish_paper(blueprint=make_blueprint([draw_section(topic.bank, 1)]), by=None, now=NOW)
    with pytest.raises(PaperIsFrozen):
        paper.save()


def test_a_compiled_paper_is_read_once_a_process() -> None:
    topic = make_topic(make_bank())
    make_question(topic)
    paper = publish_paper(blueprint=make_blueprint([draw_section(topic.bank, 1)]), by=None, now=NOW)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        first = compiled_paper(paper.id)
        assert compiled_paper(paper.id) is first
    assert len(queries) == 2


def test_a_preview_draws_a_whole_sheet_and_stores_nothing() -> None:
    topic = make_topic(make_bank())
    questions = {make_question(topic, label=str(n)).id for n in range(5)}
    sections = read_sections([draw_section(topic.bank, 2), draw_section(topic.bank, 3, 1)])
    sheet = preview_sheet(sections=sections, seed=3)
    assert {q.question_id for q in sheet} == questions
    assert [(q.position, q.section, q.points_centi) for q in sheet] == [
        (0, 0, 500), (1, 0, 500), (2, 1, 100), (3, 1, 100), (4, 1, 100),
    ]  # fmt: skip
    assert preview_sheet(sections=sections, seed=3) == sheet
