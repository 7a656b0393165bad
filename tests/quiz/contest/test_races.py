"""Two tabs, two phones, a whole hall at once: limits and standings hold."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest

from accounts.models import Organisation, User
from common.batcher import stop_batchers
from quiz.attempt.closing import finish_attempt
from quiz.attempt.models import Attempt
from quiz.contest.access_codes import TRIES, hash_access_code
from quiz.contest.entering import enter_contest
from quiz.contest.enums import RefusalCode
from quiz.contest.finalising import finalise_contests
from quiz.contest.models import Contest, Entry
from quiz.contest.refusals import ContestRefused, TooManyTries
from quiz.contest.starting import start_contest_attempt
from quiz.leaderboard.models import FinalStanding, Snapshot
from quiz.paper.compiled import compiled_paper
from tests.quiz.attempt.together import together
from tests.quiz.contest.contests import answer, begin, entry_in, open_contest, publish, sit

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


@pytest.fixture(autouse=True)
def _leave_nothing_running() -> Iterator[None]:
    yield
    compiled_paper.cache_clear()
    # Without a transaction around the test, saves go through the writer's own connection.
    stop_batchers()


def test_entering_at_once_makes_one_entry(contest: Contest, resident: User, now: datetime):
    entries = together([lambda: enter_contest(contest=contest, user=resident, now=now)] * AT_ONCE)
    assert {entry.pk for entry in entries} == {Entry.objects.get().pk}


def test_starting_at_once_makes_one_attempt(contest: Contest, resident: User, now: datetime):
    started = together(
        [lambda: start_contest_attempt(contest=contest, user=resident, now=now)] * AT_ONCE
    )
    assert {one.attempt.pk for one in started} == {Attempt.objects.get().pk}
    assert sum(one.is_new for one in started) == 1


@pytest.mark.parametrize(
    ("limit", "refusal"),
    [
        ({"attempts_total": 2}, RefusalCode.ATTEMPT_LIMIT_REACHED),
        ({"attempts_per_day": 2}, RefusalCode.DAILY_LIMIT_REACHED),
    ],
)
def test_starting_and_finishing_at_once_never_exceeds_a_limit(
    organisation: Organisation,
    resident: User,
    now: datetime,
    limit: dict[str, int],
    refusal: RefusalCode,
):
    contest = open_contest(organisation, now=now, **limit)

    def start_and_finish() -> RefusalCode | None:
        try:
            for _ in range(3):
                attempt = start_contest_attempt(contest=contest, user=resident, now=now).attempt
                finish_attempt(attempt_id=attempt.pk, now=now)
        except ContestRefused as refused:
            return refused.code
        return None

    refusals = set(together([start_and_finish] * AT_ONCE))
    assert refusals <= {refusal, RefusalCode.CONFLICT}
    assert Attempt.objects.count() == 2
    assert entry_in(contest, resident).attempts_counted == 2


def test_guesses_at_once_all_count(contest: Contest, resident: User, now: datetime):
    contest.access_code_hash = hash_access_code(contest.pk, "hall-7")
    contest.save(update_fields=["access_code_hash"])

    def guess() -> int:
        wrong = 0
        try:
            for _ in range(TRIES):
                try:
                    enter_contest(contest=contest, user=resident, access_code="x", now=now)
                except ContestRefused:
                    wrong += 1
        except TooManyTries:
            pass
        return wrong

    assert sum(together([guess] * AT_ONCE)) == TRIES


def test_publishing_while_people_finish_loses_nobody(
    contest: Contest, people: list[User], now: datetime
):
    later = now + timedelta(minutes=5)
    attempts = [begin(contest, person, at=now) for person in people]
    for number, attempt in enumerate(attempts):
        answer(attempt, range(number), at=later)

    finishes = [partial(finish_attempt, attempt_id=one.pk, now=later) for one in attempts]
    publications = [partial(publish, contest, at=later)] * 3
    deeds: list[Callable[[], object]] = [*finishes, *publications]
    together(deeds)
    publish(contest, at=later + timedelta(seconds=3))
    snapshot = Snapshot.objects.get(board=contest.pk)
    assert [row["score_centi"] for row in snapshot.top] == [2000, 1500, 1000, 500, 0]


def test_finalising_at_once_writes_one_version(contest: Contest, resident: User, now: datetime):
    sit(contest, resident, right=1, at=now)
    together([lambda: finalise_contests(now=contest.closes_at)] * 4)
    assert list(FinalStanding.objects.values_list("standings_version")) == [(1,)]
