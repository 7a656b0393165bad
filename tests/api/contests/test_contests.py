"""Contests as everybody may see them."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from quiz.contest.closing import cancel_contest
from quiz.contest.models import Contest
from tests.quiz.contest.contests import draft_contest, open_contest

PATH = "/api/v1/contests"


def slugs(api: APIClient, query: str = "") -> list[str]:
    return [row["slug"] for row in api.get(f"{PATH}{query}").json()["results"]]


def test_contests_are_listed_by_what_they_are_now(
    api: APIClient, organisation: Organisation, contest: Contest, now: datetime
):
    open_contest(organisation, now=now, slug="soon", opens_in=timedelta(days=1))
    draft_contest(organisation, now=now, slug="draft")
    over = open_contest(organisation, now=now - timedelta(days=30), slug="over")
    off = open_contest(organisation, now=now, slug="off", opens_in=timedelta(hours=-2))
    cancel_contest(contest=off, by=None, reason="flood", now=now)
    assert slugs(api) == ["soon", "spring", "off", "over"]
    assert slugs(api, "?state=open") == ["spring"]
    assert slugs(api, "?state=upcoming") == ["soon"]
    assert slugs(api, "?state=finished") == [over.slug]
    assert api.get(f"{PATH}?state=draft").json()["errors"][0]["pointer"] == "/state"


def test_a_list_is_cut_into_pages(
    api: APIClient, organisation: Organisation, contest: Contest, now: datetime
):
    open_contest(organisation, now=now, slug="soon", opens_in=timedelta(days=1))
    first = api.get(f"{PATH}?page_size=1").json()
    second = api.get(first["next"]).json()
    assert [row["slug"] for row in first["results"] + second["results"]] == ["soon", "spring"]
    assert second["next"] is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_contests_does_not_change_the_number_of_queries(
    api: APIClient,
    organisation: Organisation,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for _ in range(number):
        open_contest(organisation, now=now)
    # Looks once for boards, which are shared by all processes.
    api.get(PATH)
    with django_assert_num_queries(2):
        assert len(api.get(PATH).json()["results"]) == number


def test_a_contest_tells_its_facts_and_its_rules_in_plain_words(api: APIClient, contest: Contest):
    facts = api.get(f"{PATH}/spring").json()
    rules = facts.pop("rules")
    assert facts == {
        "id": str(contest.pk),
        "slug": "spring",
        "title": contest.title["en"],
        "description": "",
        "organisation": {"name": "Cleannet"},
        "state": "published",
        "phase": "open",
        "opens_at": "2026-09-14T08:00:00Z",
        "closes_at": "2026-09-21T08:00:00Z",
        "timezone": "Asia/Shanghai",
        "round_count": 1,
        "question_count": 4,
        "time_limit_s": 1200,
        "total_points": 20,
        "participants": None,
        "is_simulated": False,
        "audience": "signed_in",
        "needs_access_code": False,
        "regions": [],
        "attempts_total": None,
        "attempts_per_round": None,
        "attempts_per_day": None,
        "score_rule": "best",
        "tie_breaks": ["time_used", "finished_at"],
        "pass_mark_percent": None,
        "review_policy": "after_contest",
        "board_kinds": ["people", "regions"],
        "freeze_at": None,
        "team_rule": "participants",
        "top_k": None,
        "name_display": "masked",
        "rounds": [
            {
                "number": 1,
                "title": "",
                "phase": "open",
                "opens_at": "2026-09-14T08:00:00Z",
                "closes_at": "2026-09-21T08:00:00Z",
                "question_count": 4,
                "time_limit_s": 1200,
                "total_points": 20,
            }
        ],
        "prizes": [],
        "draw": None,
        "campaigns": [],
    }
    assert rules[0] == {
        "code": "window",
        "text": "Open from 14 September 2026, 16:00 to 21 September 2026, 16:00 (Beijing time).",
    }
    assert [rule["code"] for rule in rules] == [
        "window",
        "audience",
        "questions",
        "time_limit",
        "order",
        "marking",
        "attempts",
        "score_rule",
        "tie_breaks",
        "review",
        "names",
        "teams",
    ]


def test_everybody_gets_the_same_facts_and_may_keep_them(
    api: APIClient, contest: Contest, organiser: User
):
    first = api.get(f"{PATH}/spring")
    api.force_login(organiser)
    again = api.get(f"{PATH}/spring")
    assert again.content == first.content
    assert again["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in again["Vary"]
    assert api.get(f"{PATH}/spring", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_draft_is_nobodys_to_see_here(
    api: APIClient, organisation: Organisation, organiser: User, now: datetime
):
    draft_contest(organisation, now=now, slug="draft")
    api.force_login(organiser)
    for address in ("", "/participation", "/calendar.ics", "/boards/people"):
        assert api.get(f"{PATH}/draft{address}").status_code == 404


def test_the_calendar_file_holds_the_window_the_rules_and_a_reminder(
    api: APIClient, contest: Contest
):
    response = api.get(f"{PATH}/spring/calendar.ics", headers={"Accept": "text/calendar"})
    lines = response.content.decode().replace("\r\n ", "").splitlines()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20260914T080000Z" in lines
    assert "DTEND:20260921T080000Z" in lines
    assert f"SUMMARY:{contest.title['en']}" in lines
    assert "STATUS:CONFIRMED" in lines
    assert "TRIGGER;RELATED=END:-P1D" in lines
    assert any(line.startswith("DESCRIPTION:Open from") for line in lines)


def test_a_cancelled_contest_is_cancelled_in_the_calendar(
    api: APIClient, contest: Contest, now: datetime
):
    cancel_contest(contest=contest, by=None, reason="", now=now)
    file = api.get(f"{PATH}/spring/calendar.ics").content.decode()
    assert "METHOD:CANCEL" in file
    assert "STATUS:CANCELLED" in file
