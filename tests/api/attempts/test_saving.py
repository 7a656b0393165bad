"""Saving over HTTP: the same for Django alone and with the gateway in front, alone or batched."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import time_machine
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from common.batcher import Overloaded, stop_batchers
from quiz.attempt.closing import finish_attempt
from quiz.attempt.extending import extend_deadline
from quiz.attempt.models import Attempt
from quiz.paper.compiled import compiled_paper
from quiz.paper.publishing import publish_paper
from tests.api.attempts.conftest import token_of
from tests.api.attempts.wsgi_client import (
    Reply,
    call,
    django_alone,
    gateway_alone,
    gateway_and_django,
)
from tests.quiz.attempt.sitting import begin, stored
from tests.quiz.factories import (
    draw_section,
    make_bank,
    make_blueprint,
    make_question,
    make_topic,
)

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

pytestmark = pytest.mark.django_db
both_modes = pytest.mark.usefixtures("save_mode")

SECOND = timedelta(seconds=1)

RESPONSES: dict[str, list[str | bool]] = {
    "single": ["b"],
    "multiple": ["a", "c"],
    "true_false": [False],
    "blank": ["96110"],
    "numeric": ["３.５ 元"],
    "ordering": ["b", "c", "a"],
    "matching": ["", "c"],
}
"""A response that each type takes, right or wrong."""

Malformed: TypeAlias = tuple[bytes, str, list[tuple[str, str]]]
"""A body, the code of the refusal, and the pointer and code of each error in it."""


@pytest.fixture(
    params=["direct", pytest.param("batched", marks=pytest.mark.django_db(transaction=True))]
)
def save_mode(request: pytest.FixtureRequest, settings: Settings) -> Iterator[None]:
    """Both ways of committing. The batched one has a connection of its own."""
    settings.WANGAN_GROUP_COMMIT = request.param == "batched"
    yield
    stop_batchers()


@pytest.fixture(params=[django_alone, gateway_and_django])
def mount(request: pytest.FixtureRequest) -> "WSGIApplication":
    """Both ways to the use case."""
    make: Callable[[], WSGIApplication] = request.param
    return make()


def answer(position: int, response: object, seq: object, **more: object) -> dict[str, object]:
    return {"position": position, "response": response, "seq": seq, **more}


def put(
    mount: "WSGIApplication",
    attempt: Attempt,
    *answers: dict[str, object],
    token: str,
    body: bytes | None = None,
    language: str = "en",
    **headers: str,
) -> Reply:
    return call(
        mount,
        "PUT",
        f"/api/v1/attempts/{attempt.id}/answers",
        body=json.dumps({"answers": answers}).encode() if body is None else body,
        headers={
            "Authorization": f"Attempt {token}",
            "Accept-Language": language,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )


@both_modes
def test_answers_are_saved_and_acknowledged(
    mount: "WSGIApplication", attempt: Attempt, token: str
) -> None:
    reply = put(mount, attempt, answer(0, ["b"], 3), answer(9, ["b"], 4), token=token)

    assert (reply.status, reply.json) == (
        200,
        {
            "server_time": "2026-09-14T09:00:00Z",
            "deadline": "2026-09-14T09:20:00Z",
            "state": "open",
            "results": [
                {"position": 0, "seq": 3, "status": "saved"},
                {"position": 9, "seq": 4, "status": "unknown_position"},
            ],
        },
    )
    assert stored(attempt) == {0: (3, '["b"]')}


@both_modes
def test_answers_to_every_type_are_saved_as_they_are_given(
    mount: "WSGIApplication", resident: User, now: datetime
) -> None:
    topic = make_topic(make_bank())
    for question_type in RESPONSES:
        make_question(topic, question_type)
    blueprint = make_blueprint([draw_section(topic.bank, len(RESPONSES))])
    paper = publish_paper(blueprint=blueprint, by=None, now=now)
    with time_machine.travel(now, tick=False):
        attempt = begin(paper=paper, user=resident, now=now)
        questions = compiled_paper(paper.id).questions
        given = [RESPONSES[questions[index].content.type] for index in attempt.drawn]
        answers = [answer(position, response, 1) for position, response in enumerate(given)]
        reply = put(mount, attempt, *answers, answer(0, [None], 2), token=token_of(attempt))
        misfits = put(
            mount,
            attempt,
            *(answer(position, ["no such thing", "at all"], 3) for position in range(len(given))),
            token=token_of(attempt),
        )

    assert reply.status == 400
    assert {one["status"] for one in misfits.json["results"]} == {"invalid"}
    assert stored(attempt) == {}

    with time_machine.travel(now, tick=False):
        reply = put(mount, attempt, *answers, token=token_of(attempt))

    assert {one["status"] for one in reply.json["results"]} == {"saved"}
    assert {p: json.loads(response) for p, (_, response) in stored(attempt).items()} == dict(
        enumerate(given)
    )


@both_modes
def test_an_answer_sent_again_is_saved_again_and_an_older_one_is_stale(
    mount: "WSGIApplication", attempt: Attempt, token: str
) -> None:
    put(mount, attempt, answer(0, ["b"], 3), token=token)

    again = put(mount, attempt, answer(0, ["b"], 3), answer(0, ["c"], 2), token=token)

    assert again.json["results"] == [
        {"position": 0, "seq": 3, "status": "saved"},
        {"position": 0, "seq": 3, "status": "stale"},
    ]


@both_modes
def test_a_late_answer_is_told_so(
    mount: "WSGIApplication", attempt: Attempt, token: str, now: datetime
) -> None:
    with time_machine.travel(attempt.deadline + 6 * SECOND, tick=False):
        reply = put(mount, attempt, answer(0, ["b"], 3), token=token)

    assert (reply.status, reply.json["state"]) == (200, "open")
    assert reply.json["results"] == [{"position": 0, "seq": 3, "status": "late"}]
    assert stored(attempt) == {}


@both_modes
def test_an_extension_counts_with_the_token_from_before(
    mount: "WSGIApplication", attempt: Attempt, token: str, now: datetime
) -> None:
    later = attempt.deadline + timedelta(hours=1)
    extend_deadline(attempt_id=attempt.id, deadline=later, now=now)

    with time_machine.travel(later, tick=False):
        reply = put(mount, attempt, answer(0, ["b"], 3), token=token)

    assert reply.json["deadline"] == "2026-09-14T10:20:00Z"
    assert reply.json["results"] == [{"position": 0, "seq": 3, "status": "saved"}]


@both_modes
def test_a_finished_attempt_takes_no_answer(
    mount: "WSGIApplication", attempt: Attempt, token: str, now: datetime
) -> None:
    finish_attempt(attempt_id=attempt.id, now=now)

    reply = put(mount, attempt, answer(0, ["b"], 3), token=token)

    assert (reply.status, reply.json["state"]) == (200, "finished")
    assert reply.json["results"] == [{"position": 0, "seq": 3, "status": "late"}]


@pytest.mark.parametrize(
    "case",
    [
        (b"{", "parse_error", []),
        (b"", "parse_error", []),
        (b"\xff", "parse_error", []),
        (b"[]", "validation_error", [("", "invalid")]),
        (b"{}", "validation_error", [("/answers", "required")]),
        (b'{"answers":[]}', "validation_error", [("/answers", "invalid")]),
        (
            b'{"answers":[{"position":0,"response":[],"seq":1}],"score":100}',
            "validation_error",
            [("/score", "unknown_field")],
        ),
        (
            b'{"answers":[{"position":0,"response":[],"seq":1,"duration_ms":5}]}',
            "validation_error",
            [("/answers/0/duration_ms", "unknown_field")],
        ),
        (
            b'{"answers":[{"position":0,"response":[]}]}',
            "validation_error",
            [("/answers/0/seq", "required")],
        ),
        (
            b'{"answers":[{"position":0,"response":[],"seq":0}]}',
            "validation_error",
            [("/answers/0/seq", "invalid")],
        ),
        (
            b'{"answers":[{"position":0,"response":[],"seq":9007199254740992}]}',
            "validation_error",
            [("/answers/0/seq", "invalid")],
        ),
        (
            b'{"answers":[{"position":-1,"response":[],"seq":1}]}',
            "validation_error",
            [("/answers/0/position", "invalid")],
        ),
        (
            b'{"answers":[{"position":0,"response":"a","seq":1}]}',
            "validation_error",
            [("/answers/0/response", "invalid")],
        ),
        (
            b'{"answers":[{"position":0,"response":["a",1],"seq":1}]}',
            "validation_error",
            [("/answers/0/response/1", "invalid")],
        ),
        (
            json.dumps({"answers": [answer(0, [], n) for n in range(1, 52)]}).encode(),
            "validation_error",
            [("/answers", "invalid")],
        ),
    ],
)
def test_a_malformed_request_changes_nothing(
    mount: "WSGIApplication", attempt: Attempt, token: str, case: Malformed
) -> None:
    body, code, errors = case
    reply = put(mount, attempt, token=token, body=body)

    assert (reply.status, reply.json["code"]) == (400, code)
    assert [(e["pointer"], e["code"]) for e in reply.json["errors"]] == errors
    assert stored(attempt) == {}


def test_an_oversized_request_changes_nothing(
    mount: "WSGIApplication", attempt: Attempt, token: str
) -> None:
    body = json.dumps({"answers": [answer(0, ["a"], 1)]}).encode()

    reply = put(mount, attempt, token=token, body=body + b" " * 64 * 1024)

    assert (reply.status, reply.json["code"]) == (413, "body_too_large")
    assert stored(attempt) == {}


def test_only_json_is_understood(mount: "WSGIApplication", attempt: Attempt, token: str) -> None:
    reply = put(mount, attempt, answer(0, ["a"], 1), token=token, content_type="text/plain")

    assert (reply.status, reply.json["code"]) == (415, "unsupported_media_type")


def test_a_tampered_or_foreign_or_expired_token_is_refused(
    mount: "WSGIApplication",
    attempt: Attempt,
    token: str,
    stranger: User,
    now: datetime,
) -> None:
    foreign = token_of(begin(paper=attempt.paper, user=stranger, now=now))
    tampered = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]

    replies = [
        put(mount, attempt, answer(0, ["a"], 1), token=bad) for bad in (foreign, tampered, "", "x")
    ]
    with time_machine.travel(attempt.deadline + timedelta(days=3), tick=False):
        replies.append(put(mount, attempt, answer(0, ["a"], 1), token=token))

    assert {(r.status, r.json["code"], r.headers["WWW-Authenticate"]) for r in replies} == {
        (401, "attempt_token_invalid", "Attempt")
    }
    assert stored(attempt) == {}


@both_modes
def test_a_deleted_attempt_is_not_found(
    mount: "WSGIApplication", attempt: Attempt, token: str
) -> None:
    attempt_id = attempt.id
    attempt.delete()
    attempt.id = attempt_id

    reply = put(mount, attempt, answer(0, ["a"], 1), token=token)

    assert (reply.status, reply.json["code"]) == (404, "not_found")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_refusal_is_the_same_problem_document_whichever_way_it_came(
    attempt: Attempt, token: str, language: str
) -> None:
    documents = []
    for mount in (django_alone(), gateway_and_django()):
        reply = put(mount, attempt, token=token, body=b"{}", language=language)
        assert reply.headers["Content-Type"] == "application/problem+json"
        document = reply.json
        assert document.pop("request_id")
        documents.append(document)

    assert documents[0] == documents[1]
    assert documents[0]["instance"] == f"/api/v1/attempts/{attempt.id}/answers"


@pytest.mark.parametrize(
    ("refusal", "code", "pause_s"),
    [(Overloaded(), "overloaded", "2"), (OperationalError(), "database_unavailable", "5")],
)
def test_whoever_cannot_be_served_now_is_asked_to_come_again_by_the_gateway_itself(
    attempt: Attempt,
    token: str,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Exception,
    code: str,
    pause_s: str,
) -> None:
    tries: list[None] = []

    def full(**_: Any) -> None:
        tries.append(None)
        raise refusal

    monkeypatch.setattr("config.hot_writes.answer_save_request", full)

    reply = put(gateway_alone(), attempt, answer(0, ["a"], 1), token=token, language="zh-Hans")

    assert (reply.status, reply.json["code"]) == (503, code)
    assert reply.json["title"] == "服务暂时不可用"
    assert reply.json["request_id"] == reply.headers["X-Request-ID"]
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.headers["Retry-After"] == pause_s
    assert len(tries) == 1


def test_a_bug_on_the_way_is_a_500_without_details(
    attempt: Attempt, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("config.hot_writes.answer_save_request", broken)

    reply = put(gateway_and_django(), attempt, answer(0, ["a"], 1), token=token)

    assert (reply.status, reply.json["code"]) == (500, "server_error")
    assert b"secret detail" not in reply.body


def test_the_gateway_answers_by_itself_with_one_statement(
    attempt: Attempt,
    token: str,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.WANGAN_GROUP_COMMIT = False
    compiled_paper(attempt.paper_id)
    mount = gateway_alone()

    # SQLite begins, writes, reads the attempt and commits.
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 4):
        reply = put(mount, attempt, answer(0, ["a"], 1), token=token)

    assert reply.status == 200
