"""One's own attempt over HTTP: read, save with a session, finish; nobody else's, and no key."""

from datetime import datetime, timedelta
from typing import Any

import jsonschema
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from api.schema.building import build_schema
from quiz.attempt.closing import finish_attempt
from quiz.attempt.models import Attempt
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.revising import create_question
from quiz.paper.compiled import compiled_paper
from quiz.paper.publishing import publish_paper
from tests.cast import PASSWORD
from tests.quiz.attempt.sitting import begin, save, stored
from tests.quiz.factories import draw_section, make_bank, make_blueprint, make_topic


def path(attempt: Attempt, action: str = "") -> str:
    return f"/api/v1/attempts/{attempt.id}{action}"


def test_an_open_attempt_is_all_that_is_needed_to_answer(
    api: APIClient, resident: User, attempt: Attempt, token: str
) -> None:
    api.force_authenticate(resident)

    response = api.get(path(attempt))

    document = response.json()
    questions = document.pop("questions")
    assert document == {
        "id": str(attempt.id),
        "contest": None,
        "number": 1,
        "state": "open",
        "started_at": "2026-09-14T09:00:00Z",
        "deadline": "2026-09-14T09:20:00Z",
        "server_time": "2026-09-14T09:00:00Z",
        "time_limit_s": 1200,
        "question_count": 4,
        "token": token,
        "answers": [],
    }
    assert [q["position"] for q in questions] == [0, 1, 2, 3]
    assert questions[0].keys() == {
        "position",
        "section",
        "points",
        "type",
        "stem",
        "prompts",
        "blanks",
        "options",
    }
    assert response["Cache-Control"] == "no-store"


def test_what_was_saved_comes_back(
    api: APIClient, resident: User, attempt: Attempt, now: datetime
) -> None:
    save(attempt, 1, "b", seq=7, at=now)
    save(attempt, 3, None, seq=8, at=now)
    api.force_authenticate(resident)

    with time_machine.travel(now + timedelta(seconds=30), tick=False):
        document = api.get(path(attempt)).json()

    assert document["answers"] == [
        {"position": 1, "response": ["b"], "seq": 7},
        {"position": 3, "response": [], "seq": 8},
    ]


def test_a_finished_attempt_shows_neither_questions_nor_a_token(
    api: APIClient, resident: User, attempt: Attempt
) -> None:
    api.force_authenticate(resident)

    finished = api.post(path(attempt, "/finish"))
    again = api.post(path(attempt, "/finish"))
    read = api.get(path(attempt))

    assert [r.status_code for r in (finished, again, read)] == [200, 200, 200]
    assert finished.json() == again.json() == read.json()
    assert {k: read.json()[k] for k in ("state", "token", "questions", "answers")} == {
        "state": "finished",
        "token": None,
        "questions": [],
        "answers": [],
    }


def test_reading_an_overdue_attempt_closes_it(
    api: APIClient, resident: User, attempt: Attempt
) -> None:
    api.force_authenticate(resident)

    with time_machine.travel(attempt.deadline + timedelta(minutes=1), tick=False):
        document = api.get(path(attempt)).json()

    assert (document["state"], document["token"]) == ("overdue", None)
    attempt.refresh_from_db()
    assert attempt.state == "overdue"


def test_nobody_else_sees_or_touches_it(
    api: APIClient, stranger: User, staff: User, attempt: Attempt
) -> None:
    body = {"answers": [{"position": 0, "response": ["a"], "seq": 1}]}

    def all_three() -> set[tuple[int, str]]:
        replies = (
            api.get(path(attempt)),
            api.put(path(attempt, "/answers"), body),
            api.post(path(attempt, "/finish")),
        )
        return {(reply.status_code, reply.json()["code"]) for reply in replies}

    assert all_three() == {(401, "sign_in_required")}
    for user in (stranger, staff):
        api.force_authenticate(user)
        assert all_three() == {(404, "not_found")}
    attempt.refresh_from_db()
    assert attempt.is_open
    assert stored(attempt) == {}


def test_a_session_saves_too_and_needs_its_csrf_token(
    browser: Client, resident: User, attempt: Attempt
) -> None:
    body = {"answers": [{"position": 0, "response": ["a"], "seq": 1}]}
    assert browser.login(username="resident", password=PASSWORD)

    refused = browser.put(path(attempt, "/answers"), body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    assert stored(attempt) == {}

    browser.cookies["csrftoken"] = "c" * 32
    saved = browser.put(
        path(attempt, "/answers"),
        body,
        content_type="application/json",
        headers={"X-CSRFToken": "c" * 32},
    )
    assert saved.json()["results"] == [{"position": 0, "seq": 1, "status": "saved"}]
    assert stored(attempt) == {0: (1, '["a"]')}


def test_reading_costs_the_attempt_its_contest_and_its_answers(
    api: APIClient,
    resident: User,
    attempt: Attempt,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    api.force_authenticate(resident)
    compiled_paper(attempt.paper_id)
    for positions in ([0], [1, 2]):
        for position in positions:
            save(attempt, position, "a", seq=1, at=now)
        with (
            time_machine.travel(now + timedelta(seconds=30), tick=False),
            django_assert_num_queries(3),
        ):
            api.get(path(attempt))


def test_no_key_explanation_or_source_leaves_before_the_review(
    api: APIClient, resident: User, now: datetime
) -> None:
    attempt = _attempt_with_planted_keys(resident, now)
    api.force_authenticate(resident)
    body = {"answers": [{"position": p, "response": ["x"], "seq": 1} for p in range(5)]}

    with time_machine.travel(now, tick=False):
        replies = [
            api.get(path(attempt)),
            api.put(path(attempt, "/answers"), body),
            api.put(path(attempt, "/answers"), {"answers": [{"position": 0}]}),
            api.get(path(attempt)),
            api.post(path(attempt, "/finish")),
            api.get(path(attempt)),
        ]

    for reply in replies:
        text = reply.content.decode()
        assert "planted" not in text
        assert "7351" not in text
        for word in ('"key"', '"explanation"', '"source"', '"feedback"', '"correct"', '"score"'):
            assert word not in text
    questions = {q["type"]: q for q in replies[0].json()["questions"]}
    assert set(questions) == {"blank", "single", "numeric", "ordering", "matching"}
    # Unshuffled: neither the ids nor the order in which options are listed tell the answer.
    assert questions["ordering"]["options"] == _options("xyz")
    assert questions["matching"]["options"] == _options("xyz")
    assert questions["matching"]["prompts"] == [{"en": "Prompt 1"}, {"en": "Prompt 2"}]


def _options(ids: str) -> list[dict[str, Any]]:
    return [{"id": o, "text": {"en": f"Option {o}"}} for o in ids]


def _attempt_with_planted_keys(user: User, now: datetime) -> Attempt:
    """An attempt whose keys, explanations, sources and feedback say `planted`, or are 7351."""
    topic = make_topic(make_bank())
    hidden = {
        "explanation": {"en": "planted explanation"},
        "source": {"en": "planted source"},
    }
    contents: list[dict[str, Any]] = [
        {
            "type": "blank",
            "stem": {"en": "visible stem ____"},
            "key": [["planted key"]],
            **hidden,
        },
        {
            "type": "single",
            "stem": {"en": "visible stem"},
            "options": [o | {"feedback": {"en": "planted feedback"}} for o in _options("xyz")],
            "key": ["z"],
            **hidden,
        },
        {
            "type": "numeric",
            "stem": {"en": "visible stem"},
            "key": [{"value": "7351.5", "tolerance": "0.5"}, {"min": "17351", "max": "27351"}],
            **hidden,
        },
        {
            "type": "ordering",
            "stem": {"en": "visible stem"},
            "options": _options("xyz"),
            "key": ["z", "x", "y"],
            **hidden,
        },
        {
            "type": "matching",
            "stem": {"en": "visible stem"},
            "prompts": [{"en": "Prompt 1"}, {"en": "Prompt 2"}],
            "options": _options("xyz"),
            "key": ["z", "x"],
            **hidden,
        },
    ]
    for content in contents:
        create_question(
            bank=topic.bank,
            topic=topic,
            content=content,
            difficulty=Difficulty.EASY,
            status=QuestionStatus.PUBLISHED,
            external_id=f"planted-{content['type']}",
            now=now,
        )
    blueprint = make_blueprint([draw_section(topic.bank, 5)], shuffle_options=False)
    return begin(paper=publish_paper(blueprint=blueprint, by=None, now=now), user=user, now=now)


@pytest.mark.parametrize("finished", [False, True])
def test_the_answers_have_the_shape_that_the_openapi_document_says(
    api: APIClient, resident: User, attempt: Attempt, now: datetime, finished: bool
) -> None:
    if finished:
        finish_attempt(attempt_id=attempt.id, now=now)
    api.force_authenticate(resident)
    schema = build_schema()

    def check(reply: Any, operation: dict[str, Any]) -> None:
        shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(reply.json(), shape | {"components": schema["components"]})

    body = {"answers": [{"position": 0, "response": ["a"], "seq": 1}]}
    paths = schema["paths"]
    check(api.get(path(attempt)), paths["/api/v1/attempts/{attempt_id}"]["get"])
    check(
        api.put(path(attempt, "/answers"), body),
        paths["/api/v1/attempts/{attempt_id}/answers"]["put"],
    )
    check(api.post(path(attempt, "/finish")), paths["/api/v1/attempts/{attempt_id}/finish"]["post"])


def test_a_finish_that_brings_a_score_along_is_refused_and_changes_nothing(
    api: APIClient, resident: User, attempt: Attempt
) -> None:
    api.force_authenticate(resident)

    refused = api.post(path(attempt, "/finish"), {"score": 100, "duration_ms": 1})

    assert refused.status_code == 400
    errors = [(error["pointer"], error["code"]) for error in refused.json()["errors"]]
    assert errors == [("/score", "unknown_field"), ("/duration_ms", "unknown_field")]
    attempt.refresh_from_db()
    assert attempt.is_open
