"""What a save stores and says, the same whether it is committed alone or with others."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries, Settings

from common.ids import uuid7
from quiz.attempt.attempt_token import AttemptGrant
from quiz.attempt.closing import finish_attempt
from quiz.attempt.enums import SaveStatus
from quiz.attempt.extending import extend_deadline
from quiz.attempt.models import Attempt
from quiz.attempt.saving import AnswerIn, AnswerOut, AttemptNotFound, SaveReply, save_answers
from quiz.paper.compiled import compiled_paper
from tests.quiz.attempt.sitting import save, stored

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("save_mode"),
]

SECOND = timedelta(seconds=1)


def test_an_answer_is_stored_and_acknowledged(attempt: Attempt, now: datetime) -> None:
    reply = save_answers(
        attempt_id=attempt.id, answers=[AnswerIn(0, ["b"], 3)], received_at=now + SECOND
    )

    assert reply == SaveReply(
        server_time=now + SECOND,
        deadline=attempt.deadline,
        state="open",
        results=[AnswerOut(0, 3, SaveStatus.SAVED)],
    )
    assert stored(attempt) == {0: (3, '["b"]')}


def test_the_newest_sequence_wins_in_whatever_order_they_arrive(
    attempt: Attempt, now: datetime
) -> None:
    assert save(attempt, 0, "b", seq=5, at=now) == ("saved", 5)
    assert save(attempt, 0, "c", seq=4, at=now) == ("stale", 5)
    assert save(attempt, 0, "d", seq=6, at=now) == ("saved", 6)
    assert stored(attempt) == {0: (6, '["d"]')}


def test_sending_again_is_saved_again(attempt: Attempt, now: datetime) -> None:
    assert save(attempt, 0, "b", seq=5, at=now) == ("saved", 5)
    assert save(attempt, 0, "b", seq=5, at=now) == ("saved", 5)


def test_another_answer_under_the_same_sequence_is_stale(attempt: Attempt, now: datetime) -> None:
    save(attempt, 0, "b", seq=5, at=now)

    assert save(attempt, 0, "c", seq=5, at=now) == ("stale", 5)
    assert stored(attempt) == {0: (5, '["b"]')}


def test_an_answer_may_be_cleared(attempt: Attempt, now: datetime) -> None:
    save(attempt, 0, "b", seq=1, at=now)

    assert save(attempt, 0, None, seq=2, at=now) == ("saved", 2)
    assert stored(attempt) == {0: (2, "[]")}


def test_each_answer_of_a_request_gets_its_own_verdict(attempt: Attempt, now: datetime) -> None:
    save(attempt, 1, "a", seq=9, at=now)

    reply = save_answers(
        attempt_id=attempt.id,
        answers=[
            AnswerIn(3, ["a"], 1),
            AnswerIn(4, ["a"], 2),
            AnswerIn(1, ["b"], 3),
            AnswerIn(2, ["no such option"], 4),
            AnswerIn(0, ["a"], 5),
            AnswerIn(0, ["b"], 6),
        ],
        received_at=now,
    )

    assert [(r.position, r.seq, r.status.value) for r in reply.results] == [
        (3, 1, "saved"),
        (4, 2, "unknown_position"),
        (1, 9, "stale"),
        (2, 4, "invalid"),
        (0, 6, "stale"),
        (0, 6, "saved"),
    ]
    assert stored(attempt) == {0: (6, '["b"]'), 1: (9, '["a"]'), 3: (1, '["a"]')}


def test_a_request_without_anything_to_store_still_says_how_things_are(
    attempt: Attempt, now: datetime
) -> None:
    reply = save_answers(attempt_id=attempt.id, answers=[AnswerIn(9, [], 1)], received_at=now)

    assert (reply.state, reply.deadline) == ("open", attempt.deadline)
    assert [result.status for result in reply.results] == [SaveStatus.UNKNOWN_POSITION]


def test_an_answer_within_the_grace_is_in_time(attempt: Attempt, now: datetime) -> None:
    assert save(attempt, 0, "a", seq=1, at=attempt.deadline + 5 * SECOND) == ("saved", 1)


def test_a_late_save_is_refused_and_changes_nothing(attempt: Attempt, now: datetime) -> None:
    save(attempt, 0, "a", seq=1, at=now)
    too_late = attempt.deadline + 5 * SECOND + timedelta(microseconds=1)

    assert save(attempt, 0, "b", seq=2, at=too_late) == ("late", 2)
    assert save(attempt, 1, "b", seq=3, at=too_late) == ("late", 3)
    assert stored(attempt) == {0: (1, '["a"]')}


def test_a_closed_attempt_takes_no_answer(attempt: Attempt, now: datetime) -> None:
    finish_attempt(attempt_id=attempt.id, now=now + SECOND)

    reply = save_answers(attempt_id=attempt.id, answers=[AnswerIn(0, ["a"], 1)], received_at=now)

    assert reply.state == "finished"
    assert [result.status for result in reply.results] == [SaveStatus.LATE]
    assert stored(attempt) == {}


def test_repeating_a_saved_answer_after_the_end_is_told_the_truth(
    attempt: Attempt, now: datetime
) -> None:
    save(attempt, 0, "a", seq=1, at=now)
    finish_attempt(attempt_id=attempt.id, now=now + SECOND)

    assert save(attempt, 0, "a", seq=1, at=now + 2 * SECOND) == ("saved", 1)


def test_an_extension_counts_even_with_a_token_from_before(attempt: Attempt, now: datetime) -> None:
    grant = AttemptGrant(
        attempt_id=attempt.id, paper_id=attempt.paper_id, drawn=tuple(attempt.drawn)
    )
    late = attempt.deadline + timedelta(minutes=5)
    later = attempt.deadline + timedelta(minutes=10)
    extend_deadline(attempt_id=attempt.id, deadline=later, now=now)

    reply = save_answers(
        attempt_id=attempt.id, answers=[AnswerIn(0, ["a"], 1)], received_at=late, grant=grant
    )

    assert reply.deadline == later
    assert [result.status for result in reply.results] == [SaveStatus.SAVED]


def test_there_is_no_saving_to_an_attempt_that_does_not_exist(
    attempt: Attempt, now: datetime
) -> None:
    nowhere = uuid7()
    grant = AttemptGrant(attempt_id=nowhere, paper_id=attempt.paper_id, drawn=tuple(attempt.drawn))

    with pytest.raises(AttemptNotFound):
        save_answers(attempt_id=nowhere, answers=[AnswerIn(0, ["a"], 1)], received_at=now)
    with pytest.raises(AttemptNotFound):
        save_answers(
            attempt_id=nowhere, answers=[AnswerIn(0, ["a"], 1)], received_at=now, grant=grant
        )


def test_a_save_of_many_answers_is_one_statement(
    attempt: Attempt,
    now: datetime,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.WANGAN_GROUP_COMMIT = False
    grant = AttemptGrant(
        attempt_id=attempt.id, paper_id=attempt.paper_id, drawn=tuple(attempt.drawn)
    )
    compiled_paper(attempt.paper_id)
    # SQLite begins, writes, reads the attempt and commits.
    expected = 1 if connection.vendor == "postgresql" else 4
    for count, first_seq in ((1, 1), (4, 5)):
        answers = [AnswerIn(position, ["a"], first_seq + position) for position in range(count)]
        with django_assert_num_queries(expected):
            save_answers(attempt_id=attempt.id, answers=answers, received_at=now, grant=grant)
