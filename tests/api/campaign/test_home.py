"""The home page shows reported and counted participants side by side, and never adds them up."""

from datetime import datetime

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from api.ready_bytes import ready_bytes
from quiz.campaign.models import Campaign
from quiz.campaign.reporting import add_contests, feature_campaign, report_figures
from tests.quiz.campaign.campaigns import make_campaign, reported
from tests.quiz.contest.contests import open_contest, publish, sit

PATH = "/api/v1/home"


@pytest.fixture(autouse=True)
def _at_now(now: datetime):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def campaign(db: None) -> Campaign:
    campaign = make_campaign()
    report_figures(
        campaign=campaign,
        figures=[
            reported("500余", 500, source_url="https://example.org/", counted_as=None),
            reported(),
        ],
    )
    feature_campaign(campaign=campaign)
    return campaign


def test_an_empty_site_has_an_empty_home_page(api: APIClient, db: None):
    response = api.get(PATH)
    assert response.status_code == 200
    assert response.json() == {
        "campaign": None,
        "contests": {"open": [], "upcoming": [], "finished": []},
    }


def test_the_home_page_tells_everything_in_one_answer(
    api: APIClient, campaign: Campaign, organisation: Organisation, resident: User, now: datetime
):
    contest = open_contest(
        organisation, now=now, slug="c1", is_simulated=True, pass_mark_percent=60
    )
    add_contests(campaign=campaign, contests=[contest])
    sit(contest, resident, right=4, at=now, minutes=0)
    publish(contest, at=now)
    english = {"label": "Participants", "wording": "over 100,000", "unit": "people"}
    source = {
        "upper_bound": None,
        "source": "最新进展",
        "source_publisher": "",
        "source_year": 2019,
    }
    assert api.get(PATH).json() == {
        "campaign": {
            "slug": "clean-net",
            "title": "Clean net",
            "summary": "Summary",
            "year": 2019,
            "is_simulated": False,
            "figures": [
                english
                | source
                | {"lower_bound": 500, "source_url": "https://example.org/", "counted_as": None},
                english
                | source
                | {"lower_bound": 100_000, "source_url": None, "counted_as": "participants"},
            ],
            "participation": {
                "registered": 1,
                "started": 1,
                "finished": 1,
                "passed": 1,
                "simulated": 1,
                "as_of": "2026-09-14T09:00:00Z",
            },
        },
        "contests": {
            "open": [
                {
                    "slug": "c1",
                    "title": contest.title["en"],
                    "organisation": {"name": organisation.name["en"]},
                    "phase": "open",
                    "opens_at": "2026-09-14T08:00:00Z",
                    "closes_at": "2026-09-21T08:00:00Z",
                    "timezone": "Asia/Shanghai",
                    "round_count": 1,
                    "question_count": 4,
                    "time_limit_s": 1200,
                    "participants": 1,
                    "is_simulated": True,
                }
            ],
            "upcoming": [],
            "finished": [],
        },
    }


def test_the_home_page_speaks_the_readers_language(api: APIClient, campaign: Campaign):
    body = api.get(PATH, headers={"Accept-Language": "zh-CN"}).json()
    assert body["campaign"]["title"] == "净网行动"
    assert body["campaign"]["figures"][1]["wording"] == "10万余"


def test_nobody_is_sent_what_they_have(api: APIClient, campaign: Campaign):
    first = api.get(PATH)
    again = api.get(PATH, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, no-cache"
    campaign.title = {"en": "Cleaner net"}
    campaign.save()
    assert api.get(PATH, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_page_is_rendered_once_for_everybody(
    api: APIClient, db: None, settings, django_assert_num_queries
):
    settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS = 60
    path = f"/api/v1/campaigns/{make_campaign('kept').slug}"
    first = api.get(path)
    with django_assert_num_queries(0):
        assert api.get(path).content == first.content
        ready = ready_bytes("/campaigns/kept", "", language="en")
    assert ready is not None
    assert ready.body == first.content
    assert ready_bytes("/home", "", language="en") is None


@pytest.mark.parametrize("number", [1, 3])
def test_more_contests_do_not_need_more_queries(
    api: APIClient,
    campaign: Campaign,
    organisation: Organisation,
    now: datetime,
    django_assert_num_queries,
    number: int,
):
    contests = [open_contest(organisation, now=now) for _ in range(number)]
    add_contests(campaign=campaign, contests=contests)
    for contest in contests:
        publish(contest, at=now)
    api.get(PATH)
    with django_assert_num_queries(6):
        assert len(api.get(PATH).json()["contests"]["open"]) == number


def test_a_campaign_has_a_page_of_its_own(
    api: APIClient, campaign: Campaign, organisation: Organisation, now: datetime
):
    mine = open_contest(organisation, now=now, slug="mine")
    open_contest(organisation, now=now, slug="other")
    add_contests(campaign=campaign, contests=[mine])
    body = api.get("/api/v1/campaigns/clean-net").json()
    assert body["campaign"]["title"] == "Clean net"
    assert [contest["slug"] for contest in body["contests"]["open"]] == ["mine"]


def test_an_unknown_campaign_is_not_found(api: APIClient, db: None):
    response = api.get("/api/v1/campaigns/nothing")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
