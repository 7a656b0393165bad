"""Starting with a pass: alone, many at once, and everything that is left to the closer look."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation, Region, User
from common.batcher import stop_batchers
from quiz.attempt.closing import finish_attempt
from quiz.attempt.models import Attempt
from quiz.contest import group_starting
from quiz.contest.access_codes import hash_access_code
from quiz.contest.disqualifying import disqualify_entry
from quiz.contest.entering import entry_of
from quiz.contest.enums import Eligibility
from quiz.contest.group_starting import start_with_pass
from quiz.contest.models import Contest, Entry
from quiz.contest.start_pass import (
    InvalidStartPass,
    StartPass,
    issue_start_pass,
    read_start_pass,
)
from quiz.paper.compiled import compiled_paper
from tests.cast import make_user
from tests.quiz.attempt.together import together
from tests.quiz.contest.contests import begin, open_contest, sit

SECOND = timedelta(seconds=1)


@pytest.fixture
def contest(organisation: Organisation, now: datetime) -> Iterator[Contest]:
    yield open_contest(organisation, now=now, slug="spring")
    compiled_paper.cache_clear()


def pass_for(contest: Contest, user: User, now: datetime) -> StartPass:
    given = issue_start_pass(contest=contest, user=user, entry=entry_of(contest, user), now=now)
    assert given is not None
    return read_start_pass(given, now=now)


def test_a_pass_says_whom_it_is_for_and_for_which_region(
    contest: Contest, resident: User, now: datetime
) -> None:
    resident.region = Region.objects.get(pk="230100")
    resident.save(update_fields=["region"])
    assert pass_for(contest, resident, now) == StartPass(
        contest_id=contest.pk,
        slug="spring",
        user_id=resident.pk,
        region_id="230100",
        organisation_id=None,
        expires_at=now + timedelta(hours=1),
    )


@pytest.mark.parametrize("text", ["", "x", "AAAA" * 10, "A" * 600])
def test_what_is_no_pass_is_refused(text: str, now: datetime) -> None:
    with pytest.raises(InvalidStartPass):
        read_start_pass(text, now=now)


def test_a_pass_runs_out_after_an_hour(contest: Contest, resident: User, now: datetime) -> None:
    given = issue_start_pass(contest=contest, user=resident, entry=None, now=now)
    assert given is not None
    read_start_pass(given, now=now + timedelta(hours=1))
    with pytest.raises(InvalidStartPass):
        read_start_pass(given, now=now + timedelta(hours=1, seconds=1))


@pytest.mark.parametrize(
    "fields", [{"audience": Eligibility.ORGANISATION}, {"opens_in": timedelta(days=-9)}]
)
def test_who_may_not_take_part_gets_no_pass(
    organisation: Organisation, stranger: User, now: datetime, fields: dict[str, Any]
) -> None:
    contest = open_contest(organisation, now=now, **fields)
    assert issue_start_pass(contest=contest, user=stranger, entry=None, now=now) is None


def test_an_access_code_comes_before_a_pass(
    contest: Contest, resident: User, now: datetime
) -> None:
    contest.access_code_hash = hash_access_code(contest.pk, "hall-7")
    contest.save(update_fields=["access_code_hash"])
    assert issue_start_pass(contest=contest, user=resident, entry=None, now=now) is None
    entry = Entry.objects.create(contest=contest, user=resident, registered_at=now)
    assert issue_start_pass(contest=contest, user=resident, entry=entry, now=now) is not None


def test_starting_enters_and_draws(contest: Contest, resident: User, now: datetime) -> None:
    started = start_with_pass(holder=pass_for(contest, resident, now), now=now)
    entry, attempt = Entry.objects.get(), Attempt.objects.get()
    assert (started.attempt, started.contest) == (attempt, contest)
    assert (entry.contest, entry.user, entry.registered_at) == (contest, resident, now)
    assert (attempt.entry_id, attempt.user, attempt.number) == (entry.pk, resident, 1)
    assert attempt.deadline == now + timedelta(minutes=20)
    assert len(attempt.drawn) == 4


def test_extra_time_given_before_counts(contest: Contest, resident: User, now: datetime) -> None:
    holder = pass_for(contest, resident, now)
    Entry.objects.create(contest=contest, user=resident, registered_at=now, time_factor_percent=150)
    started = start_with_pass(holder=holder, now=now)
    assert started.attempt is not None
    assert started.attempt.deadline == now + timedelta(minutes=30)


def test_what_is_not_plain_is_left_alone(contest: Contest, resident: User, now: datetime) -> None:
    holder = pass_for(contest, resident, now)
    in_progress = begin(contest, resident, at=now)
    assert start_with_pass(holder=holder, now=now + SECOND).attempt is None
    finish_attempt(attempt_id=in_progress.pk, now=now + SECOND)
    # Again at once: the throttle shall see that.
    assert start_with_pass(holder=holder, now=now + 2 * SECOND).attempt is None
    again = start_with_pass(holder=holder, now=now + 30 * SECOND).attempt
    assert again is not None
    assert again.number == 2


@pytest.mark.parametrize("limit", ["attempts_total", "attempts_per_day", "attempts_per_round"])
def test_limits_hold(organisation: Organisation, resident: User, now: datetime, limit: str) -> None:
    contest = open_contest(organisation, now=now, **{limit: 1})
    sit(contest, resident, right=1, at=now - timedelta(minutes=30))
    assert start_with_pass(holder=pass_for(contest, resident, now), now=now).attempt is None
    assert Attempt.objects.count() == 1


def test_a_pass_is_worth_nothing_after_the_end_or_for_who_is_out(
    contest: Contest, resident: User, organiser: User, stranger: User, now: datetime
) -> None:
    before_end = contest.closes_at - SECOND
    late = pass_for(contest, resident, before_end)
    assert start_with_pass(holder=late, now=contest.closes_at).attempt is None

    out = pass_for(contest, stranger, now)
    entry = Entry.objects.create(contest=contest, user=stranger, registered_at=now)
    disqualify_entry(entry=entry, reason="Copied.", by=organiser, now=now)
    assert start_with_pass(holder=out, now=now).attempt is None

    gone = pass_for(contest, resident, now)
    resident.is_active = False
    resident.save(update_fields=["is_active"])
    assert start_with_pass(holder=gone, now=now).attempt is None
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_a_group_costs_the_same_whatever_its_size(
    contest: Contest, now: datetime, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    users = [make_user(f"walker-{number}") for number in range(people)]
    orders = [
        group_starting._Order(pass_for(contest, user, now), now + number * SECOND)
        for number, user in enumerate(users)
    ]
    compiled_paper(contest.rounds.get().paper_id)
    # Contests, rounds, accounts, entries; then entries and attempts, in a savepoint of the test's.
    with django_assert_num_queries(4 + 2 + 2):
        started = group_starting._start(orders)
    assert [one.attempt and one.attempt.user_id for one in started] == [user.pk for user in users]


def test_the_second_click_of_a_double_click_starts_nothing(
    contest: Contest, resident: User, stranger: User, now: datetime
) -> None:
    holder = pass_for(contest, resident, now)
    orders = [
        group_starting._Order(holder, now),
        group_starting._Order(pass_for(contest, stranger, now), now),
        group_starting._Order(holder, now + timedelta(milliseconds=80)),
    ]
    started = [one.attempt is not None for one in group_starting._start(orders)]
    assert started == [True, True, False]
    assert Attempt.objects.count() == Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_of_many_starts(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    contest = open_contest(organisation, now=now)
    holder = pass_for(contest, resident, now)
    try:
        started = together([lambda: start_with_pass(holder=holder, now=now)] * 8)
    finally:
        stop_batchers()
        compiled_paper.cache_clear()
    found = {one.attempt.pk for one in started if one.attempt is not None}
    assert found == {Attempt.objects.get().pk}
    assert Entry.objects.count() == 1
