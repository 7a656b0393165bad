"""Finishing with the attempt's token: through Django, and through the gateway."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from common.ids import uuid7
from quiz.attempt.models import Attempt
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


def finish(mount: Mount, attempt_id: object, token: str, *, body: bytes = b"") -> Reply:
    path = f"/api/v1/attempts/{attempt_id}/finish"
    headers = {"Authorization": f"Attempt {token}", "Accept-Language": "en"}
    return call(mount(), "POST", path, body=body, headers=headers)


@both
def test_a_token_finishes_and_both_ways_answer_the_same(
    mount: Mount, attempt: Attempt, token: str
) -> None:
    finished, again = finish(mount, attempt.id, token), finish(mount, attempt.id, token)
    assert (finished.status, finished.json) == (again.status, again.json)
    assert (finished.status, finished.json) == (
        200,
        {
            "id": str(attempt.id),
            "contest": None,
            "number": 1,
            "state": "finished",
            "started_at": "2026-09-14T09:00:00Z",
            "deadline": "2026-09-14T09:20:00Z",
            "server_time": "2026-09-14T09:00:00Z",
            "time_limit_s": 1200,
            "question_count": 4,
            "token": None,
            "questions": [],
            "answers": [],
        },
    )
    attempt.refresh_from_db()
    assert attempt.state == "finished"


def test_the_gateway_answers_by_itself(attempt: Attempt, token: str) -> None:
    assert finish(gateway_alone, attempt.id, token, body=b"{}").status == 200


@both
def test_a_token_finishes_its_own_attempt_only(mount: Mount, attempt: Attempt, token: str) -> None:
    for wrong in (finish(mount, uuid7(), token), finish(mount, attempt.id, token[:-3] + "AAA")):
        assert (wrong.status, wrong.json["code"]) == (401, "attempt_token_invalid")
    attempt.refresh_from_db()
    assert attempt.is_open


@both
def test_a_score_sent_along_is_refused(mount: Mount, attempt: Attempt, token: str) -> None:
    refused = finish(mount, attempt.id, token, body=b'{"score":100}')
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (400, "/score")
    attempt.refresh_from_db()
    assert attempt.is_open


@both
def test_an_attempt_that_is_gone_is_not_found(mount: Mount, attempt: Attempt, token: str) -> None:
    attempt_id = attempt.id
    attempt.delete()
    gone = finish(mount, attempt_id, token)
    assert (gone.status, gone.json["code"]) == (404, "not_found")
