"""Close an attempt, once, and mark it: by its owner, by the sweeper, or because somebody looked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from common import clock
from quiz.attempt.deadline import earliest_deadline_in_time, is_overdue
from quiz.attempt.enums import AttemptState
from quiz.attempt.marking import RulingTerms, mark_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.queries import responses_of, ruling_terms
from quiz.attempt.saving import AttemptNotFound
from quiz.attempt.signals import attempt_finished
from quiz.paper.compiled import compiled_paper

SWEEP_BATCH = 100

log = structlog.get_logger(__name__)


def finish_attempt(*, attempt_id: UUID, now: datetime, user_id: UUID | None = None) -> Attempt:
    """Close the attempt with the answers that are stored; return it as it is stored.

    Finishing again, or at the same time from two places, changes nothing and returns the one
    result. With `user_id`, somebody else's attempt is as good as none. Raises `AttemptNotFound`.
    """
    with transaction.atomic():
        # On PostgreSQL this lock waits for saves under way (see `answer_sql`) and makes other
        # closings wait; SQLite's transaction has taken the only write lock there is.
        wanted = {"id": attempt_id} if user_id is None else {"id": attempt_id, "user": user_id}
        try:
            attempt = Attempt.objects.select_for_update(no_key=True).get(**wanted)
        except Attempt.DoesNotExist:
            raise AttemptNotFound(attempt_id) from None
        if attempt.is_open:
            _close([attempt], now=now)
    return attempt


def close_if_overdue(attempt: Attempt, now: datetime) -> Attempt:
    """Return the attempt, closed if nothing can count any more. Call it wherever one is read."""
    if attempt.is_open and is_overdue(deadline=attempt.deadline, now=now):
        return finish_attempt(attempt_id=attempt.id, now=now)
    return attempt


def close_overdue_attempts(
    *, now: datetime, limit: int = 5_000, settled_for: timedelta = timedelta(0)
) -> int:
    """Close up to `limit` attempts whose time is over, with what was saved; return how many.

    `settled_for` leaves alone what became overdue less than that ago: an answer received in time
    may still be waiting for its commit. Several sweepers may run at once; each takes others. `now`
    is the first batch's; each later one has its own.
    """
    closed = 0
    overdue_at = now - settled_for
    # Ids of attempts that could not be closed, so that one of them does not stop the sweep.
    failed: set[UUID] = set()
    while closed < limit:
        batch_size = min(SWEEP_BATCH, limit - closed)
        done = _sweep(now=now, overdue_at=overdue_at, size=batch_size, failed=failed)
        closed += done
        if done == 0:
            break
        # Boards look for what changed lately: they would miss what is stamped minutes ago.
        now = max(now, clock.now())
    return closed


def _sweep(*, now: datetime, overdue_at: datetime, size: int, failed: set[UUID]) -> int:
    due = (
        Attempt.objects.filter(
            state=AttemptState.OPEN, deadline__lt=earliest_deadline_in_time(overdue_at)
        )
        .exclude(id__in=failed)
        .order_by("deadline")
    )
    batch: list[Attempt] = []
    try:
        with transaction.atomic():
            batch = list(due.select_for_update(no_key=True, skip_locked=True)[:size])
            _close(batch, now=now)
    except Exception:
        if not batch:
            raise
        log.exception("sweep_failed", attempts=len(batch))
        return _close_one_by_one(batch, now=now, failed=failed)
    return len(batch)


def _close_one_by_one(batch: Iterable[Attempt], *, now: datetime, failed: set[UUID]) -> int:
    closed = 0
    for attempt in batch:
        try:
            finish_attempt(attempt_id=attempt.id, now=now)
            closed += 1
        except Exception:
            log.exception("closing_failed", attempt_id=str(attempt.id))
            failed.add(attempt.id)
    return closed


def _close(attempts: Sequence[Attempt], *, now: datetime) -> None:
    """Mark locked, open attempts, store the result, and tell the rooms above."""
    if not attempts:
        return
    responses = responses_of(attempt.id for attempt in attempts)
    rulings = {paper_id: ruling_terms(paper_id) for paper_id in {a.paper_id for a in attempts}}
    # Receivers lock rows of their own, one entry's after the other: everybody in the same order.
    for attempt in sorted(attempts, key=lambda attempt: attempt.entry_id):
        if _store_result(attempt, responses[attempt.id], rulings[attempt.paper_id], now=now):
            attempt_finished.send(sender=Attempt, attempt=attempt, now=now)


def _store_result(
    attempt: Attempt,
    responses: Mapping[int, str],
    rulings: Sequence[RulingTerms],
    *,
    now: datetime,
) -> bool:
    marks = mark_attempt(
        compiled=compiled_paper(attempt.paper_id),
        drawn=attempt.drawn,
        responses=responses,
        rulings=rulings,
    )
    overdue = is_overdue(deadline=attempt.deadline, now=now)
    # Not before the start: the clocks of two hosts may differ by a little.
    finished_at = max(attempt.started_at, min(now, attempt.deadline))
    result = {
        "state": AttemptState.OVERDUE if overdue else AttemptState.FINISHED,
        "finished_at": finished_at,
        "time_used_ms": (finished_at - attempt.started_at) // timedelta(milliseconds=1),
        "score_centi": marks.score_centi,
        "marks": list(marks.by_position),
        "marked_at": now,
        "rulings_applied": len(rulings),
    }
    # The lock already keeps others away. The condition is what the law says, and holds on any
    # database, locks or not.
    if not Attempt.objects.filter(id=attempt.id, state=AttemptState.OPEN).update(**result):
        attempt.refresh_from_db()
        return False
    for field, value in result.items():
        setattr(attempt, field, value)
    return True
