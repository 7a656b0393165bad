"""Starting with the pass of the contest's page: through Django, and through the gateway."""

import gzip
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import User
from common.batcher import Overloaded
from quiz.attempt.models import Attempt
from quiz.contest.models import Contest, Entry
from quiz.contest.start_pass import issue_start_pass
from tests.api.attempts.wsgi_client import (
    Reply,
    call,
    django_alone,
    gateway_alone,
    gateway_and_django,
)

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

both = pytest.mark.parametrize("mount", [django_alone, gateway_and_django])
Mount = Callable[[], "WSGIApplication"]


def start(
    mount: Mount, given: str | None, *, body: bytes = b"", slug: str = "spring", coding: str = ""
) -> Reply:
    path = f"/api/v1/contests/{slug}/attempts"
    sent = {
        "Authorization": f"Start {given}",
        "Accept-Language": "en",
        "Accept-Encoding": coding,
    }
    return call(mount(), "POST", path, body=body, headers=sent)


@pytest.fixture
def start_pass(api: APIClient, contest: Contest, resident: User) -> str:
    """The resident's, as the contest's page gets it."""
    api.force_login(resident)
    given: str = api.get("/api/v1/contests/spring/entry").json()["start_pass"]
    return given


@both
def test_a_pass_starts_and_both_ways_answer_the_same(
    mount: Mount, start_pass: str, contest: Contest, resident: User
) -> None:
    started = start(mount, start_pass)
    attempt = Attempt.objects.get()
    assert (started.status, attempt.user) == (201, resident)
    document = started.json
    assert document["id"] == str(attempt.pk)
    assert document["contest"] == {"slug": "spring", "title": contest.title["en"]}
    assert len(document["questions"]) == 4
    assert document["token"]
    assert started.headers["Cache-Control"] == "no-store"


def test_the_gateway_answers_by_itself(start_pass: str) -> None:
    assert start(gateway_alone, start_pass, body=b"{}").status == 201


def test_the_gateway_packs_the_sheet_for_who_can_unpack_it(start_pass: str) -> None:
    started = start(gateway_alone, start_pass, coding="gzip, br")
    assert started.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(started.body))["state"] == "open"


@both
def test_starting_again_goes_on(mount: Mount, start_pass: str) -> None:
    first, again = start(mount, start_pass), start(mount, start_pass)
    assert (first.status, again.status) == (201, 200)
    assert first.json["id"] == again.json["id"]


@both
def test_a_pass_is_for_one_contest_only(mount: Mount, start_pass: str) -> None:
    assert start(mount, start_pass, slug="autumn").status == 404
    assert not Entry.objects.exists()


@both
@pytest.mark.parametrize("given", ["", "tampered", None])
def test_without_a_good_pass_the_session_decides(
    mount: Mount, start_pass: str, given: str | None
) -> None:
    refused = start(mount, start_pass[:-4] + "AAAA" if given is None else given)
    assert (refused.status, refused.json["code"]) == (401, "sign_in_required")
    assert not Entry.objects.exists()


@both
def test_a_score_sent_along_is_refused(mount: Mount, start_pass: str) -> None:
    refused = start(mount, start_pass, body=b'{"score":100}')
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (400, "/score")
    assert not Entry.objects.exists()


@both
def test_after_the_end_the_refusal_says_why(mount: Mount, contest: Contest, resident: User) -> None:
    moment = contest.closes_at - timedelta(minutes=1)
    given = issue_start_pass(contest=contest, user=resident, entry=None, now=moment)
    with time_machine.travel(contest.closes_at + timedelta(minutes=1), tick=False):
        refused = start(mount, given)
    assert (refused.status, refused.json["code"]) == (409, "already_closed")


def test_too_many_at_once_are_asked_to_come_again(
    start_pass: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise Overloaded

    monkeypatch.setattr("config.hot_writes.start_with_pass", full)
    refused = start(gateway_and_django, start_pass)
    assert (refused.status, refused.json["code"]) == (503, "overloaded")
    assert refused.headers["Retry-After"] == "2"


def test_lists_of_entries_carry_no_pass(
    api: APIClient, contest: Contest, resident: User, now: datetime
) -> None:
    Entry.objects.create(contest=contest, user=resident, registered_at=now)
    api.force_login(resident)
    (entered,) = api.get("/api/v1/me/entries").json()["results"]
    assert "start_pass" not in entered["entry"]
