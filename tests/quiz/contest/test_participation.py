"""Counting people."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation, User
from accounts.organisations import join_unit, root_unit
from quiz.contest.disqualifying import disqualify_entry
from quiz.contest.entering import enter_contest
from quiz.contest.enums import ContestState
from quiz.contest.field import field_now
from quiz.contest.models import Contest, Round
from quiz.contest.participation import DayTally, RoundTally, Tally, participation, people_of
from quiz.contest.publishing import publish_contest
from quiz.contest.team_tallies import organisation_tallies, region_tallies
from quiz.leaderboard.enums import TeamRule
from quiz.leaderboard.team_board import TeamTally
from tests.cast import make_user
from tests.quiz.contest.contests import begin, draft_contest, entry_in, open_contest, sit
from tests.quiz.factories import make_blueprint

DAY = timedelta(days=1)


@pytest.fixture
def played(
    organisation: Organisation, resident: User, people: list[User], now: datetime
) -> Contest:
    """One registers, one starts, two finish (one twice), one of them passes; one is thrown out."""
    contest = open_contest(organisation, now=now, pass_mark_percent=75)
    join_unit(user=people[0], unit=root_unit(organisation), is_primary=True)
    enter_contest(contest=contest, user=people[4], now=now)
    begin(contest, people[3], at=now)
    sit(contest, resident, right=1, at=now)
    sit(contest, resident, right=2, at=now + DAY)
    sit(contest, people[0], right=3, at=now + DAY)
    sit(contest, people[1], right=4, at=now)
    disqualify_entry(entry=entry_in(contest, people[1]), by=None, reason="", now=now + DAY)
    return contest


def test_each_person_is_counted_once_in_each_place(
    played: Contest,
    organisation: Organisation,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    with django_assert_num_queries(6):
        counted = participation(contest=played)
    assert counted.total == Tally(registered=5, started=4, finished=3, passed=1)
    assert counted.by_region == {
        None: Tally(registered=4, started=3, finished=2, passed=1),
        "230102": Tally(registered=1, started=1, finished=1, passed=0),
    }
    assert counted.by_organisation[organisation.pk] == Tally(
        registered=1, started=1, finished=1, passed=1
    )
    assert counted.by_day == (
        DayTally(day=date(2026, 9, 14), registered=4, started=3, finished=2),
        DayTally(day=date(2026, 9, 15), registered=1, started=1, finished=1),
    )


def test_days_are_days_in_the_contests_zone(
    organisation: Organisation, resident: User, now: datetime
):
    contest = open_contest(organisation, now=now)
    # 16:30 UTC is half an hour past midnight in Shanghai.
    sit(contest, resident, right=1, at=now.replace(hour=16, minute=30))
    (only,) = participation(contest=contest).by_day
    assert (only.day, only.started) == (date(2026, 9, 15), 1)


def test_each_round_counts_its_own_people(
    organisation: Organisation, resident: User, stranger: User, now: datetime
):
    contest = draft_contest(organisation, now=now)
    first = contest.rounds.get()
    Round.objects.create(
        contest=contest,
        number=2,
        opens_at=now + DAY,
        closes_at=contest.closes_at,
        blueprint=make_blueprint(first.blueprint.sections),
    )
    first.closes_at = now + DAY
    first.save()
    contest = publish_contest(contest=contest, by=None, now=now)
    sit(contest, resident, right=4, at=now)
    sit(contest, resident, right=1, at=now + DAY)
    sit(contest, stranger, right=1, at=now + DAY)
    assert participation(contest=contest).by_round == (
        RoundTally(number=1, started=1, finished=1),
        RoundTally(number=2, started=2, finished=2),
    )
    assert participation(contest=contest).total.started == 2
    assert entry_in(contest, resident).attempts_counted == 2


def test_what_came_later_can_be_left_out(played: Contest, now: datetime):
    counted = participation(contest=played, before=now + DAY)
    # Who was thrown out a day later had passed by then.
    assert counted.total == Tally(registered=4, started=3, finished=2, passed=1)


def test_what_is_counted_of_a_frozen_contest_stands_still(
    organisation: Organisation, resident: User, stranger: User, people: list[User], now: datetime
):
    frozen = open_contest(organisation, now=now, pass_mark_percent=75, freeze_at=now + DAY)
    live = open_contest(organisation, now=now)
    sit(frozen, resident, right=4, at=now)
    sit(frozen, stranger, right=1, at=now)
    before = people_of([frozen, live], now=now)
    assert before == Tally(registered=2, started=2, finished=2, passed=1)

    later = now + DAY
    sit(frozen, stranger, right=4, at=later)
    sit(frozen, people[0], right=4, at=later)
    disqualify_entry(entry=entry_in(frozen, resident), by=None, reason="", now=later)
    assert people_of([frozen, live], now=later) == before
    sit(live, people[0], right=1, at=later)
    assert people_of([frozen, live], now=later) == Tally(
        registered=3, started=3, finished=3, passed=1
    )
    frozen.state = ContestState.FINAL
    assert people_of([frozen, live], now=later) == Tally(
        registered=3, started=3, finished=3, passed=2
    )


def test_somebody_in_two_contests_is_one_participant(
    organisation: Organisation, resident: User, stranger: User, now: datetime
):
    contests = [open_contest(organisation, now=now) for _ in range(2)]
    for contest in contests:
        sit(contest, resident, right=1, at=now)
    sit(contests[0], stranger, right=1, at=now)
    assert people_of(contests, now=now) == Tally(registered=2, started=2, finished=2, passed=0)


def test_teams_bring_their_participants_and_best_scores(
    organisation: Organisation, regions: dict[str, object], now: datetime
):
    contest = open_contest(organisation, now=now, team_rule=TeamRule.MEAN_TOP_K, top_k=2)
    for number, (region, right) in enumerate(
        [("230102", 1), ("230102", 4), ("230100", 3), ("230202", 2), ("230102", 2)]
    ):
        person = make_user(f"player-{number}", region_id=region)
        join_unit(user=person, unit=root_unit(organisation), is_primary=True)
        sit(contest, person, right=right, at=now)
    counted, field = participation(contest=contest), field_now(contest)
    tallies = {tally.code: tally for tally in region_tallies(contest, counted, field)}
    assert {code: tally.participants for code, tally in tallies.items()} == {
        "230100": 4,
        "230200": 1,
    }
    assert sorted(tallies["230100"].best_scores_centi) == [1000, 1500, 2000]
    assert organisation_tallies(contest, counted, field) == [
        TeamTally(code="cleannet", participants=5, headcount=40, best_scores_centi=(2000, 1500))
    ]
