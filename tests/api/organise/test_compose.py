"""Composing a contest over HTTP, from a draft to the final result."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from common.models import AuditEvent
from quiz.contest.models import Contest
from quiz.paper.models import Blueprint
from tests.cast import make_organisation
from tests.quiz.contest.contests import begin, draft_contest
from tests.quiz.factories import draw_section, make_bank, make_question, make_topic

PATH = "/api/v1/organise/contests"


@pytest.fixture
def sections(db: None) -> list[dict[str, Any]]:
    """Two questions of three."""
    topic = make_topic(make_bank("composing"))
    for label in "123":
        make_question(topic, label=label)
    return [draw_section(topic.bank, 2)]


@pytest.fixture
def beginning(organisation: Organisation) -> dict[str, Any]:
    """The least that a contest takes."""
    return {
        "organisation": str(organisation.pk),
        "title": {"en": "Autumn safety quiz"},
        "opens_at": "2026-09-20T00:00:00Z",
        "closes_at": "2026-09-27T00:00:00Z",
    }


def test_a_contest_goes_from_draft_to_final(
    api: APIClient,
    organiser: User,
    resident: User,
    beginning: dict[str, Any],
    sections: list[dict[str, Any]],
):
    api.force_login(organiser)
    created = api.post(PATH, beginning)
    assert created.status_code == 201
    draft = created.json()
    address = f"{PATH}/{draft['id']}"
    assert created["Location"] == address
    assert (draft["state"], draft["version"], draft["slug"][:18]) == (
        "draft",
        1,
        "autumn-safety-quiz",
    )
    assert [problem["pointer"] for problem in draft["problems"]] == ["/rounds/0/blueprint/sections"]
    refused = api.post(f"{address}/publish", {})
    assert (refused.status_code, refused.json()["code"]) == (400, "validation_error")
    changed = api.patch(
        address,
        {
            "rounds": [
                {
                    "id": draft["rounds"][0]["id"],
                    "blueprint": {"sections": sections, "time_limit_s": 600},
                }
            ],
            "description": {"zh-Hans": "秋季", "en": ""},
            "access_code": "Hall-7",
            "regions": ["230100"],
            "score_rule": "sum",
            "score_rule_options": {"best_of": 2},
        },
        headers={"If-Match": f'"{draft["version"]}"'},
    )
    assert changed.status_code == 200
    assert changed.json()["rounds"][0]["blueprint"]["sections"] == sections
    assert changed.json()["description"] == {"zh-Hans": "秋季"}
    assert (changed.json()["needs_access_code"], changed.json()["problems"]) == (True, [])
    assert b"Hall-7" not in changed.content
    published = api.post(f"{address}/publish", {})
    assert (published.status_code, published.json()["state"]) == (200, "published")
    with time_machine.travel(datetime.fromisoformat("2026-09-20T01:00:00Z"), tick=False):
        api.force_login(organiser)
        extended = api.post(
            f"{address}/extend", {"closes_at": "2026-09-28T00:00:00Z", "reason": "storm"}
        )
        assert extended.json()["closes_at"] == "2026-09-28T00:00:00Z"
        assert api.post(f"{address}/finalise", {}).status_code == 409
        closed = api.post(f"{address}/close", {"reason": "enough"})
        assert closed.json()["closes_at"] == "2026-09-20T01:00:00Z"
        assert api.post(f"{address}/finalise", {}).json()["state"] == "final"
        assert api.post(f"{address}/cancel", {"reason": "late"}).status_code == 409
    trail = AuditEvent.objects.filter(subject_id=draft["id"])
    assert {event.action for event in trail} == {
        "contest_changed",
        "contest_published",
        "contest_extended",
        "contest_closed",
        "contest_finalised",
    }


def test_the_same_creation_sent_twice_creates_one_draft(
    api: APIClient, organiser: User, beginning: dict[str, Any]
):
    api.force_login(organiser)
    headers = {"Idempotency-Key": "once"}
    first = api.post(PATH, beginning, headers=headers)
    again = api.post(PATH, beginning, headers=headers)
    assert first.json()["id"] == again.json()["id"]
    assert Contest.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"closes_at": "2026-09-19T00:00:00Z"}, "/closes_at", "closes_too_early"),
        ({"freeze_at": "2026-10-19T00:00:00Z"}, "/freeze_at", "freeze_outside_window"),
        ({"timezone": "Mars/Olympus"}, "/timezone", "timezone_unknown"),
        ({"timezone": "../../etc/passwd"}, "/timezone", "timezone_unknown"),
        (
            {"score_rule": "best", "score_rule_options": {"best_of": 2}},
            "/score_rule_options/best_of",
            "invalid_option",
        ),
        ({"tie_breaks": ["time_used", "time_used"]}, "/tie_breaks", "repeated"),
        ({"board_kinds": ["people", "people"]}, "/board_kinds", "repeated"),
        ({"team_rule": "mean_top_k"}, "/top_k", "required"),
        ({"score": 100}, "/score", "unknown_field"),
        ({"state": "final"}, "/state", "unknown_field"),
        ({"blueprint": {"sections": [{"kind": "draw"}]}}, "/blueprint/sections/0/points", None),
        ({"attempts_total": 0}, "/attempts_total", "min_value"),
    ],
)
def test_what_cannot_work_is_refused_with_its_place(
    api: APIClient,
    organiser: User,
    beginning: dict[str, Any],
    change: dict[str, Any],
    pointer: str,
    code: str | None,
):
    api.force_login(organiser)
    refused = api.post(PATH, beginning | change)
    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert error["pointer"] == pointer
    assert code in (None, error["code"])
    assert not Contest.objects.exists()
    assert not Blueprint.objects.exists()


def test_regions_cannot_be_compared_per_head_for_they_declare_none(
    api: APIClient, organiser: User, beginning: dict[str, Any], sections: list[dict[str, Any]]
):
    api.force_login(organiser)
    blueprint = {"sections": sections, "time_limit_s": 600, "marking_rule": "partial"}
    per_head = {"team_rule": "rate", "board_kinds": ["regions", "organisations"]}
    draft = api.post(PATH, beginning | {"blueprint": blueprint} | per_head).json()
    assert [(found["pointer"], found["code"]) for found in draft["problems"]] == [
        ("/team_rule", "no_head_count")
    ]
    address = f"{PATH}/{draft['id']}"
    refused = api.post(f"{address}/publish", {})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/team_rule")
    version = {"If-Match": f'"{draft["version"]}"'}
    changed = api.patch(address, {"board_kinds": ["organisations"]}, headers=version)
    assert changed.json()["problems"] == []
    assert api.post(f"{address}/publish", {}).status_code == 200


def test_an_address_that_is_taken_is_refused(
    api: APIClient, organiser: User, contest: Contest, beginning: dict[str, Any]
):
    api.force_login(organiser)
    refused = api.post(PATH, beginning | {"slug": "spring"})
    assert refused.json()["errors"][0] == {
        "pointer": "/slug",
        "code": "taken",
        "detail": "Another contest has this address.",
    }


def test_one_makes_contests_only_for_organisations_one_organises_for(
    api: APIClient, organiser: User, beginning: dict[str, Any]
):
    api.force_login(organiser)
    other = make_organisation("others")
    refused = api.post(PATH, beginning | {"organisation": str(other.pk)})
    assert refused.json()["errors"][0]["pointer"] == "/organisation"


def test_questions_of_another_organisations_bank_cannot_be_drawn(
    api: APIClient, organiser: User, beginning: dict[str, Any]
):
    topic = make_topic(make_bank("theirs", organisation=make_organisation("others")))
    make_question(topic)
    api.force_login(organiser)
    body = beginning | {"blueprint": {"sections": [draw_section(topic.bank, 1)]}}
    assert api.post(PATH, body).json()["errors"][0]["code"] == "bank_unknown"


def test_a_change_of_what_somebody_else_changed_is_refused(
    api: APIClient, organiser: User, organisation: Organisation, now: datetime
):
    draft = draft_contest(organisation, now=now)
    api.force_login(organiser)
    address = f"{PATH}/{draft.pk}"
    tag = api.get(address)["ETag"]
    assert api.patch(address, {"top_k": 3}, headers={"If-Match": tag}).status_code == 200
    refused = api.patch(address, {"top_k": 4}, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["code"]) == (412, "changed_meanwhile")


def test_once_published_only_what_changes_nobodys_chances_can_change(
    api: APIClient, organiser: User, contest: Contest, sections: list[dict[str, Any]]
):
    api.force_login(organiser)
    address = f"{PATH}/{contest.pk}"
    assert api.patch(address, {"title": {"en": "Spring"}}).json()["title"] == {"en": "Spring"}
    refused = api.patch(
        address,
        {
            "attempts_total": 9,
            "rounds": [
                {
                    "id": str(contest.rounds.get().pk),
                    "title": {"en": "The only one"},
                    "blueprint": {"sections": sections},
                }
            ],
            "slug": "spring",
        },
    )
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [
        ("/attempts_total", "locked"),
        ("/rounds/0/blueprint", "locked"),
    ]
    change = AuditEvent.objects.get(action="contest_changed")
    assert (change.before, change.after) == (
        {"title": contest.title},
        {"title": {"en": "Spring"}},
    )


def test_only_a_draft_is_thrown_away_and_its_blueprint_with_it(
    api: APIClient, organiser: User, organisation: Organisation, contest: Contest, now: datetime
):
    draft = draft_contest(organisation, now=now)
    api.force_login(organiser)
    assert api.delete(f"{PATH}/{draft.pk}").status_code == 204
    assert api.delete(f"{PATH}/{contest.pk}").status_code == 409
    assert list(Contest.objects.all()) == [contest]
    assert Blueprint.objects.count() == 1


def test_extending_lengthens_the_attempts_that_the_old_end_cut_short(
    api: APIClient, organiser: User, resident: User, contest: Contest
):
    at = contest.closes_at - timedelta(minutes=5)
    attempt = begin(contest, resident, at=at)
    assert attempt.deadline == contest.closes_at
    with time_machine.travel(at, tick=False):
        api.force_login(organiser)
        later = (contest.closes_at + timedelta(minutes=10)).isoformat()
        api.post(f"{PATH}/{contest.pk}/extend", {"closes_at": later})
    attempt.refresh_from_db()
    assert attempt.deadline == contest.closes_at + timedelta(minutes=10)
