"""Extra time for one person, before an attempt or during it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.audit import record_event
from quiz.attempt.deadline import deadline_for
from quiz.attempt.enums import AttemptState
from quiz.attempt.extending import AttemptClosed, extend_deadline
from quiz.attempt.models import Attempt
from quiz.contest.models import MOST_TIME_PERCENT, ORDINARY_TIME_PERCENT, Entry, Round


class TimeFactorOutOfRange(ValueError):
    """Extra time is between 100 % (none) and 400 % of the time limit."""


def grant_extra_time(
    *, entry: Entry, time_factor_percent: int, by: User | None, reason: str, now: datetime
) -> Entry:
    """Give somebody this share of every time limit; return the entry as it is now.

    An attempt in progress is lengthened at once, within the window of its round; a smaller share
    than before takes nothing back from it. Raises `TimeFactorOutOfRange`.
    """
    if not ORDINARY_TIME_PERCENT <= time_factor_percent <= MOST_TIME_PERCENT:
        raise TimeFactorOutOfRange(time_factor_percent)
    with transaction.atomic():
        # The attempt before the entry: finishing locks them in this order, too.
        deadline = _lengthen_open_attempt(entry, time_factor_percent, now)
        before = entry.time_factor_percent
        entry.time_factor_percent = time_factor_percent
        entry.save(update_fields=["time_factor_percent"])
        record_event(
            actor=by,
            action="extra_time_granted",
            subject=entry,
            organisation_id=entry.contest.organisation_id,
            before={"time_factor_percent": before},
            after={
                "time_factor_percent": time_factor_percent,
                "deadline": deadline.isoformat() if deadline else None,
            },
            reason=reason,
            now=now,
        )
    # Once more, for an attempt that was started meanwhile under the old share.
    _lengthen_open_attempt(entry, time_factor_percent, now)
    return entry


def _lengthen_open_attempt(
    entry: Entry, time_factor_percent: int, now: datetime
) -> datetime | None:
    attempts = Attempt.objects.filter(entry_id=entry.pk, state=AttemptState.OPEN)
    attempt = attempts.select_related("paper").first()
    if attempt is None:
        return None
    window_end = Round.objects.values_list("closes_at", flat=True).get(paper=attempt.paper_id)
    deadline = deadline_for(
        started_at=attempt.started_at,
        time_limit_s=attempt.paper.time_limit_s,
        time_factor_percent=time_factor_percent,
        window_end=window_end,
    )
    if deadline <= max(now, attempt.deadline):
        return None
    try:
        return extend_deadline(attempt_id=attempt.pk, deadline=deadline, now=now).deadline
    except AttemptClosed:
        return None
