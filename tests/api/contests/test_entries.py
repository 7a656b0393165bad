"""Entering, starting, and one's own entries."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from rest_framework.test import APIClient

from accounts.guests import create_guest
from accounts.models import Organisation, User
from common import clock
from quiz.attempt.closing import finish_attempt
from quiz.contest import access_codes
from quiz.contest.access_codes import TRIES, hash_access_code
from quiz.contest.enums import Eligibility
from quiz.contest.models import Contest, Entry
from quiz.contest.start_pass import read_start_pass
from quiz.paper.compiled import compiled_paper
from tests.quiz.contest.contests import open_contest, publish, sit

PATH = "/api/v1/contests/spring"


def test_nobody_is_told_to_sign_in(api: APIClient, contest: Contest):
    entry = api.get(f"{PATH}/entry").json()
    assert (entry["can_start"], entry["reason"]) == (False, "sign_in_required")
    assert api.post(f"{PATH}/entries").status_code == 401
    assert api.post(f"{PATH}/attempts").status_code == 401


def test_one_enters_starts_and_goes_on(api: APIClient, contest: Contest, resident: User):
    api.force_login(resident)
    before = api.get(f"{PATH}/entry").json()
    assert (before["registered"], before["can_start"]) == (False, True)
    assert api.post(f"{PATH}/entries", {}).status_code == 201
    assert api.post(f"{PATH}/entries", {}).status_code == 200
    started = api.post(f"{PATH}/attempts")
    assert started.status_code == 201
    attempt = started.json()
    assert (attempt["state"], len(attempt["questions"])) == ("open", 4)
    again = api.post(f"{PATH}/attempts")
    assert (again.status_code, again.json()["id"]) == (200, attempt["id"])
    entry = api.get(f"{PATH}/entry").json()
    assert read_start_pass(entry.pop("start_pass"), now=clock.now()).user_id == resident.pk
    assert entry == {
        "entry_id": str(Entry.objects.get().pk),
        "registered": True,
        "can_start": True,
        "reason": None,
        "reason_text": None,
        "next_start_at": None,
        "round": 1,
        "attempts_used": 1,
        "attempts_left": None,
        "attempts_left_today": None,
        "open_attempt_id": attempt["id"],
        "last_attempt_id": attempt["id"],
        "score": None,
        "max_score": 20,
        "passed": None,
        "time_factor_percent": 100,
        "place": None,
        "prizes": [],
    }


def test_a_score_sent_along_is_refused(api: APIClient, contest: Contest, resident: User):
    api.force_login(resident)
    refused = api.post(f"{PATH}/entries", {"score": 100})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "unknown_field"
    assert api.post(f"{PATH}/attempts", {"score": 100}).json()["errors"][0]["pointer"] == "/score"
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"audience": Eligibility.ORGANISATION}, 403, "not_eligible"),
        ({"opens_in": timedelta(hours=1)}, 409, "not_open_yet"),
        ({"opens_in": timedelta(days=-9)}, 409, "already_closed"),
    ],
)
def test_a_start_that_is_refused_says_why(
    api: APIClient,
    organisation: Organisation,
    stranger: User,
    now: datetime,
    fields: dict[str, Any],
    status: int,
    code: str,
):
    open_contest(organisation, now=now, slug="spring", **fields)
    api.force_login(stranger)
    refused = api.post(f"{PATH}/attempts")
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert api.get(f"{PATH}/entry").json()["reason"] == code
    assert not Entry.objects.exists()


def test_limits_say_when_one_can_go_on(
    api: APIClient, organisation: Organisation, resident: User, now: datetime
):
    contest = open_contest(organisation, now=now, slug="spring", attempts_per_day=1)
    sit(contest, resident, right=1, at=now - timedelta(minutes=30))
    api.force_login(resident)
    refused = api.post(f"{PATH}/attempts")
    assert (refused.status_code, refused.json()["code"]) == (409, "daily_limit_reached")
    assert api.get(f"{PATH}/entry").json()["next_start_at"] == "2026-09-14T16:00:00Z"


def test_guessing_an_access_code_is_stopped_with_retry_after(
    api: APIClient, contest: Contest, resident: User
):
    contest.access_code_hash = hash_access_code(contest.pk, "hall-7")
    contest.save(update_fields=["access_code_hash"])
    api.force_login(resident)
    assert api.post(f"{PATH}/attempts").json()["code"] == "access_code_required"
    for _ in range(TRIES):
        wrong = api.post(f"{PATH}/entries", {"access_code": "guess"})
        assert (wrong.status_code, wrong.json()["code"]) == (403, "access_code_wrong")
    stopped = api.post(f"{PATH}/entries", {"access_code": "hall-7"})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "throttled")
    assert stopped["Retry-After"] == "600"
    assert stopped["RateLimit-Policy"] == '"access_code";q=10;w=600'
    assert stopped["RateLimit"] == '"access_code";r=0;t=600'


def test_guessing_as_ever_new_guests_is_stopped_for_their_network(
    api: APIClient,
    contest: Contest,
    resident: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(access_codes, "WRONG_IN_NETWORK", 2)
    contest.access_code_hash = hash_access_code(contest.pk, "hall-7")
    contest.audience = Eligibility.GUESTS
    contest.save(update_fields=["access_code_hash", "audience"])

    def enter(user: User, code: str, address: str) -> Any:
        api.force_login(user)
        return api.post(f"{PATH}/entries", {"access_code": code}, REMOTE_ADDR=address)

    for _ in range(3):
        assert enter(create_guest(now=now), "hall-7", "2001:db8::1").status_code == 201
    for host in (1, 2):
        wrong = enter(create_guest(now=now), "guess", f"2001:db8::{host}")
        assert wrong.json()["code"] == "access_code_wrong"
    stopped = enter(resident, "hall-7", "2001:db8::3")
    assert (stopped.status_code, stopped.json()["code"]) == (429, "throttled")
    assert stopped["Retry-After"] == "600"
    assert stopped["RateLimit-Policy"] == '"access_code";q=2;w=600'
    assert enter(resident, "hall-7", "2001:db8:0:1::3").status_code == 201


def test_one_sees_ones_own_entries_and_nobody_elses(
    api: APIClient,
    contest: Contest,
    resident: User,
    stranger: User,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    attempt = sit(contest, resident, right=3, at=now - timedelta(minutes=30))
    sit(contest, stranger, right=4, at=now - timedelta(minutes=30))
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now)
    api.force_login(resident)
    (mine,) = api.get("/api/v1/me/entries").json()["results"]
    assert mine["contest"]["slug"] == "spring"
    assert mine["entry"]["score"] == 15
    assert mine["entry"]["place"] == {"rank": 2, "of": 2, "as_of": "2026-09-14T09:00:00Z"}
    assert mine["attempts"] == [
        {
            "id": str(attempt.pk),
            "number": 1,
            "round": None,
            "state": "finished",
            "started_at": "2026-09-14T08:30:00Z",
            "deadline": "2026-09-14T08:50:00Z",
            "score": 15,
            "max_score": 20,
        }
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_entries_does_not_change_the_number_of_queries(
    api: APIClient,
    organisation: Organisation,
    resident: User,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for _ in range(number):
        contest = open_contest(organisation, now=now, freeze_at=now)
        sit(contest, resident, right=1, at=now - timedelta(minutes=30))
    api.force_authenticate(resident)
    api.get("/api/v1/me/entries")
    # Entries, contests, rounds; attempts; which of the contests one runs.
    with django_assert_num_queries(5):
        assert len(api.get("/api/v1/me/entries").json()["results"]) == number


def test_a_start_reads_each_thing_once_and_writes_one_row(
    api: APIClient,
    contest: Contest,
    resident: User,
    stranger: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    compiled_paper(contest.rounds.get().paper_id)
    api.force_authenticate(resident)
    # Contest, rounds, entry, memberships; two inserts, each in a savepoint of this test's.
    with time_machine.travel(now, tick=False), django_assert_num_queries(4 + 2 * 3):
        first = api.post(f"{PATH}/attempts")
    assert first.status_code == 201
    finish_attempt(attempt_id=UUID(first.json()["id"]), now=now)
    # Contest, rounds, entry, its attempts; one insert.
    with (
        time_machine.travel(now + timedelta(minutes=1), tick=False),
        django_assert_num_queries(4 + 3),
    ):
        assert api.post(f"{PATH}/attempts").status_code == 201


def test_a_finish_costs_the_same_however_often_one_has_finished(
    api: APIClient,
    contest: Contest,
    resident: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    api.force_authenticate(resident)
    for again in range(2):
        at = now + timedelta(minutes=again)
        with time_machine.travel(at, tick=False):
            attempt = api.post(f"{PATH}/attempts").json()["id"]
            # The attempt, its answers, rulings; its result; entry, contest, all its attempts;
            # the standing; the contest's name; a savepoint of this test's around it.
            with django_assert_num_queries(9 + 2):
                assert api.post(f"/api/v1/attempts/{attempt}/finish").status_code == 200
