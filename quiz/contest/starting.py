"""Starting an attempt in a contest: what is allowed, decided so that races cannot break limits.

Every decision is made from the attempts that were there when it was made, and the number of the
new attempt is one more than theirs. Had another start come in between, that number would be taken
and the database would refuse it; the decision is then made again. No row is locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from accounts.models import User
from quiz.attempt.deadline import is_overdue
from quiz.attempt.models import Attempt
from quiz.attempt.starting import AttemptAlreadyOpen, AttemptNumberTaken, start_attempt
from quiz.contest.eligibility import why_closed, why_not_eligible
from quiz.contest.entering import enter_contest, entry_of
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
    """What an entry has used up. An attempt whose time is over is not open any more."""

    used: int = 0
    used_today: int = 0
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
    if entry is None:
        # Decided before entering too: a start that is refused registers nobody.
        _raise_if_refused(decide(entry=None, so_far=AttemptsSoFar()))
        entry = enter_contest(contest=contest, user=user, now=now)
    for _ in range(DECISIONS_AT_MOST):
        attempts = list(Attempt.objects.filter(entry_id=entry.pk).order_by("number"))
        so_far = count_attempts(contest, attempts, now)
        decision = decide(entry=entry, so_far=so_far)
        _raise_if_refused(decision)
        if so_far.open_attempt is not None:
            return StartedAttempt(so_far.open_attempt, is_new=False)
        try:
            return _start(entry, decision.round, so_far.next_number, now)
        except AttemptNumberTaken:
            continue
    raise ContestRefused(RefusalCode.CONFLICT)


def _raise_if_refused(decision: StartDecision) -> None:
    if decision.refusal is not None:
        raise ContestRefused(decision.refusal)


def _start(entry: Entry, round_: Round | None, number: int, now: datetime) -> StartedAttempt:
    """Start in the decided round; raises `AttemptNumberTaken` when another start was faster."""
    if round_ is None or round_.paper_id is None:
        raise ContestRefused(RefusalCode.NOT_OPEN_YET)
    try:
        attempt = start_attempt(
            entry_id=entry.pk,
            user_id=entry.user_id,
            paper_id=round_.paper_id,
            number=number,
            window_end=round_.closes_at,
            time_factor_percent=entry.time_factor_percent,
            now=now,
        )
    except AttemptAlreadyOpen as taken:
        return StartedAttempt(taken.existing, is_new=False)
    return StartedAttempt(attempt, is_new=True)


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
    current = next((one for one in rounds if one.opens_at <= now < one.closes_at), None)
    if current is None:
        to_come = min((one.opens_at for one in rounds if one.opens_at > now), default=None)
        refusal = RefusalCode.NOT_OPEN_YET if to_come else RefusalCode.ALREADY_CLOSED
        return StartDecision(refusal=refusal, next_start_at=to_come)
    if entry is None and contest.needs_access_code:
        return StartDecision(refusal=RefusalCode.ACCESS_CODE_REQUIRED)
    return _decide_by_limits(contest, current, so_far, now)


def _decide_by_limits(
    contest: Contest, current: Round, so_far: AttemptsSoFar, now: datetime
) -> StartDecision:
    if contest.attempts_total is not None and so_far.used >= contest.attempts_total:
        return StartDecision(refusal=RefusalCode.ATTEMPT_LIMIT_REACHED)
    if contest.attempts_per_day is not None and so_far.used_today >= contest.attempts_per_day:
        tomorrow = start_of_day(contest, now, days_later=1)
        return StartDecision(
            refusal=RefusalCode.DAILY_LIMIT_REACHED,
            next_start_at=tomorrow if tomorrow < contest.closes_at else None,
        )
    return StartDecision(round=current)


def count_attempts(contest: Contest, attempts: Sequence[Attempt], now: datetime) -> AttemptsSoFar:
    """What an entry has used up, by all its attempts in the order of their numbers. Pure."""
    midnight = start_of_day(contest, now)
    return AttemptsSoFar(
        used=len(attempts),
        used_today=sum(attempt.started_at >= midnight for attempt in attempts),
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
