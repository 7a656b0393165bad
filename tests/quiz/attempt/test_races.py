"""What must hold when things happen at the same moment, on real connections."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from common.ids import uuid7
from quiz.attempt.answer_sql import AnswerRow, write_answers
from quiz.attempt.closing import close_overdue_attempts, finish_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.signals import attempts_finished
from quiz.attempt.starting import AttemptAlreadyOpen
from quiz.paper.models import Paper
from tests.quiz.attempt.sitting import begin, save, stored
from tests.quiz.attempt.together import aside, together

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = timedelta(seconds=1)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def test_of_many_parallel_starts_one_wins_and_the_others_get_its_attempt(
    paper: Paper, resident: User, now: datetime
) -> None:
    entry_id = uuid7()

    def start() -> tuple[bool, Attempt]:
        try:
            return True, begin(paper=paper, user=resident, now=now, entry_id=entry_id)
        except AttemptAlreadyOpen as open_already:
            return False, open_already.existing

    outcomes = together([start] * 20)

    assert sum(won for won, _ in outcomes) == 1
    assert {attempt.id for _, attempt in outcomes} == {Attempt.objects.get().id}


def test_two_hundred_parallel_finishes_make_one_result(attempt: Attempt, now: datetime) -> None:
    save(attempt, 0, "a", seq=1, at=now)
    heard: list[Attempt] = []

    def hear(attempts: Sequence[Attempt], **_: Any) -> None:
        heard.extend(attempts)

    attempts_finished.connect(hear)
    try:
        results: list[Attempt] = []
        for _ in range(10):
            results += together(
                [
                    partial(finish_attempt, attempt_id=attempt.id, now=now + n * SECOND)
                    for n in range(1, 21)
                ]
            )
    finally:
        attempts_finished.disconnect(hear)

    assert len(results) == 200
    assert len({(r.state, r.score_centi, r.finished_at, r.time_used_ms) for r in results}) == 1
    assert heard == [attempt]


@pytest.mark.usefixtures("save_mode")
def test_an_acknowledged_answer_is_marked_however_saves_and_the_finish_fall(
    paper: Paper, resident: User, now: datetime
) -> None:
    for _ in range(15):
        attempt = begin(paper=paper, user=resident, now=now)
        deeds: list[Callable[[], object]] = [
            partial(save, attempt, position, "a", seq=1, at=now) for position in range(4)
        ]
        deeds.insert(2, partial(finish_attempt, attempt_id=attempt.id, now=now + SECOND))

        outcomes = together(deeds)

        verdicts = [outcome for outcome in outcomes if isinstance(outcome, tuple)]
        attempt.refresh_from_db()
        assert attempt.marks == [500 if v == ("saved", 1) else 0 for v in verdicts]
        assert set(verdicts) <= {("saved", 1), ("late", 1)}
        assert set(stored(attempt)) == {p for p, v in enumerate(verdicts) if v[0] == "saved"}


@on_postgresql
def test_a_finish_waits_for_a_save_under_way_and_marks_it(attempt: Attempt, now: datetime) -> None:
    row = AnswerRow(attempt.id, 0, '["a"]', 1, now)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            written = write_answers([row], skip_locked=True)
            finish = aside(pool, lambda: finish_attempt(attempt_id=attempt.id, now=now + SECOND))
            wait_until_somebody_waits()
            assert not finish.done()
        finished = finish.result()

    assert written.keys == {row.key}
    assert finished.marks == [500, 0, 0, 0]


@on_postgresql
def test_a_batch_passes_by_an_attempt_being_closed_and_the_lone_save_waits_to_learn_it_is_late(
    attempt: Attempt, paper: Paper, stranger: User, now: datetime
) -> None:
    other = begin(paper=paper, user=stranger, now=now)
    closing, going_on = (AnswerRow(a.id, 0, '["a"]', 1, now) for a in (attempt, other))
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            finish_attempt(attempt_id=attempt.id, now=now)
            batch = aside(pool, lambda: write_answers([closing, going_on], skip_locked=True))
            assert batch.result().keys == {going_on.key}
            assert set(batch.result().attempts) == {other.id}
            alone = aside(pool, lambda: write_answers([closing], skip_locked=False))
            wait_until_somebody_waits()
            assert not alone.done()
        seen = alone.result()

    assert seen.keys == frozenset()
    assert seen.attempts[attempt.id].state == "finished"
    assert stored(attempt) == {}


def test_batches_with_the_same_answers_in_any_order_do_not_deadlock(
    paper: Paper, resident: User, now: datetime
) -> None:
    attempts = [begin(paper=paper, user=resident, now=now) for _ in range(10)]

    def rows(seq: int) -> list[AnswerRow]:
        return [AnswerRow(a.id, p, '["a"]', seq, now) for a in attempts for p in range(4)]

    together(
        [
            partial(write_answers, rows(seq)[:: -1 if seq % 2 else 1], skip_locked=True)
            for seq in range(1, 9)
        ]
    )

    assert {seq for a in attempts for seq, _ in stored(a).values()} == {8}


def test_parallel_sweepers_close_each_attempt_once(
    paper: Paper, resident: User, now: datetime
) -> None:
    for _ in range(30):
        begin(paper=paper, user=resident, now=now)
    late = now + timedelta(hours=1)

    closed = together([lambda: close_overdue_attempts(now=late)] * 4)

    assert sum(closed) == 30
    assert Attempt.objects.filter(state="overdue").count() == 30


def wait_until_somebody_waits() -> None:
    """Return once another connection waits for a lock of ours."""
    with connection.cursor() as cursor:
        for _ in range(20_000):
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone() != (0,):
                return
    raise AssertionError("nobody waited")
