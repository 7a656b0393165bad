"""Starting an attempt in a contest: what is allowed, decided so that races cannot break limits.

Every decision is made from the attempts that were there when it was made, and the number of the
new attempt is one more than theirs. Had another start come in between, that number would be taken
and the database would refuse it; the decision is then made again. No row is locked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from uuid import UUID

from accounts.models import User
from quiz.attempt.deadline import is_overdue
from quiz.attempt.models import Attempt
from quiz.attempt.starting import (
    AttemptAlreadyOpen,
    AttemptNumberTaken,
    draw_attempt,
    start_attempt,
)
from quiz.contest.eligibility import why_closed, why_not_eligible
from quiz.contest.entering import create_entry, entry_of
from quiz.contest.enums import RefusalCode
from quiz.contest.models import Contest, Entry, Round
from quiz.contest.refusals import ContestRefused

DECISIONS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class StartedAttempt:
    """The attempt to go on with; `is_new` unless it was in progress already."""

    attempt: Attempt
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptsSoFar:
    """What an entry has used up, in all and of each round's paper.

    An attempt whose time is over is not open any more.
    """

    used: int = 0
    used_today: int = 0
    used_by_paper: Mapping[UUID, int] = field(default_factory=dict)
    last: Attempt | None = None
    open_attempt: Attempt | None = None

    @property
    def next_number(self) -> int:
        """The number that the next attempt will have."""
        return self.last.number + 1 if self.last else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDecision:
    """Whether an attempt can start, or go on, now: in which round, or why not.

    `next_start_at` is when it will be possible, where that is known.
    """

    refusal: RefusalCode | None = None
    round: Round | None = None
    next_start_at: datetime | None = None


def start_contest_attempt(*, contest: Contest, user: User, now: datetime) -> StartedAttempt:
    """Start an attempt, or return the one in progress.

    Enters the contest first if that takes no access code. Raises `ContestRefused`, and has then
    entered nobody.
    """
    decide = partial(
        decide_start,
        contest=contest,
        rounds=list(contest.rounds.order_by("number")),
        ineligible=why_not_eligible(contest, user),
        now=now,
    )
    entry = entry_of(contest, user)
    attempts: list[Attempt] | None = None
    if entry is None:
        # Decided before entering too: a start that is refused registers nobody.
        _raise_if_refused(decide(entry=None, so_far=AttemptsSoFar()))
        entry = create_entry(contest=contest, user=user, now=now)
        if entry.registered_at == now:
            # Entered by this request: there can be no attempts yet. Should a second tab have been
            # faster even so, the number 1 is taken and they are read below.
            attempts = []
    for _ in range(DECISIONS_AT_MOST):
        if attempts is None:
            attempts = list(Attempt.objects.filter(entry_id=entry.pk).order_by("number"))
        so_far = count_attempts(contest, attempts, now)
        decision = decide(entry=entry, so_far=so_far)
        _raise_if_refused(decision)
        if so_far.open_attempt is not None:
            return StartedAttempt(so_far.open_attempt, is_new=False)
        try:
            return _start(entry, decision.round, so_far.next_number, now)
        except AttemptNumberTaken:
            attempts = None
    raise ContestRefused(RefusalCode.CONFLICT)


def _raise_if_refused(decision: StartDecision) -> None:
    if decision.refusal is not None:
        raise ContestRefused(decision.refusal)


def _start(entry: Entry, round_: Round | None, number: int, now: datetime) -> StartedAttempt:
    """Start in the decided round; raises `AttemptNumberTaken` when another start was faster."""
    if round_ is None or round_.paper_id is None:
        raise ContestRefused(RefusalCode.NOT_OPEN_YET)
    drawn = draw_contest_attempt(entry=entry, round_=round_, number=number, now=now)
    try:
        return StartedAttempt(start_attempt(attempt=drawn, now=now), is_new=True)
    except AttemptAlreadyOpen as taken:
        return StartedAttempt(taken.existing, is_new=False)


def draw_contest_attempt(*, entry: Entry, round_: Round, number: int, now: datetime) -> Attempt:
    """Return the attempt that an entry begins in a round now; nothing is written."""
    assert round_.paper_id is not None  # noqa: S101 - a round that is open has a paper
    return draw_attempt(
        entry_id=entry.pk,
        user_id=entry.user_id,
        paper_id=round_.paper_id,
        number=number,
        window_end=round_.closes_at,
        time_factor_percent=entry.time_factor_percent,
        now=now,
    )


def decide_start(
    *,
    contest: Contest,
    rounds: Sequence[Round],
    entry: Entry | None,
    so_far: AttemptsSoFar,
    ineligible: RefusalCode | None,
    now: datetime,
) -> StartDecision:
    """Decide whether an attempt can start, or go on, now. Pure.

    `rounds` in their order; `ineligible` is why this person cannot take part at all.
    """
    if entry is not None and entry.is_disqualified:
        return StartDecision(refusal=RefusalCode.DISQUALIFIED)
    if so_far.open_attempt is not None:
        return StartDecision()
    refusal = why_closed(contest, now) or ineligible
    if refusal is not None:
        return StartDecision(refusal=refusal)
    current = next((one for one in rounds if one.is_open(now)), None)
    if current is None:
        to_come = _next_open(contest, rounds, now)
        refusal = RefusalCode.NOT_OPEN_YET if to_come else RefusalCode.ALREADY_CLOSED
        return StartDecision(refusal=refusal, next_start_at=to_come)
    if entry is None and contest.needs_access_code:
        return StartDecision(refusal=RefusalCode.ACCESS_CODE_REQUIRED)
    return _decide_by_limits(contest, rounds, current, so_far, now)


def _decide_by_limits(
    contest: Contest,
    rounds: Sequence[Round],
    current: Round,
    so_far: AttemptsSoFar,
    now: datetime,
) -> StartDecision:
    if contest.attempts_total is not None and so_far.used >= contest.attempts_total:
        return StartDecision(refusal=RefusalCode.ATTEMPT_LIMIT_REACHED)
    if left_in_round(contest, current, so_far) == 0:
        return StartDecision(
            refusal=RefusalCode.ROUND_LIMIT_REACHED,
            next_start_at=_next_open(contest, rounds, current.closes_at),
        )
    if contest.attempts_per_day is not None and so_far.used_today >= contest.attempts_per_day:
        tomorrow = start_of_day(contest, now, days_later=1)
        return StartDecision(
            refusal=RefusalCode.DAILY_LIMIT_REACHED,
            next_start_at=_next_open(contest, rounds, tomorrow),
        )
    return StartDecision(round=current)


def left_in_round(contest: Contest, round_: Round, so_far: AttemptsSoFar) -> int | None:
    """How many more attempts a round allows by itself; None without such a limit."""
    if contest.attempts_per_round is None or round_.paper_id is None:
        return None
    return max(contest.attempts_per_round - so_far.used_by_paper.get(round_.paper_id, 0), 0)


def _next_open(contest: Contest, rounds: Sequence[Round], after: datetime) -> datetime | None:
    """The first moment from `after` on at which a round of the contest is open."""
    moments = [max(one.opens_at, after) for one in rounds if one.closes_at > after]
    return min((moment for moment in moments if moment < contest.closes_at), default=None)


def count_attempts(contest: Contest, attempts: Sequence[Attempt], now: datetime) -> AttemptsSoFar:
    """What an entry has used up, by all its attempts in the order of their numbers. Pure."""
    midnight = start_of_day(contest, now)
    return AttemptsSoFar(
        used=len(attempts),
        used_today=sum(attempt.started_at >= midnight for attempt in attempts),
        used_by_paper=Counter(attempt.paper_id for attempt in attempts),
        last=attempts[-1] if attempts else None,
        open_attempt=next(
            (
                attempt
                for attempt in attempts
                if attempt.is_open and not is_overdue(deadline=attempt.deadline, now=now)
            ),
            None,
        ),
    )


def start_of_day(contest: Contest, now: datetime, *, days_later: int = 0) -> datetime:
    """The last midnight in the contest's time zone, or one of the next."""
    day = now.astimezone(contest.zone).date() + timedelta(days=days_later)
    return datetime.combine(day, time.min, tzinfo=contest.zone).astimezone(UTC)
