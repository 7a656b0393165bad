"""Composing a contest of several rounds over HTTP."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from common.jobs import run_pending_jobs
from common.models import AuditEvent
from quiz.contest.models import Contest, Round
from quiz.paper.models import Blueprint
from tests.quiz.contest.contests import draft_contest, entry_in, sit, two_rounds

PATH = "/api/v1/organise/contests"
FINAL = {"title": {"zh-Hans": "决赛", "en": "Final"}}


@pytest.fixture
def draft(organisation: Organisation, now: datetime) -> Contest:
    """A draft of one round from 08:00 on the 14th for a week, one attempt."""
    return draft_contest(organisation, now=now, slug="autumn", attempts_total=1)


@pytest.fixture
def address(api: APIClient, draft: Contest, organiser: User) -> str:
    """Where its organiser, who is signed in, finds it."""
    api.force_login(organiser)
    return f"{PATH}/{draft.pk}"


def rows() -> list[Any]:
    """Everything that an organiser's mistake must leave as it was."""
    return [list(model.objects.order_by("pk").values()) for model in (Contest, Round, Blueprint)]


def windows(contest: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    return [
        (one["number"], one["title"].get("en", ""), one["opens_at"], one["closes_at"])
        for one in contest["rounds"]
    ]


def test_a_round_is_added_after_the_last_and_widens_the_contest(
    api: APIClient, address: str, draft: Contest
):
    added = api.post(f"{address}/rounds", FINAL | {"copy_of": str(draft.rounds.get().pk)})
    assert added.status_code == 201
    contest = added.json()
    assert windows(contest) == [
        (1, "", "2026-09-14T08:00:00Z", "2026-09-21T08:00:00Z"),
        (2, "Final", "2026-09-21T08:00:00Z", "2026-09-28T08:00:00Z"),
    ]
    assert contest["closes_at"] == "2026-09-28T08:00:00Z"
    first, final = contest["rounds"]
    assert first["blueprint"] == final["blueprint"]
    assert (contest["attempts_total"], contest["attempts_per_round"]) == (None, 1)
    assert contest["problems"] == []
    assert added["Location"] == f"{address}/rounds/{final['id']}"
    assert api.get(added["Location"]).json() == final
    assert api.get(f"{address}/rounds").json() == contest["rounds"]


def test_windows_are_changed_together_with_the_contests(api: APIClient, address: str):
    contest = api.post(f"{address}/rounds", FINAL).json()
    first, final = contest["rounds"]
    changed = api.patch(
        address,
        {
            "opens_at": "2026-10-01T00:00:00Z",
            "closes_at": "2026-10-09T00:00:00Z",
            "rounds": [
                {
                    "id": first["id"],
                    "title": {"en": "Heats"},
                    "opens_at": "2026-10-02T00:00:00Z",
                    "closes_at": "2026-10-03T00:00:00Z",
                },
                {
                    "id": final["id"],
                    "opens_at": "2026-10-08T00:00:00Z",
                    "closes_at": "2026-10-09T00:00:00Z",
                },
            ],
        },
    )
    assert changed.status_code == 200
    assert windows(changed.json()) == [
        (1, "Heats", "2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z"),
        (2, "Final", "2026-10-08T00:00:00Z", "2026-10-09T00:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"closes_at": "2026-09-20T08:00:00Z"}, "/rounds/1/closes_at", "closes_too_early"),
        ({"closes_at": "2026-09-28T08:00:01Z"}, "/rounds/1/closes_at", "outside_window"),
        ({"opens_at": "2026-09-21T07:59:59Z"}, "/rounds/1/opens_at", "overlap"),
        ({"opens_at": "soon"}, "/rounds/0/opens_at", "invalid"),
        ({"blueprint": {"sections": [{"kind": "draw"}]}}, None, None),
        ({"number": 1}, "/rounds/0/number", "unknown_field"),
        ({"id": "01a09c00-7000-7000-a1b2-3c4d5e6f7081"}, "/rounds", "unknown"),
    ],
)
def test_a_change_that_cannot_work_is_refused_at_its_field_and_changes_nothing(
    api: APIClient, address: str, change: dict[str, Any], pointer: str | None, code: str | None
):
    final = api.post(f"{address}/rounds", FINAL).json()["rounds"][1]
    before = rows()
    refused = api.patch(address, {"rounds": [{"id": final["id"]} | change]})
    assert refused.status_code == 400
    error = refused.json()["errors"][0]
    assert pointer in (None, error["pointer"])
    assert code in (None, error["code"])
    assert rows() == before


def test_a_shorter_contest_is_refused_while_a_round_lies_outside(api: APIClient, address: str):
    api.post(f"{address}/rounds", FINAL)
    before = rows()
    refused = api.patch(address, {"closes_at": "2026-09-22T00:00:00Z"})
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/rounds/1/closes_at", "outside_window")
    ]
    assert rows() == before


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"opens_at": "2026-09-20T00:00:00Z"}, "/opens_at", "overlap"),
        ({"closes_at": "2026-09-20T00:00:00Z"}, "/closes_at", "closes_too_early"),
        ({"copy_of": "01a09c00-7000-7000-a1b2-3c4d5e6f7081"}, "/copy_of", "unknown"),
        ({"title": "Final"}, "/title", "invalid_text"),
        ({"number": 7}, "/number", "unknown_field"),
    ],
)
def test_a_round_that_cannot_be_is_not_added(
    api: APIClient, address: str, body: dict[str, Any], pointer: str, code: str
):
    before = rows()
    refused = api.post(f"{address}/rounds", body)
    assert refused.status_code == 400
    assert (refused.json()["errors"][0]["pointer"], refused.json()["errors"][0]["code"]) == (
        pointer,
        code,
    )
    assert rows() == before


def test_in_another_order_the_papers_change_places_and_the_windows_stay(
    api: APIClient, address: str
):
    contest = api.post(f"{address}/rounds", FINAL).json()
    first, final = contest["rounds"]
    ordered = api.post(f"{address}/rounds/order", {"rounds": [final["id"], first["id"]]}).json()
    assert windows(ordered) == [
        (1, "Final", "2026-09-14T08:00:00Z", "2026-09-21T08:00:00Z"),
        (2, "", "2026-09-21T08:00:00Z", "2026-09-28T08:00:00Z"),
    ]
    assert [one["blueprint"] for one in ordered["rounds"]] == [
        final["blueprint"],
        first["blueprint"],
    ]
    before = rows()
    for order in ([first["id"]], [first["id"], first["id"]], []):
        assert api.post(f"{address}/rounds/order", {"rounds": order}).status_code == 400
    assert rows() == before


def test_a_round_is_taken_out_with_its_blueprint_but_not_the_only_one(api: APIClient, address: str):
    contest = api.post(f"{address}/rounds", FINAL).json()
    first, final = contest["rounds"]
    left = api.delete(f"{address}/rounds/{first['id']}").json()
    assert windows(left) == [(1, "Final", "2026-09-21T08:00:00Z", "2026-09-28T08:00:00Z")]
    assert (left["opens_at"], left["closes_at"]) == (
        "2026-09-21T08:00:00Z",
        "2026-09-28T08:00:00Z",
    )
    assert Blueprint.objects.count() == 1
    assert api.delete(f"{address}/rounds/{final['id']}").status_code == 409
    assert api.delete(f"{address}/rounds/{first['id']}").status_code == 404


def test_rounds_of_what_somebody_else_changed_or_published_stay(
    api: APIClient, address: str, draft: Contest, organisation: Organisation, now: datetime
):
    tag = api.get(address)["ETag"]
    api.post(f"{address}/rounds", FINAL, headers={"If-Match": tag})
    before = rows()
    headers = {"If-Match": tag}
    only = f"{address}/rounds/{draft.rounds.first().pk}"  # type: ignore[union-attr]  # it has two
    assert api.post(f"{address}/rounds", FINAL, headers=headers).status_code == 412
    assert api.delete(only, headers=headers).status_code == 412
    assert rows() == before
    public = two_rounds(organisation, now=now)
    ids = [str(one.pk) for one in public.rounds.order_by("-number")]
    before = rows()
    there = f"{PATH}/{public.pk}/rounds"
    assert api.post(there, FINAL).status_code == 409
    assert api.post(f"{there}/order", {"rounds": ids}).status_code == 409
    assert api.delete(f"{there}/{ids[0]}").status_code == 409
    assert rows() == before
    renamed = api.patch(f"{PATH}/{public.pk}", {"rounds": [{"id": ids[0], "title": {"en": "End"}}]})
    assert windows(renamed.json())[1][1] == "End"


def test_what_is_wrong_with_a_round_is_told_at_its_place(api: APIClient, address: str):
    contest = api.post(f"{address}/rounds", FINAL).json()
    assert [(found["pointer"], found["code"]) for found in contest["problems"]] == [
        ("/rounds/1/blueprint/sections", "sections_count")
    ]
    sections = contest["rounds"][0]["blueprint"]["sections"]
    short = [sections[0] | {"count": 9}]
    changed = api.patch(
        address, {"rounds": [{"id": contest["rounds"][1]["id"], "blueprint": {"sections": short}}]}
    )
    assert [(found["pointer"], found["code"]) for found in changed.json()["problems"]] == [
        ("/rounds/1/blueprint/sections/0/count", "not_enough_questions")
    ]
    assert api.post(f"{address}/publish", {}).status_code == 400
    with time_machine.travel(datetime.fromisoformat("2026-09-22T00:00:00Z"), tick=False):
        late = [found["pointer"] for found in api.get(address).json()["problems"]]
    assert "/rounds/0/closes_at" in late


def test_a_new_contest_can_have_several_rounds_from_the_start(
    api: APIClient, address: str, draft: Contest, organisation: Organisation
):
    blueprint = {"sections": draft.rounds.get().blueprint.sections}
    body = {
        "organisation": str(organisation.pk),
        "title": {"en": "Copied"},
        "opens_at": "2026-10-01T00:00:00Z",
        "closes_at": "2026-10-09T00:00:00Z",
        "rounds": [
            {
                "opens_at": "2026-10-01T00:00:00Z",
                "closes_at": "2026-10-02T00:00:00Z",
                "blueprint": blueprint,
            },
            FINAL
            | {
                "opens_at": "2026-10-08T00:00:00Z",
                "closes_at": "2026-10-09T00:00:00Z",
                "blueprint": blueprint,
            },
        ],
    }
    made = api.post(PATH, body)
    assert made.status_code == 201
    assert [one["number"] for one in made.json()["rounds"]] == [1, 2]
    assert made.json()["problems"] == []
    before = rows()
    body["closes_at"] = "2026-10-05T00:00:00Z"
    refused = api.post(PATH, body)
    assert refused.json()["errors"][0]["pointer"] == "/rounds/1/closes_at"
    assert rows() == before


def test_the_record_holds_what_was_and_what_is_but_no_access_code(api: APIClient, address: str):
    first = api.get(address).json()["rounds"][0]
    api.patch(
        address,
        {
            "pass_mark_percent": 60,
            "regions": ["230100"],
            "access_code": "Hall-7",
            "rounds": [{"id": first["id"], "blueprint": {"time_limit_s": 600}}],
        },
    )
    change = AuditEvent.objects.get(action="contest_changed")
    assert change.before == {
        "access_code": "",
        "pass_mark_percent": None,
        "regions": [],
        "rounds/1/blueprint/time_limit_s": 1200,
    }
    assert change.after == {
        "access_code": "set",
        "pass_mark_percent": 60,
        "regions": ["230100"],
        "rounds/1/blueprint/time_limit_s": 600,
    }
    api.patch(address, {"pass_mark_percent": 60})
    assert AuditEvent.objects.filter(action="contest_changed").count() == 1


def test_the_record_says_that_an_access_code_was_replaced_or_taken_away_and_nothing_of_it(
    api: APIClient, address: str
):
    for code in ("Hall-7", "Hall-8", "hall-8", None):
        api.patch(address, {"access_code": code})
    changes = AuditEvent.objects.filter(action="contest_changed")
    assert sorted((one.before["access_code"], one.after["access_code"]) for one in changes) == [
        ("", "set"),
        ("set", ""),
        ("set", "set"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_rounds_does_not_change_the_number_of_queries(
    api: APIClient,
    address: str,
    organiser: User,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for _ in range(number - 1):
        api.post(f"{address}/rounds", {})
    api.logout()
    api.force_authenticate(organiser)
    api.get(f"{address}/rounds")
    # The duty; contest, regions, prizes, rounds.
    with django_assert_num_queries(5):
        assert len(api.get(f"{address}/rounds").json()) == number


def test_watching_and_ruling_tell_rounds_apart(
    api: APIClient, organisation: Organisation, organiser: User, resident: User, now: datetime
):
    contest = two_rounds(organisation, now=now)
    sit(contest, resident, right=1, at=now)
    api.force_login(organiser)
    there = f"{PATH}/{contest.pk}"
    assert api.get(f"{there}/watch").json()["by_round"] == [
        {"number": 1, "title": "", "started": 1, "finished": 1},
        {"number": 2, "title": "Final", "started": 0, "finished": 0},
    ]
    entry = api.get(f"/api/v1/organise/entries/{entry_in(contest, resident).pk}").json()
    assert [one["round"] for one in entry["attempts_list"]] == [1]
    proposal = {"rulings": [{"index": 0, "kind": "withdrawn"}]}
    jobs = [
        api.post(f"{there}/rulings/previews{query}", proposal).json()["id"]
        for query in ("", "?round=2")
    ]
    run_pending_jobs(now=now)
    previews = [api.get(f"{there}/rulings/previews/{job}").json() for job in jobs]
    assert [preview["closed"] for preview in previews] == [1, 0]
    assert [
        api.get(f"{there}/rulings{query}").status_code
        for query in ("?round=2", "?round=3", "?round=x", "?round=-1")
    ] == [200, 404, 404, 404]
    extended = api.post(f"{there}/extend", {"closes_at": "2026-09-15T09:00:00Z", "round": 1})
    assert windows(extended.json())[0][3] == "2026-09-15T09:00:00Z"
    assert (
        api.post(f"{there}/extend", {"closes_at": "2026-09-16T09:00:00Z", "round": 1}).status_code
        == 409
    )


def test_a_resident_reads_which_round_is_open_and_in_which_an_attempt_was(
    api: APIClient, organisation: Organisation, resident: User, now: datetime
):
    contest = two_rounds(organisation, now=now, attempts_per_round=1)
    attempt = sit(contest, resident, right=1, at=now)
    api.force_login(resident)
    facts = api.get("/api/v1/contests/rounds").json()
    assert [(one["number"], one["title"], one["phase"]) for one in facts["rounds"]] == [
        (1, "", "open"),
        (2, "Final", "upcoming"),
    ]
    assert (facts["round_count"], facts["time_limit_s"]) == (2, 1200)
    entry = api.get("/api/v1/contests/rounds/entry").json()
    assert (entry["round"], entry["reason"], entry["next_start_at"]) == (
        1,
        "round_limit_reached",
        "2026-09-16T08:00:00Z",
    )
    (mine,) = api.get("/api/v1/me/entries").json()["results"]
    assert mine["attempts"][0]["round"] == {"number": 1, "title": ""}
    assert api.get(f"/api/v1/attempts/{attempt.pk}/result").json()["round"]["number"] == 1
    refused = api.post("/api/v1/contests/rounds/attempts")
    assert (refused.status_code, refused.json()["code"]) == (409, "round_limit_reached")


def test_the_calendar_has_one_event_a_round(
    api: APIClient, organisation: Organisation, now: datetime
):
    contest = two_rounds(organisation, now=now)
    file = api.get("/api/v1/contests/rounds/calendar.ics").content.decode()
    lines = file.replace("\r\n ", "").splitlines()
    first, final = contest.rounds.order_by("number")
    assert [line for line in lines if line.startswith(("UID", "DTSTART", "DTEND", "SUMMARY"))] == [
        f"SUMMARY:{contest.title['en']}: Round 1",
        "DTSTART:20260914T080000Z",
        "DTEND:20260915T080000Z",
        f"UID:{first.pk}@wangan",
        f"SUMMARY:{contest.title['en']}: Round 2\\, Final",
        "DTSTART:20260916T080000Z",
        "DTEND:20260917T080000Z",
        f"UID:{final.pk}@wangan",
    ]
