"""A later end: for those who were cut short, and for the order of the board."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Organisation, User
from quiz.contest.closing import close_contest
from quiz.contest.extending import extend_contest
from quiz.contest.extra_time import grant_extra_time
from quiz.contest.models import Contest
from quiz.contest.refusals import WrongState
from tests.quiz.contest.contests import begin, entry_in, names_on, open_contest, publish, sit

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def extend(contest: Contest, *, to: datetime, now: datetime) -> Contest:
    return extend_contest(contest=contest, closes_at=to, by=None, reason="storm", now=now)


def test_only_who_was_cut_short_gets_more_time_and_each_by_the_own_share(
    contest: Contest, people: list[User], now: datetime
):
    end = contest.closes_at
    early = begin(contest, people[0], at=end - 60 * MINUTE)
    short = begin(contest, people[1], at=end - 15 * MINUTE)
    longer = begin(contest, people[2], at=end - 15 * MINUTE)
    grant_extra_time(
        entry=entry_in(contest, people[2]), time_factor_percent=200, by=None, reason="", now=now
    )
    extend(contest, to=end + 30 * MINUTE, now=end - 15 * MINUTE)
    for attempt in (early, short, longer):
        attempt.refresh_from_db()
    assert early.deadline == end - 40 * MINUTE
    assert short.deadline == end + 5 * MINUTE
    assert longer.deadline == end + 25 * MINUTE


def test_keys_are_laid_out_anew_for_a_much_longer_window_and_the_order_stays(
    organisation: Organisation, people: list[User], now: datetime
):
    contest = open_contest(organisation, now=now, open_for=timedelta(hours=2))
    sit(contest, people[0], right=2, at=now, minutes=3)
    sit(contest, people[1], right=2, at=now, minutes=2)
    publish(contest, at=now + 5 * MINUTE)
    before = entry_in(contest, people[0]).rank_key
    contest = extend(contest, to=now + 60 * DAY, now=now + 6 * MINUTE)
    assert contest.layout().holds(contest.closes_at)
    assert entry_in(contest, people[0]).rank_key != before
    sit(contest, people[2], right=2, at=now + 50 * DAY, minutes=3)
    assert names_on(publish(contest, at=now + 51 * DAY)) == [
        (1, "林*", 10),
        (2, "陈*", 10),
        (3, "周*", 10),
    ]


def test_an_end_moves_later_only_and_never_once_the_contest_is_closed(
    contest: Contest, now: datetime
):
    with pytest.raises(WrongState):
        extend(contest, to=contest.closes_at, now=now)
    with pytest.raises(WrongState):
        extend(contest, to=contest.closes_at + DAY, now=contest.closes_at + 2 * DAY)
    close_contest(contest=contest, by=None, now=now)
    with pytest.raises(WrongState):
        extend(contest, to=contest.closes_at + DAY, now=now)


def test_a_contest_that_has_not_opened_is_cancelled_rather_than_closed(
    organisation: Organisation, now: datetime
):
    contest = open_contest(organisation, now=now, opens_in=DAY)
    with pytest.raises(WrongState):
        close_contest(contest=contest, by=None, now=now)
