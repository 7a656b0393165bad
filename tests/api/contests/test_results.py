"""One's own result and review, and nobody else's."""

from datetime import datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoCaptureOnCommitCallbacks
from rest_framework.test import APIClient

from accounts.models import Organisation, User
from quiz.contest.enums import ReviewPolicy
from quiz.contest.models import Contest
from tests.quiz.contest.contests import begin, open_contest, publish, sit

HALF_AN_HOUR = timedelta(minutes=30)


def test_a_result_says_what_it_counts_for(
    api: APIClient,
    organisation: Organisation,
    resident: User,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    contest = open_contest(
        organisation, now=now, slug="spring", attempts_total=3, pass_mark_percent=60
    )
    sit(contest, resident, right=4, at=now - 2 * HALF_AN_HOUR)
    attempt = sit(contest, resident, right=2, at=now - HALF_AN_HOUR, minutes=5)
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now)
    api.force_login(resident)
    assert api.get(f"/api/v1/attempts/{attempt.pk}/result").json() == {
        "id": str(attempt.pk),
        "contest": {
            "slug": "spring",
            "title": contest.title["en"],
            "timezone": "Asia/Shanghai",
            "is_simulated": False,
        },
        "state": "finished",
        "number": 2,
        "round": None,
        "score": 10,
        "max_score": 20,
        "percent": 50.0,
        "passed": False,
        "right": 2,
        "question_count": 4,
        "time_used_ms": 300_000,
        "finished_at": "2026-09-14T08:35:00Z",
        "counts_for": "best",
        "counts": False,
        "best_score": 20,
        "place": {"rank": 1, "of": 1, "as_of": "2026-09-14T09:00:00Z"},
        "board_frozen": False,
        "prizes": [],
        "review": {"allowed": False, "available_from": "2026-09-21T08:00:00Z"},
        "attempts_left": 1,
    }


def test_the_result_of_an_attempt_that_ran_out_closes_it(
    api: APIClient, contest: Contest, resident: User, now: datetime
):
    attempt = begin(contest, resident, at=now - HALF_AN_HOUR)
    api.force_login(resident)
    assert api.get(f"/api/v1/attempts/{attempt.pk}/result").json()["state"] == "overdue"


def test_an_open_attempt_has_no_result_and_a_strangers_none_at_all(
    api: APIClient, contest: Contest, resident: User, stranger: User, organiser: User, now: datetime
):
    attempt = begin(contest, resident, at=now)
    api.force_login(resident)
    for part in ("result", "review"):
        refused = api.get(f"/api/v1/attempts/{attempt.pk}/{part}")
        assert (refused.status_code, refused.json()["code"]) == (409, "attempt_open")
    for other in (stranger, organiser):
        api.force_login(other)
        assert api.get(f"/api/v1/attempts/{attempt.pk}/result").status_code == 404
        assert api.get(f"/api/v1/attempts/{attempt.pk}/review").status_code == 404


@pytest.mark.parametrize(
    ("policy", "during", "after"),
    [
        (ReviewPolicy.NEVER, 403, 403),
        (ReviewPolicy.AFTER_FINISH, 200, 200),
        (ReviewPolicy.AFTER_CONTEST, 403, 200),
    ],
)
def test_keys_and_explanations_come_when_the_policy_allows(
    api: APIClient,
    organisation: Organisation,
    resident: User,
    now: datetime,
    policy: ReviewPolicy,
    during: int,
    after: int,
):
    contest = open_contest(organisation, now=now, review_policy=policy)
    attempt = sit(contest, resident, right=1, at=now - HALF_AN_HOUR)
    address = f"/api/v1/attempts/{attempt.pk}/review"
    api.force_login(resident)
    first = api.get(address)
    assert first.status_code == during
    if during == 403:
        assert first.json()["code"] == "review_not_allowed"
        assert b"Because" not in first.content
    with time_machine.travel(contest.closes_at, tick=False):
        api.force_login(resident)
        late = api.get(address)
    assert late.status_code == after
    if after == 200:
        question = late.json()["questions"][0]
        assert (question["key"], question["response"], question["score"]) == (["a"], ["a"], 5)
        assert question["explanation"]["en"].startswith("Because")


def test_nobody_reads_keys_beside_an_attempt_of_the_own_in_progress(
    api: APIClient, organisation: Organisation, resident: User, now: datetime
):
    contest = open_contest(organisation, now=now, review_policy=ReviewPolicy.AFTER_FINISH)
    done = sit(contest, resident, right=1, at=now - HALF_AN_HOUR)
    begin(contest, resident, at=now)
    api.force_login(resident)
    refused = api.get(f"/api/v1/attempts/{done.pk}/review")
    assert (refused.status_code, refused.json()["code"]) == (403, "review_not_allowed")
    review = api.get(f"/api/v1/attempts/{done.pk}/result").json()["review"]
    assert review == {"allowed": False, "available_from": "2026-09-14T09:20:05Z"}


def test_keys_wait_for_answers_that_the_grace_still_lets_in(
    api: APIClient, organisation: Organisation, resident: User, stranger: User, now: datetime
):
    contest = open_contest(organisation, now=now, review_policy=ReviewPolicy.AFTER_CONTEST)
    done = sit(contest, resident, right=1, at=now)
    begin(contest, stranger, at=contest.closes_at - HALF_AN_HOUR / 3)
    seen = []
    for seconds in (5, 6):
        with time_machine.travel(contest.closes_at + timedelta(seconds=seconds), tick=False):
            api.force_login(resident)
            seen.append(api.get(f"/api/v1/attempts/{done.pk}/review").status_code)
    assert seen == [403, 200]
