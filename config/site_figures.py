"""Figures about the whole site, which any process reads from the database: what waits, how long.

Each is one look at an index that holds only what is unfinished. They are read at most every ten
seconds by the whole site, however many hosts are asked however often.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import QuerySet
from prometheus_client.core import GaugeMetricFamily, Metric

from common import clock
from common.models import Job, JobState, MessageState, OutboxMessage
from config.health import database_answers, worker_heartbeat_age_s
from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest
from quiz.leaderboard.models import Board

KEPT_S = 10
_KEY = "config:site-figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFigures:
    """Moments rather than ages: they stay true while they are kept."""

    open_attempts: int
    oldest_deadline: datetime | None
    oldest_job: datetime | None
    oldest_message: datetime | None
    oldest_board: datetime | None
    slowest_build_ms: int


class SiteCollector:
    """Gives them to Prometheus."""

    def collect(self) -> Iterable[Metric]:
        """The figures as they are now; without the database, that it is away."""
        figures = _figures() if database_answers() else None
        yield _gauge("wangan_database_up", "Whether the database answers.", figures is not None)
        heartbeat = worker_heartbeat_age_s()
        if heartbeat is not None:
            yield _gauge(
                "wangan_worker_heartbeat_age_seconds",
                "How long ago a task last travelled from scheduler to worker.",
                heartbeat,
            )
        if figures is not None:
            yield from _gauges(figures, clock.now())


def _gauges(figures: SiteFigures, now: datetime) -> Iterable[Metric]:
    yield _gauge("wangan_open_attempts", "Attempts in progress.", figures.open_attempts)
    for name, what, since in (
        (
            "wangan_overdue_attempt_age_seconds",
            "How long the open attempt that should have been closed first is over.",
            figures.oldest_deadline,
        ),
        (
            "wangan_job_queue_age_seconds",
            "How long the oldest job that nobody has begun waits.",
            figures.oldest_job,
        ),
        (
            "wangan_outbox_age_seconds",
            "How long the oldest message that should have left is due.",
            figures.oldest_message,
        ),
        (
            "wangan_board_lag_seconds",
            "How old the oldest board of a contest under way is.",
            figures.oldest_board,
        ),
    ):
        age_s = 0.0 if since is None else max(0.0, (now - since).total_seconds())
        yield _gauge(name, f"{what} 0: none.", age_s)
    yield _gauge(
        "wangan_board_build_seconds",
        "What the slowest of these boards took last; the publisher then rests five times as long.",
        figures.slowest_build_ms / 1000,
    )


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=float(value))


def _figures() -> SiteFigures | None:
    found: SiteFigures | None = cache.get(_KEY)
    if found is None:
        try:
            found = read_site_figures(now=clock.now())
        except DatabaseError:
            return None
        cache.set(_KEY, found, KEPT_S)
    return found


def read_site_figures(*, now: datetime) -> SiteFigures:
    """Ask the database. Six queries."""
    attempts = Attempt.objects.filter(state=AttemptState.OPEN)
    unsent = OutboxMessage.objects.filter(state__in=[MessageState.QUEUED, MessageState.SENDING])
    queued = Job.objects.filter(state=JobState.QUEUED)
    opened = Contest.objects.filter(
        state__in=[ContestState.PUBLISHED, ContestState.CLOSED], opens_at__lte=now
    ).values_list("pk", "opens_at")
    contests = dict(opened)
    boards = Board.objects.in_bulk(contests.keys())
    published = {pk: board.merged_through for pk, board in boards.items()}
    return SiteFigures(
        open_attempts=attempts.count(),
        oldest_deadline=_first(attempts, "deadline"),
        oldest_job=_first(queued, "created_at"),
        oldest_message=_first(unsent, "due_at"),
        oldest_board=min(
            (published.get(pk) or opens_at for pk, opens_at in contests.items()), default=None
        ),
        slowest_build_ms=max((board.build_ms for board in boards.values()), default=0),
    )


def _first(rows: QuerySet[Any], moment: str) -> datetime | None:
    """Not `Min`, which would go past the index where it is made for part of the rows."""
    found: datetime | None = rows.order_by(moment).values_list(moment, flat=True).first()
    return found
