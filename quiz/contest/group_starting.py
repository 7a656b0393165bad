"""Starting for many at once: when the doors open, everybody comes in the same second.

Starts with a pass that arrive together share their reads, their decision stays `decide_start`'s for
each, and all that may start are written in one transaction. Whatever is not plain (a refusal, an
attempt in progress, a second tab that was faster, somebody who starts again and again) is left to
`start_contest_attempt`, which decides it alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from common.batcher import Batcher, outside_requests
from common.many_rows import insert_rows
from quiz.attempt.models import Attempt
from quiz.contest.models import Contest, Entry
from quiz.contest.start_pass import StartPass
from quiz.contest.starting import count_attempts, decide_start, draw_contest_attempt

_Who: TypeAlias = tuple[UUID, UUID]
"""Contest and user."""

# Whoever starts again sooner is looked at alone, and there counted by the throttle.
_AGAIN_AFTER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class _Order:
    """Somebody's wish to start, made at this moment."""

    holder: StartPass
    now: datetime

    @property
    def who(self) -> _Who:
        return self.holder.contest_id, self.holder.user_id


@dataclass(frozen=True, slots=True)
class Started:
    """What became of a start: the attempt and its contest, or no attempt."""

    attempt: Attempt | None = None
    contest: Contest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the database says about everybody of a group."""

    contests: Mapping[UUID, Contest]
    active: Collection[UUID]
    entries: Mapping[_Who, Entry]
    attempts: Mapping[UUID, Sequence[Attempt]]


def start_with_pass(*, holder: StartPass, now: datetime) -> Started:
    """Start a new attempt, entering the contest first where need be.

    No attempt in what is returned means that nothing was written, and that
    `start_contest_attempt` shall say why, or find the attempt that is open. On return the attempt
    is committed, unless the caller has a transaction open. Raises `Overloaded`.
    """
    order = _Order(holder, now)
    if settings.WANGAN_GROUP_COMMIT and not connection.in_atomic_block:
        return _batcher.submit(order)
    return _start([order])[0]


def _start(orders: Sequence[_Order]) -> list[Started]:
    with outside_requests():
        known = _look_up(orders)
        attempts: dict[_Who, Attempt] = {}
        new_entries: list[Entry] = []
        for order in orders:
            if order.who in attempts:
                continue
            entry = known.entries.get(order.who) or _entry_for(order)
            attempt = _decide(order, entry, known)
            if attempt is None:
                continue
            attempts[order.who] = attempt
            if order.who not in known.entries:
                new_entries.append(entry)
        started = _write(new_entries, attempts.values())
    return [_outcome(order, attempts, started, known) for order in orders]


def _look_up(orders: Sequence[_Order]) -> _Known:
    """Six queries, however many orders."""
    contest_ids = {order.holder.contest_id for order in orders}
    user_ids = {order.holder.user_id for order in orders}
    contests = Contest.objects.prefetch_related("rounds").in_bulk(contest_ids)
    active = User.objects.filter(pk__in=user_ids, is_active=True).values_list("pk", flat=True)
    rows = Entry.objects.filter(contest__in=contest_ids, user__in=user_ids)
    entries = {(entry.contest_id, entry.user_id): entry for entry in rows}
    attempts: defaultdict[UUID, list[Attempt]] = defaultdict(list)
    if entries:
        mine = Attempt.objects.filter(entry_id__in=[entry.pk for entry in entries.values()])
        for attempt in mine.order_by("number"):
            attempts[attempt.entry_id].append(attempt)
    return _Known(contests=contests, active=set(active), entries=entries, attempts=attempts)


def _entry_for(order: _Order) -> Entry:
    return Entry(
        contest_id=order.holder.contest_id,
        user_id=order.holder.user_id,
        region_id=order.holder.region_id,
        organisation_id=order.holder.organisation_id,
        registered_at=order.now,
    )


def _decide(order: _Order, entry: Entry, known: _Known) -> Attempt | None:
    """The attempt to insert, or nothing where this is not plain."""
    contest = known.contests.get(order.holder.contest_id)
    if contest is None or order.holder.user_id not in known.active:
        return None
    so_far = count_attempts(contest, known.attempts.get(entry.pk, ()), order.now)
    if so_far.last is not None and (
        so_far.last.is_open or order.now - so_far.last.started_at < _AGAIN_AFTER
    ):
        return None
    decision = decide_start(
        contest=contest,
        rounds=sorted(contest.rounds.all(), key=lambda one: one.number),
        entry=known.entries.get(order.who),
        so_far=so_far,
        ineligible=None,
        now=order.now,
    )
    if decision.round is None or decision.round.paper_id is None:
        return None
    return draw_contest_attempt(
        entry=entry, round_=decision.round, number=so_far.next_number, now=order.now
    )


def _write(entries: Sequence[Entry], attempts: Iterable[Attempt]) -> Collection[UUID]:
    """Insert what nobody else was faster with; return the ids of the attempts that were."""
    with transaction.atomic():
        entered = {entry.pk for entry in insert_rows(entries)}
        missed = {entry.pk for entry in entries} - entered
        free = [attempt for attempt in attempts if attempt.entry_id not in missed]
        return {attempt.pk for attempt in insert_rows(free)}


def _outcome(
    order: _Order,
    attempts: Mapping[_Who, Attempt],
    started: Collection[UUID],
    known: _Known,
) -> Started:
    attempt = attempts.get(order.who)
    # A double click has two orders in one group: the second finds the attempt open, alone.
    if attempt is None or attempt.pk not in started or attempt.started_at != order.now:
        return Started()
    return Started(attempt, known.contests[order.holder.contest_id])


_batcher: Batcher[_Order, Started] = Batcher(name="starting", write=_start)
