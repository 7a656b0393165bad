"""What the contest page tells somebody about the own participation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from quiz.attempt.models import Attempt
from quiz.contest.eligibility import why_not_eligible
from quiz.contest.entering import entry_of
from quiz.contest.enums import RefusalCode
from quiz.contest.models import Contest, Entry, Round, round_to_show
from quiz.contest.starting import (
    AttemptsSoFar,
    StartDecision,
    count_attempts,
    decide_start,
    left_in_round,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStatus:
    """Whether an attempt can start (or go on) now, and what is left. None means no limit.

    `round` is the one that is open now, or the next one, or the last.
    """

    rounds: Sequence[Round]
    round: Round
    entry: Entry | None
    so_far: AttemptsSoFar
    decision: StartDecision
    attempts_left: int | None
    attempts_left_today: int | None

    @property
    def can_start(self) -> bool:
        """Whether starting would be let through."""
        return self.decision.refusal is None


def start_status(*, contest: Contest, user: User | None, now: datetime) -> StartStatus:
    """What somebody may do in the contest now, by the very rules that starting obeys."""
    entry = None if user is None else entry_of(contest, user)
    attempts = Attempt.objects.filter(entry_id=entry.pk).order_by("number") if entry else ()
    return status_of(
        contest=contest,
        rounds=list(contest.rounds.order_by("number")),
        entry=entry,
        attempts=list(attempts),
        ineligible=why_not_eligible(contest, user),
        now=now,
    )


def status_of(
    *,
    contest: Contest,
    rounds: Sequence[Round],
    entry: Entry | None,
    attempts: Sequence[Attempt],
    ineligible: RefusalCode | None,
    now: datetime,
) -> StartStatus:
    """The status from what was read already. Pure."""
    so_far = count_attempts(contest, attempts, now)
    decision = decide_start(
        contest=contest,
        rounds=rounds,
        entry=entry,
        so_far=so_far,
        ineligible=ineligible,
        now=now,
    )
    shown = round_to_show(rounds, now)
    in_all = _left(contest.attempts_total, so_far.used)
    in_round = left_in_round(contest, shown, so_far)
    left = min((one for one in (in_all, in_round) if one is not None), default=None)
    today = [
        remaining
        for remaining in (left, _left(contest.attempts_per_day, so_far.used_today))
        if remaining is not None
    ]
    return StartStatus(
        rounds=rounds,
        round=shown,
        entry=entry,
        so_far=so_far,
        decision=decision,
        attempts_left=left,
        attempts_left_today=min(today, default=None),
    )


def _left(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(limit - used, 0)
