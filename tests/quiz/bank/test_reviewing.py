"""Letting texts through: by whom, which text, and what papers draw meanwhile."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from common.models import AuditEvent
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.models import Question, Review, Topic
from quiz.bank.reviewing import ChangedMeanwhile, take_step
from quiz.bank.revising import create_question, revise_question
from quiz.bank.workflow import SecondReaderNeeded, Step, StepNotPossible
from quiz.paper.publishing import publish_paper
from tests.quiz.factories import (
    content,
    draw_section,
    make_bank,
    make_blueprint,
    make_question,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    """Of a bank that wants a second reader."""
    return make_topic(make_bank(needs_second_reader=True))


def write(topic: Topic, by: User, now: datetime) -> Question:
    return create_question(
        bank=topic.bank,
        topic=topic,
        content=content("single"),
        difficulty=Difficulty.EASY,
        by=by,
        now=now,
    )


def stored(question: Question) -> tuple[str, int | None, int]:
    """Status, the number of the text papers draw, the number of the current one."""
    found = Question.objects.select_related("approved_revision", "current_revision").get(
        pk=question.pk
    )
    approved, current = found.approved_revision, found.current_revision
    assert current is not None
    return found.status, approved.number if approved else None, current.number


def test_a_colleague_lets_through_what_its_author_may_not(
    topic: Topic, organiser: User, staff: User, now: datetime
):
    question = write(topic, organiser, now)
    with pytest.raises(SecondReaderNeeded):
        take_step(question=question, step=Step.REVIEW, by=organiser, now=now)
    assert stored(question) == ("draft", None, 1)
    take_step(question=question, step=Step.REVIEW, by=staff, now=now)
    assert stored(question) == ("reviewed", 1, 1)
    take_step(question=question, step=Step.PUBLISH, by=organiser, now=now)
    assert stored(question) == ("published", 1, 1)
    assert list(AuditEvent.objects.values_list("action", "actor_name", "before", "after")) == [
        ("question_published", str(organiser), *_change("reviewed", "published")),
        ("question_reviewed", str(staff), *_change("draft", "reviewed")),
    ]


def _change(before: str, after: str) -> tuple[dict[str, object], dict[str, object]]:
    return {"status": before}, {"status": after, "revision": 1}


def test_nobody_is_born_reviewed_where_a_second_reader_is_wanted(
    topic: Topic, organiser: User, now: datetime
):
    with pytest.raises(SecondReaderNeeded):
        create_question(
            bank=topic.bank,
            topic=topic,
            content=content("single"),
            difficulty=Difficulty.EASY,
            status=QuestionStatus.PUBLISHED,
            by=organiser,
            now=now,
        )
    assert not Question.objects.exists()


def test_a_changed_text_waits_while_papers_draw_the_old_one(
    topic: Topic, organiser: User, staff: User, now: datetime
):
    question = make_question(topic)
    first = question.current_revision
    revise_question(question=question, content=content("blank"), by=organiser, now=now)
    assert stored(question) == ("published", 1, 2)
    question.refresh_from_db()
    assert (question.type, question.has_unreviewed_text) == ("single", True)
    blueprint = make_blueprint([draw_section(topic.bank, 1)])
    paper = publish_paper(blueprint=blueprint, by=None, now=now)
    assert [one.revision for one in paper.questions.all()] == [first]

    with pytest.raises(SecondReaderNeeded):
        take_step(question=question, step=Step.REVIEW, by=organiser, now=now)
    take_step(question=question, step=Step.REVIEW, by=staff, now=now)
    assert stored(question) == ("published", 2, 2)
    assert question.type == "blank"
    later = publish_paper(blueprint=blueprint, by=None, now=now)
    assert [one.revision for one in later.questions.all()] == [question.current_revision]
    assert [one.revision for one in paper.questions.all()] == [first]


def test_a_new_text_of_a_reviewed_question_is_a_draft(topic: Topic, staff: User, now: datetime):
    question = make_question(topic, status=QuestionStatus.REVIEWED)
    revise_question(question=question, content=content("single", "new"), by=staff, now=now)
    assert stored(question) == ("draft", None, 2)


def test_no_text_is_let_through_unread(topic: Topic, organiser: User, staff: User, now: datetime):
    question = write(topic, organiser, now)
    revise_question(question=question, content=content("single", "2"), by=organiser, now=now)
    with pytest.raises(ChangedMeanwhile) as refused:
        take_step(question=question, step=Step.REVIEW, revision=1, by=staff, now=now)
    assert refused.value.current.number == 2
    assert (stored(question), Review.objects.count()) == (("draft", None, 2), 0)


def test_what_is_retired_or_reopened_is_drawn_no_more(topic: Topic, staff: User, now: datetime):
    question = make_question(topic)
    take_step(question=question, step=Step.RETIRE, by=staff, now=now)
    assert stored(question) == ("retired", None, 1)
    with pytest.raises(StepNotPossible):
        take_step(question=question, step=Step.PUBLISH, by=staff, now=now)
    take_step(question=question, step=Step.REOPEN, by=staff, now=now)
    assert stored(question) == ("draft", None, 1)


def test_the_database_itself_refuses_a_review_by_the_author(
    topic: Topic, organiser: User, now: datetime
):
    question = write(topic, organiser, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            revision=question.revisions.get(),
            reviewer=organiser,
            author=organiser,
            needed_second_reader=True,
            at=now,
        )


@pytest.mark.parametrize("status", ["reviewed", "published"])
def test_the_database_itself_refuses_an_approval_without_a_text(
    topic: Topic, organiser: User, now: datetime, status: str
):
    question = write(topic, organiser, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(status=status)
