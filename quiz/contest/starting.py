"""Starting an attempt in a contest: what is allowed, decided so that races cannot break limits.

Every decision is made from the attempts that were there when it was made, and the number of the
new attempt is one more than theirs. Had another start come in between, that number would be taken
and the database would refuse it; the decision is then made again. No row is locked.
"""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from accounts.models import User
from quiz.attempt.deadline import is_overdue
from quiz.attempt.enums import AttemptState
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

    used: int
    used_today: int
    last_number: int
    open_attempt: Attempt | None


def start_contest_attempt(*, contest: Contest, user: User, now: datetime) -> StartedAttempt:
    """Start an attempt, or return the one in progress.

    Enters the contest first if that takes no access code. Raises `ContestRefused`.
    """
    entry = entry_of(contest, user) or enter_contest(contest=contest, user=user, now=now)
    for _ in range(DECISIONS_AT_MOST):
        so_far = attempts_so_far(contest, entry.pk, now)
        refusal, current = why_not_start(contest, user, entry, so_far, now)
        if refusal is not None:
            raise ContestRefused(refusal)
        if so_far.open_attempt is not None:
            return StartedAttempt(so_far.open_attempt, is_new=False)
        if current is None or current.paper_id is None:
            raise ContestRefused(RefusalCode.NOT_OPEN_YET)
        try:
            attempt = start_attempt(
                entry_id=entry.pk,
                user_id=user.pk,
                paper_id=current.paper_id,
                number=so_far.last_number + 1,
                window_end=current.closes_at,
                time_factor_percent=entry.time_factor_percent,
                now=now,
            )
        except AttemptAlreadyOpen as first:
            return StartedAttempt(first.existing, is_new=False)
        except AttemptNumberTaken:
            continue
        return StartedAttempt(attempt, is_new=True)
    raise ContestRefused(RefusalCode.CONFLICT)


def why_not_start(
    contest: Contest, user: User, entry: Entry, so_far: AttemptsSoFar, now: datetime
) -> tuple[RefusalCode | None, Round | None]:
    """Why no attempt can start or go on now, and the round that is on; None where one can."""
    if entry.is_disqualified:
        return RefusalCode.DISQUALIFIED, None
    if so_far.open_attempt is not None:
        return None, None
    refusal = why_closed(contest, now) or why_not_eligible(contest, user)
    if refusal is not None:
        return refusal, None
    current = current_round(contest, now)
    if current is None:
        return why_no_round(contest, now), None
    return why_limited(contest, so_far), current


def why_limited(contest: Contest, so_far: AttemptsSoFar) -> RefusalCode | None:
    """Which limit on attempts is reached; None if there is one left. Pure."""
    if contest.attempts_total is not None and so_far.used >= contest.attempts_total:
        return RefusalCode.ATTEMPT_LIMIT_REACHED
    if contest.attempts_per_day is not None and so_far.used_today >= contest.attempts_per_day:
        return RefusalCode.DAILY_LIMIT_REACHED
    return None


def current_round(contest: Contest, now: datetime) -> Round | None:
    """The round whose window is open now."""
    windows = contest.rounds.filter(opens_at__lte=now, closes_at__gt=now)
    return windows.order_by("number").first()


def why_no_round(contest: Contest, now: datetime) -> RefusalCode:
    """Why no round is on: either one is still to come, or all are over."""
    to_come = contest.rounds.filter(opens_at__gt=now).exists()
    return RefusalCode.NOT_OPEN_YET if to_come else RefusalCode.ALREADY_CLOSED


def attempts_so_far(contest: Contest, entry_id: UUID, now: datetime) -> AttemptsSoFar:
    """What the entry has used up. One query."""
    attempts = list(Attempt.objects.filter(entry_id=entry_id).order_by("number"))
    midnight = start_of_day(contest, now)
    return AttemptsSoFar(
        used=len(attempts),
        used_today=sum(attempt.started_at >= midnight for attempt in attempts),
        last_number=attempts[-1].number if attempts else 0,
        open_attempt=next(
            (
                attempt
                for attempt in attempts
                if attempt.state == AttemptState.OPEN
                and not is_overdue(deadline=attempt.deadline, now=now)
            ),
            None,
        ),
    )


def start_of_day(contest: Contest, now: datetime) -> datetime:
    """The last midnight in the contest's time zone."""
    today = now.astimezone(contest.zone).date()
    return datetime.combine(today, time.min, tzinfo=contest.zone)
