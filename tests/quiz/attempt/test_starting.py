from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.ids import uuid7
from quiz.attempt.closing import finish_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.starting import AttemptAlreadyOpen, AttemptNumberTaken, draw_attempt
from quiz.paper.compiled import compiled_paper
from quiz.paper.models import Paper
from tests.quiz.attempt.sitting import begin, save

MINUTE = timedelta(minutes=1)


def test_an_attempt_holds_its_sheet_and_its_deadline(
    paper: Paper, resident: User, now: datetime
) -> None:
    attempt = begin(paper=paper, user=resident, now=now, time_factor_percent=150)
    attempt.refresh_from_db()

    assert attempt.state == "open"
    assert (attempt.started_at, attempt.deadline) == (now, now + 30 * MINUTE)
    assert sorted(attempt.drawn) == [0, 1, 2, 3]
    assert (attempt.question_count, attempt.max_centi, attempt.number) == (4, 2000, 1)
    assert attempt.score_centi is attempt.marks is attempt.finished_at is None


def test_starting_is_one_insert(
    paper: Paper,
    resident: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    compiled_paper(paper.id)
    # The test's own transaction makes it a savepoint around the insert.
    with django_assert_num_queries(3):
        begin(paper=paper, user=resident, now=now)


@pytest.mark.django_db(transaction=True)
def test_starting_outside_a_transaction_is_nothing_but_the_insert(
    paper: Paper,
    resident: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    compiled_paper(paper.id)
    with django_assert_num_queries(1):
        begin(paper=paper, user=resident, now=now)


def test_who_starts_twice_gets_the_open_attempt(
    paper: Paper, resident: User, now: datetime
) -> None:
    first = begin(paper=paper, user=resident, now=now)

    for number in (1, 2):
        with pytest.raises(AttemptAlreadyOpen) as caught:
            begin(paper=paper, user=resident, now=now, entry_id=first.entry_id, number=number)
        assert caught.value.existing == first


def test_a_number_is_used_once(
    attempt: Attempt, paper: Paper, resident: User, now: datetime
) -> None:
    finish_attempt(attempt_id=attempt.id, now=now)

    with pytest.raises(AttemptNumberTaken):
        begin(paper=paper, user=resident, now=now, entry_id=attempt.entry_id, number=1)
    second = begin(paper=paper, user=resident, now=now, entry_id=attempt.entry_id, number=2)
    assert second.number == 2


def test_a_forgotten_attempt_does_not_stand_in_the_way(
    attempt: Attempt, paper: Paper, resident: User, now: datetime
) -> None:
    save(attempt, 0, "a", seq=1, at=now)

    second = begin(
        paper=paper, user=resident, now=now + 21 * MINUTE, entry_id=attempt.entry_id, number=2
    )

    attempt.refresh_from_db()
    assert (attempt.state, attempt.score_centi) == ("overdue", 500)
    assert second.is_open


def test_the_database_knows_no_second_open_attempt_of_an_entry(
    attempt: Attempt, paper: Paper, resident: User, now: datetime
) -> None:
    copy = Attempt.objects.get(id=attempt.id)
    copy.id, copy.number = uuid7(), 2

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_sheet_drawn_without_a_given_seed_differs_from_person_to_person(
    paper: Paper, resident: User, stranger: User, now: datetime
) -> None:
    attempts = [
        draw_attempt(
            entry_id=uuid7(), user_id=user.id, paper_id=paper.id, number=1, window_end=None, now=now
        )
        for user in (resident, stranger)
    ]

    assert attempts[0].seed != attempts[1].seed
