"""Close an attempt, once, and mark it: by its owner, by the sweeper, or because somebody looked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction

from common import clock
from common.batcher import Batcher, outside_requests
from common.many_rows import update_rows
from quiz.attempt.deadline import earliest_deadline_in_time, is_overdue
from quiz.attempt.enums import AttemptState
from quiz.attempt.marking import RulingTerms, mark_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.queries import responses_of, ruling_terms
from quiz.attempt.saving import AttemptNotFound
from quiz.attempt.signals import attempts_finished
from quiz.paper.compiled import compiled_paper

SWEEP_BATCH = 100

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Order:
    """Somebody's wish to finish an attempt, made at this moment."""

    attempt_id: UUID
    user_id: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The attempt as it is stored; none where it was not seen."""

    attempt: Attempt | None


def finish_attempt(*, attempt_id: UUID, now: datetime, user_id: UUID | None = None) -> Attempt:
    """Close the attempt with the answers that are stored; return it as it is stored.

    Finishing again, or at the same time from two places, changes nothing and returns the one
    result. With `user_id`, somebody else's attempt is as good as none. On return the result is
    committed, unless the caller has a transaction open. Raises `AttemptNotFound` and `Overloaded`.
    """
    order = _Order(attempt_id, user_id, now)
    attempt = None
    if settings.WANGAN_GROUP_COMMIT and not connection.in_atomic_block:
        attempt = _batcher.submit(order).attempt
    if attempt is None:
        # Also where a re-mark holds the attempt just now: wait for that here, where it delays
        # nobody else.
        attempt = _finish([order], skip_locked=False)[0].attempt
    if attempt is None:
        raise AttemptNotFound(attempt_id)
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
            _close(dict.fromkeys(batch, now))
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


def _finish(orders: Sequence[_Order], *, skip_locked: bool) -> list[_Outcome]:
    """Carry out several orders in one transaction."""
    with outside_requests(), transaction.atomic():
        # On PostgreSQL this lock waits for saves under way (see `answer_sql`) and makes other
        # closings wait; SQLite's transaction has taken the only write lock there is.
        rows = Attempt.objects.filter(id__in={order.attempt_id for order in orders}).order_by("id")
        locked = rows.select_for_update(no_key=True, skip_locked=skip_locked)
        attempts = {attempt.id: attempt for attempt in locked}
        closing: dict[Attempt, datetime] = {}
        outcomes = []
        for order in orders:
            attempt = attempts.get(order.attempt_id)
            if attempt is not None and order.user_id not in (None, attempt.user_id):
                attempt = None
            if attempt is not None and attempt.is_open:
                closing.setdefault(attempt, order.now)
            outcomes.append(_Outcome(attempt))
        _close(closing)
    return outcomes


def _close(attempts: Mapping[Attempt, datetime]) -> None:
    """Mark locked, open attempts, each at its moment; store the results; tell the rooms above."""
    if not attempts:
        return
    responses = responses_of(attempt.id for attempt in attempts)
    rulings = {paper_id: ruling_terms(paper_id) for paper_id in {a.paper_id for a in attempts}}
    for attempt, now in attempts.items():
        _mark(attempt, responses[attempt.id], rulings[attempt.paper_id], now=now)
    # The lock already keeps others away. The condition is what the law says, and holds on any
    # database, locks or not.
    closed = update_rows([*attempts], fields=_RESULT, where={"state": AttemptState.OPEN})
    for attempt in attempts.keys() - set(closed):
        attempt.refresh_from_db()
    if closed:
        attempts_finished.send(sender=Attempt, attempts=closed, now=max(attempts.values()))


_RESULT = (
    "state",
    "finished_at",
    "time_used_ms",
    "score_centi",
    "marks",
    "marked_at",
    "rulings_applied",
)


def _mark(
    attempt: Attempt,
    responses: Mapping[int, str],
    rulings: Sequence[RulingTerms],
    *,
    now: datetime,
) -> None:
    marks = mark_attempt(
        compiled=compiled_paper(attempt.paper_id),
        drawn=attempt.drawn,
        responses=responses,
        rulings=rulings,
    )
    overdue = is_overdue(deadline=attempt.deadline, now=now)
    attempt.state = AttemptState.OVERDUE if overdue else AttemptState.FINISHED
    # Not before the start: the clocks of two hosts may differ by a little.
    attempt.finished_at = max(attempt.started_at, min(now, attempt.deadline))
    attempt.time_used_ms = (attempt.finished_at - attempt.started_at) // timedelta(milliseconds=1)
    attempt.score_centi = marks.score_centi
    attempt.marks = list(marks.by_position)
    attempt.marked_at = now
    attempt.rulings_applied = len(rulings)


_batcher: Batcher[_Order, _Outcome] = Batcher(
    name="finishing",
    write=lambda orders: _finish(orders, skip_locked=True),
)
