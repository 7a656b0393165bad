"""A campaign counts each person once, whatever they took part in."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Organisation, User
from quiz.campaign.counting import COUNTED_EVERY, CampaignCount, count_campaign, recent_count
from quiz.campaign.models import Campaign
from quiz.campaign.reporting import add_contests
from quiz.contest.models import Contest
from quiz.contest.starting import start_contest_attempt
from tests.quiz.campaign.campaigns import make_campaign
from tests.quiz.contest.contests import begin, draft_contest, open_contest, sit


@pytest.fixture
def contests(organisation: Organisation, now: datetime) -> list[Contest]:
    return [
        open_contest(organisation, now=now, pass_mark_percent=60),
        open_contest(organisation, now=now, is_simulated=True),
        draft_contest(organisation, now=now),
    ]


@pytest.fixture
def campaign(contests: list[Contest]) -> Campaign:
    campaign = make_campaign()
    add_contests(campaign=campaign, contests=contests)
    return campaign


def test_a_campaign_without_contests_counts_nobody(db: None, now: datetime):
    assert count_campaign(campaign=make_campaign(), now=now) == CampaignCount(
        registered=0, started=0, finished=0, passed=0, simulated=0, as_of=now
    )


def test_somebody_in_two_contests_counts_once(
    campaign: Campaign, contests: list[Contest], resident: User, stranger: User, now: datetime
):
    sit(contests[0], resident, right=4, at=now)
    sit(contests[1], resident, right=0, at=now)
    begin(contests[1], stranger, at=now)
    assert count_campaign(campaign=campaign, now=now) == CampaignCount(
        registered=2, started=2, finished=1, passed=1, simulated=2, as_of=now
    )


def test_contests_outside_of_the_campaign_do_not_count(
    campaign: Campaign, organisation: Organisation, resident: User, now: datetime
):
    sit(open_contest(organisation, now=now), resident, right=4, at=now)
    assert count_campaign(campaign=campaign, now=now).started == 0


def test_a_count_is_kept_for_a_while_and_then_made_anew(
    campaign: Campaign, contests: list[Contest], resident: User, now: datetime
):
    assert recent_count(campaign=campaign, now=now).started == 0
    start_contest_attempt(contest=contests[0], user=resident, now=now)
    assert recent_count(campaign=campaign, now=now + timedelta(seconds=1)).started == 0
    later = now + COUNTED_EVERY
    counted = recent_count(campaign=campaign, now=later)
    assert (counted.started, counted.as_of) == (1, later)


def test_counting_takes_few_queries(campaign: Campaign, now: datetime, django_assert_num_queries):
    with django_assert_num_queries(5):
        count_campaign(campaign=campaign, now=now)
    with django_assert_num_queries(5):
        recent_count(campaign=campaign, now=now)
    with django_assert_num_queries(0):
        recent_count(campaign=campaign, now=now)
