"""Every message of the timetable, delivered twice and in any order, leads to one state."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import transaction

from accounts.models import Organisation, User
from common.audit import AuditEvent
from common.jobs import Job
from common.outbox import Channel, OutboxMessage, queue_message
from config.celery import EVERY_SECONDS, app
from quiz.attempt.models import Attempt
from quiz.contest.exporting import export_results
from quiz.contest.models import Contest
from quiz.contest.starting import start_contest_attempt
from quiz.leaderboard.models import FinalStanding, Snapshot
from tests.cast import make_user
from tests.quiz.contest.contests import open_contest, sit

pytestmark = pytest.mark.django_db

ORDERS = 5
RUN_JOB = "common.tasks.run_job"


@pytest.fixture
def contest(
    organisation: Organisation,
    organiser: User,
    resident: User,
    now: datetime,
    time_machine_at: time_machine.Traveller,
) -> Contest:
    """It has just ended: two sat it, two were still at it; a mail and an export wait."""
    contest = open_contest(organisation, now=now, open_for=timedelta(hours=2))
    sit(contest, resident, right=3, at=now)
    sit(contest, make_user("p1"), right=2, at=now)
    for name in ("p2", "p3"):
        start_contest_attempt(contest=contest, user=make_user(name), now=now)
    queue_message(channel=Channel.MAIL, recipient="p1@example.org", subject="A", body="B", now=now)
    export_results(contest=contest, file_format="csv", by=organiser, now=now)
    time_machine_at.shift(timedelta(hours=1, minutes=30))
    return contest


def deliver(messages: list[str]) -> None:
    """Let the worker have them, in this order."""
    for name in messages:
        arguments = Job.objects.values_list("pk") if name == RUN_JOB else [()]
        for found in arguments:
            app.tasks[name](*map(str, found))


def state_of(contest: Contest) -> dict[str, object]:
    """All that people can see of it, and how often it was done."""
    contest.refresh_from_db()
    snapshot = Snapshot.objects.get(board=contest.pk)
    attempts = Attempt.objects.order_by("pk")
    standings = FinalStanding.objects.order_by("standings_version", "row")
    return {
        "contest": (contest.state, contest.finalised_at),
        "attempts": list(attempts.values_list("pk", "state", "score_centi", "finished_at")),
        "standings": list(standings.values_list("standings_version", "rank", "entry_id")),
        "board": (snapshot.is_final, snapshot.total, snapshot.top, snapshot.counts),
        "said": list(AuditEvent.objects.order_by("action").values_list("action", flat=True)),
        "jobs": list(Job.objects.values_list("state", "tries")),
        "messages": list(OutboxMessage.objects.values_list("state", "tries")),
        "mails": len(mail.outbox),
    }


@contextmanager
def undone() -> Iterator[None]:
    """Let nothing of it remain."""
    cache.clear()
    mail.outbox.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_message_twice_and_in_any_order_leads_to_one_state(contest: Contest) -> None:
    app.loader.import_default_modules()
    timetable = [*EVERY_SECONDS, RUN_JOB]
    with undone():
        deliver(timetable)
        # What one turn prepares, another one finishes.
        deliver(timetable)
        in_order = state_of(contest)
    assert (in_order["jobs"], in_order["mails"]) == ([("done", 1)], 1)
    assert contest.state == "final"

    for seed in range(ORDERS):
        with undone():
            twice = timetable * 2
            random.Random(seed).shuffle(twice)
            deliver(twice)
            deliver(timetable)
            assert state_of(contest) == in_order, twice
