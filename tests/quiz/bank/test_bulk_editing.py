"""Changing many questions while somebody else changes one of them."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from common.jobs import Job, JobState, enqueue_job, run_pending_jobs
from quiz.bank import bulk_editing
from quiz.bank.bulk_editing import BULK_JOB, BulkChange, change_questions
from quiz.bank.editing import change_notes, change_question
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.export_job import EXPORT_JOB
from quiz.bank.models import Question
from quiz.bank.workflow import Step
from tests.quiz.attempt.together import aside
from tests.quiz.factories import content, make_bank, make_question, make_topic

LONG_ENOUGH_S = 0.3


@pytest.mark.django_db(transaction=True)
def test_what_somebody_notes_or_writes_meanwhile_is_not_overwritten(
    staff: User, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    question = make_question(make_topic(make_bank()))
    meanwhile: list[Future[Question]] = []

    def edit() -> Question:
        return change_question(
            question=Question.objects.get(pk=question.pk),
            based_on=1,
            content=content("single", "reworded"),
            notes={"difficulty": Difficulty.HARD},
            by=staff,
            now=now,
        )

    def after_somebody_else(**given: Any) -> bool:
        meanwhile.append(aside(pool, edit))
        wait(meanwhile, timeout=LONG_ENOUGH_S)
        return change_notes(**given)

    monkeypatch.setattr(bulk_editing, "change_notes", after_somebody_else)
    with ThreadPoolExecutor(1) as pool:
        change = BulkChange(add_tags=("spring",))
        change_questions(
            bank=question.bank,
            question_ids=[question.pk],
            change=change,
            chosen_at=now,
            by=staff,
            now=now,
        )
        meanwhile[0].result()

    question.refresh_from_db()
    assert (question.tags, question.difficulty) == (["spring"], 3)
    assert "reworded" in question.search_text
    assert "spring" in question.search_text


@pytest.mark.parametrize("kind", [BULK_JOB, EXPORT_JOB])
def test_who_lost_the_right_meanwhile_is_told_so_in_their_language(
    organiser: User, now: datetime, kind: str
):
    User.objects.filter(pk=organiser.pk).update(language="en")
    params = {"bank": str(make_bank("shared").pk)}
    job = enqueue_job(kind=kind, owner=organiser, params=params, now=now)
    run_pending_jobs(now=now)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.message) == (JobState.FAILED, "This bank is not yours to write in.")


@pytest.mark.django_db
def test_a_text_that_was_written_after_the_choice_is_not_let_through(
    staff: User, now: datetime
) -> None:
    question = make_question(make_topic(make_bank()), status=QuestionStatus.DRAFT)
    later = now + timedelta(minutes=1)
    change_question(
        question=question,
        based_on=1,
        content=content("single", "reworded"),
        notes={},
        by=staff,
        now=later,
    )

    report = change_questions(
        bank=question.bank,
        question_ids=[question.pk],
        change=BulkChange(step=Step.PUBLISH),
        chosen_at=now,
        by=staff,
        now=later,
    )

    assert [refusal.code for refusal in report.refused] == ["revised_meanwhile"]
    question.refresh_from_db()
    assert question.status == QuestionStatus.DRAFT
