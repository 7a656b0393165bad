"""What the contest page tells somebody about the own participation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from quiz.contest.eligibility import why_closed, why_not_eligible
from quiz.contest.entering import entry_of
from quiz.contest.enums import RefusalCode
from quiz.contest.models import Contest, Entry
from quiz.contest.starting import (
    AttemptsSoFar,
    attempts_so_far,
    current_round,
    why_no_round,
    why_not_start,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStatus:
    """Whether an attempt can start (or go on) now, and what is left. None means no limit."""

    entry: Entry | None
    can_start: bool
    reason: RefusalCode | None
    attempts_used: int
    attempts_left: int | None
    attempts_left_today: int | None
    open_attempt_id: UUID | None


def start_status(*, contest: Contest, user: User | None, now: datetime) -> StartStatus:
    """What somebody may do in the contest now, by the very rules that starting obeys."""
    entry = None if user is None else entry_of(contest, user)
    if user is None or entry is None:
        so_far = AttemptsSoFar(used=0, used_today=0, last_number=0, open_attempt=None)
        reason = _why_not_enter(contest, user, now)
    else:
        so_far = attempts_so_far(contest, entry.pk, now)
        reason, _ = why_not_start(contest, user, entry, so_far, now)
    return StartStatus(
        entry=entry,
        can_start=reason is None,
        reason=reason,
        attempts_used=so_far.used,
        attempts_left=_left(contest.attempts_total, so_far.used),
        attempts_left_today=_left_today(contest, so_far),
        open_attempt_id=so_far.open_attempt.pk if so_far.open_attempt else None,
    )


def _why_not_enter(contest: Contest, user: User | None, now: datetime) -> RefusalCode | None:
    refusal = why_closed(contest, now) or why_not_eligible(contest, user)
    if refusal is None and current_round(contest, now) is None:
        refusal = why_no_round(contest, now)
    if refusal is None and contest.needs_access_code:
        refusal = RefusalCode.ACCESS_CODE_REQUIRED
    return refusal


def _left(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(limit - used, 0)


def _left_today(contest: Contest, so_far: AttemptsSoFar) -> int | None:
    left = [
        remaining
        for remaining in (
            _left(contest.attempts_total, so_far.used),
            _left(contest.attempts_per_day, so_far.used_today),
        )
        if remaining is not None
    ]
    return min(left, default=None)
