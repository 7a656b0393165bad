from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.ids import uuid7
from quiz.attempt import closing
from quiz.attempt.closing import close_if_overdue, close_overdue_attempts, finish_attempt
from quiz.attempt.extending import AttemptClosed, extend_deadline
from quiz.attempt.models import Attempt
from quiz.attempt.saving import AttemptNotFound
from quiz.attempt.signals import attempts_finished
from quiz.paper.models import Paper
from tests.quiz.attempt.sitting import begin, save

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def heard() -> Iterator[list[Attempt]]:
    """The attempts whose end was signalled."""
    ended: list[Attempt] = []

    def hear(attempts: Sequence[Attempt], **_: Any) -> None:
        ended.extend(attempts)

    attempts_finished.connect(hear)
    yield ended
    attempts_finished.disconnect(hear)


def test_finishing_marks_what_is_stored(
    attempt: Attempt, now: datetime, heard: list[Attempt]
) -> None:
    save(attempt, 0, "a", seq=1, at=now)
    save(attempt, 2, "b", seq=2, at=now)

    finished = finish_attempt(attempt_id=attempt.id, now=now + 90 * SECOND)

    attempt.refresh_from_db()
    assert attempt.state == finished.state == "finished"
    assert attempt.marks == [500, 0, 0, 0]
    assert (attempt.score_centi, attempt.max_centi) == (500, 2000)
    assert (attempt.finished_at, attempt.time_used_ms) == (now + 90 * SECOND, 90_000)
    assert heard == [attempt]


def test_finishing_again_changes_nothing(
    attempt: Attempt, now: datetime, heard: list[Attempt]
) -> None:
    first = finish_attempt(attempt_id=attempt.id, now=now + SECOND)

    second = finish_attempt(attempt_id=attempt.id, now=now + MINUTE)

    assert (second.finished_at, second.time_used_ms) == (first.finished_at, 1000)
    assert heard == [attempt]


def test_finishing_within_the_grace_uses_the_whole_time_and_no_more(
    attempt: Attempt, now: datetime
) -> None:
    finished = finish_attempt(attempt_id=attempt.id, now=attempt.deadline + 3 * SECOND)

    assert finished.state == "finished"
    assert (finished.finished_at, finished.time_used_ms) == (attempt.deadline, 1_200_000)


def test_finishing_too_late_closes_it_as_overdue(attempt: Attempt) -> None:
    finished = finish_attempt(attempt_id=attempt.id, now=attempt.deadline + MINUTE)

    assert (finished.state, finished.finished_at) == ("overdue", attempt.deadline)


def test_a_host_whose_clock_is_behind_can_still_finish(attempt: Attempt, now: datetime) -> None:
    finished = finish_attempt(attempt_id=attempt.id, now=now - SECOND)

    assert (finished.finished_at, finished.time_used_ms) == (now, 0)


def test_finishing_costs_four_statements(
    attempt: Attempt,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the rooms above do with it is theirs to count.
    monkeypatch.setattr(attempts_finished, "receivers", [])
    # Lock, answers, rulings, result; and the savepoint that the test's transaction makes of ours.
    with django_assert_num_queries(4 + 2):
        finish_attempt(attempt_id=attempt.id, now=now)


def test_nothing_is_there_to_finish(db: None, now: datetime) -> None:
    with pytest.raises(AttemptNotFound):
        finish_attempt(attempt_id=uuid7(), now=now)


def test_a_receiver_that_fails_undoes_the_finish(attempt: Attempt, now: datetime) -> None:
    def refuse(**_: Any) -> None:
        raise RuntimeError("no")

    attempts_finished.connect(refuse)
    try:
        with pytest.raises(RuntimeError, match="no"):
            finish_attempt(attempt_id=attempt.id, now=now)
    finally:
        attempts_finished.disconnect(refuse)

    attempt.refresh_from_db()
    assert attempt.is_open


def test_looking_at_an_overdue_attempt_closes_it(attempt: Attempt, now: datetime) -> None:
    in_time = close_if_overdue(attempt, attempt.deadline + 5 * SECOND)
    assert in_time.is_open

    closed = close_if_overdue(attempt, attempt.deadline + 6 * SECOND)
    assert closed.state == "overdue"


def test_the_sweeper_closes_what_is_overdue_and_nothing_else(
    paper: Paper, resident: User, now: datetime, heard: list[Attempt]
) -> None:
    forgotten = [begin(paper=paper, user=resident, now=now) for _ in range(3)]
    begin(paper=paper, user=resident, now=now + 10 * MINUTE)
    save(forgotten[1], 0, "a", seq=1, at=now)

    closed = close_overdue_attempts(now=now + 21 * MINUTE)

    assert closed == 3
    assert set(heard) == set(forgotten)
    assert sorted(Attempt.objects.values_list("state", "score_centi"), key=str) == [
        ("open", None),
        ("overdue", 0),
        ("overdue", 0),
        ("overdue", 500),
    ]
    assert close_overdue_attempts(now=now + 21 * MINUTE) == 0


def test_the_sweeper_leaves_alone_what_became_overdue_a_moment_ago(
    attempt: Attempt,
) -> None:
    moment = attempt.deadline + 14 * SECOND

    assert close_overdue_attempts(now=moment, settled_for=10 * SECOND) == 0
    assert close_overdue_attempts(now=moment + 2 * SECOND, settled_for=10 * SECOND) == 1


def test_the_sweeper_does_a_part_when_told_so(paper: Paper, resident: User, now: datetime) -> None:
    for _ in range(3):
        begin(paper=paper, user=resident, now=now)

    assert close_overdue_attempts(now=now + 21 * MINUTE, limit=2) == 2


def test_a_long_sweep_stamps_each_batch_with_its_own_moment(
    paper: Paper,
    resident: User,
    now: datetime,
    heard: list[Attempt],
    monkeypatch: pytest.MonkeyPatch,
    time_machine_at: time_machine.Traveller,
) -> None:
    monkeypatch.setattr(closing, "SWEEP_BATCH", 1)
    for _ in range(2):
        begin(paper=paper, user=resident, now=now)
    sweep_at = now + 21 * MINUTE
    time_machine_at.move_to(sweep_at)

    def take_a_minute(**_: Any) -> None:
        time_machine_at.shift(60)

    attempts_finished.connect(take_a_minute)
    try:
        close_overdue_attempts(now=sweep_at)
    finally:
        attempts_finished.disconnect(take_a_minute)

    assert [attempt.marked_at for attempt in heard] == [sweep_at, sweep_at + MINUTE]


def test_one_attempt_that_cannot_be_closed_does_not_stop_the_sweep(
    paper: Paper, resident: User, now: datetime
) -> None:
    poison, *_others = [begin(paper=paper, user=resident, now=now) for _ in range(3)]

    def refuse(attempts: Sequence[Attempt], **_: Any) -> None:
        if poison in attempts:
            raise RuntimeError("no")

    attempts_finished.connect(refuse)
    try:
        assert close_overdue_attempts(now=now + 21 * MINUTE) == 2
    finally:
        attempts_finished.disconnect(refuse)

    assert list(Attempt.objects.filter(state="open")) == [poison]


def test_a_deadline_moves_later_and_never_earlier(attempt: Attempt, now: datetime) -> None:
    before = attempt.deadline

    later = extend_deadline(attempt_id=attempt.id, deadline=before + MINUTE, now=now)
    same = extend_deadline(attempt_id=attempt.id, deadline=before - MINUTE, now=now)

    assert later.deadline == same.deadline == before + MINUTE


def test_a_closed_attempt_gets_no_more_time(attempt: Attempt, now: datetime) -> None:
    finish_attempt(attempt_id=attempt.id, now=now)

    with pytest.raises(AttemptClosed):
        extend_deadline(attempt_id=attempt.id, deadline=attempt.deadline + MINUTE, now=now)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "finished"},
        {"score_centi": 100},
        {"state": "thinking"},
        {"deadline": datetime.fromisoformat("2020-01-01T00:00:00Z")},
    ],
)
def test_the_database_refuses_an_attempt_that_cannot_be(
    attempt: Attempt, change: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(id=attempt.id).update(**change)


def test_the_database_refuses_a_score_above_the_maximum(attempt: Attempt, now: datetime) -> None:
    finish_attempt(attempt_id=attempt.id, now=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(id=attempt.id).update(score_centi=2001)
