"""What an organiser watches while a contest runs. Counted when asked, and kept for seconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMinute

from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt
from quiz.contest.models import Contest

LAST_MINUTES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteCount:
    """Attempts started and closed within one minute."""

    minute: datetime
    started: int
    finished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How many are answering now, and what the last half hour brought, minute by minute."""

    open_now: int
    minutes: tuple[MinuteCount, ...]


def pulse_of(contest: Contest, *, now: datetime) -> Pulse:
    """The contest's pulse. Three queries."""
    attempts = Attempt.objects.filter(paper__rounds__contest=contest).order_by()
    this_minute = now.replace(second=0, microsecond=0)
    first = this_minute - timedelta(minutes=LAST_MINUTES - 1)
    started = _by_minute(attempts, "started_at", first)
    finished = _by_minute(attempts, "finished_at", first)
    return Pulse(
        open_now=attempts.filter(state=AttemptState.OPEN, deadline__gt=now).count(),
        minutes=tuple(
            MinuteCount(
                minute=minute,
                started=started.get(minute, 0),
                finished=finished.get(minute, 0),
            )
            for minute in _minutes_from(first)
        ),
    )


def _minutes_from(first: datetime) -> Iterable[datetime]:
    return (first + timedelta(minutes=number) for number in range(LAST_MINUTES))


def _by_minute(attempts: QuerySet[Attempt], moment: str, first: datetime) -> dict[datetime, int]:
    recent = attempts.filter(**{f"{moment}__gte": first})
    counted = recent.annotate(minute=TruncMinute(moment)).values_list("minute")
    return dict(counted.annotate(attempts=Count("pk")).values_list("minute", "attempts"))
