"""Whatever goes wrong, the answer is a problem document in the reader's language."""

import logging
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from accounts.models import User

pytestmark = [pytest.mark.urls("tests.api.toy"), pytest.mark.django_db]


def document(response):
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    body = response.json()
    assert UUID(body.pop("request_id"))
    return body


def test_a_refusal_carries_everything_a_program_and_a_person_need(api: APIClient):
    response = api.get("/api/v1/refusals/conflict")
    assert (response.status_code, response["Retry-After"]) == (409, "7")
    assert document(response) == {
        "type": "urn:wangan:problem:already_closed",
        "title": "The present state does not allow this",
        "status": 409,
        "detail": "It is closed.",
        "instance": "/api/v1/refusals/conflict",
        "code": "already_closed",
        "errors": [{"pointer": "/closes_at", "code": "past", "detail": "In the past."}],
    }


def test_validation_points_at_every_place(api: APIClient, resident: User):
    api.force_authenticate(resident)
    response = api.post("/api/v1/books", {"pages": [{"number": 1}, {"number": 0}]})
    assert response.status_code == 400
    body = document(response)
    assert (body["code"], body["detail"]) == (
        "validation_error",
        "Some of what was sent cannot be accepted.",
    )
    assert {(e["pointer"], e["code"]) for e in body["errors"]} == {
        ("/title", "required"),
        ("/pages/1/number", "min_value"),
    }


def test_an_exception_of_a_lower_room_is_translated_also_by_its_ancestor(
    api: APIClient, resident: User
):
    api.force_authenticate(resident)
    response = api.post("/api/v1/books", {"title": "full"})
    assert response.status_code == 409
    assert document(response)["code"] == "shelf_full"
    assert response.json()["detail"] == "Room for 3."


def test_a_bug_is_a_500_that_tells_nothing_and_is_logged(
    api: APIClient, caplog: pytest.LogCaptureFixture
):
    api.raise_request_exception = False
    with caplog.at_level(logging.ERROR, "django.request"):
        response = api.get("/api/v1/refusals/bug")
    assert response.status_code == 500
    assert document(response)["code"] == "server_error"
    assert b"planted" not in response.content


def test_a_database_that_is_away_asks_for_patience_and_tells_nothing(api: APIClient):
    api.raise_request_exception = False
    response = api.get("/api/v1/refusals/database")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert document(response)["code"] == "database_unavailable"
    assert b"planted" not in response.content


def test_a_bug_outside_of_the_views_is_a_problem_document_too(api: APIClient):
    api.raise_request_exception = False
    response = api.get("/api/v1/broken-page")
    assert response.status_code == 500
    assert document(response)["code"] == "server_error"


@pytest.mark.parametrize(
    ("asked", "extra", "status", "code"),
    [
        ("GET /api/v1/nothing", {}, 404, "not_found"),
        ("GET /api/v2/nothing", {}, 404, "not_found"),
        ("DELETE /api/v2/nothing", {}, 404, "not_found"),
        ("POST /api/v1/books", {}, 401, "sign_in_required"),
        ("POST /api/v1/refusals/bug", {}, 405, "method_not_allowed"),
        ("OPTIONS /api/v1/refusals/bug", {}, 405, "method_not_allowed"),
        ("GET /api/v1/refusals/conflict", {"Accept": "text/html"}, 406, "not_acceptable"),
        ("GET /api/v1/refusals/suspicious", {}, 400, "parse_error"),
    ],
)
def test_each_way_of_asking_wrongly_has_a_code(
    api: APIClient, asked: str, extra: dict[str, str], status: int, code: str
):
    method, path = asked.split()
    response = api.generic(method, path, headers=extra)
    assert response.status_code == status
    body = document(response)
    assert (body["code"], body["status"], body["instance"]) == (code, status, path)


def test_nobody_is_told_how_to_sign_in(api: APIClient):
    assert api.post("/api/v1/books", {})["WWW-Authenticate"] == "Session"


def test_the_texts_follow_the_language_of_the_request(api: APIClient):
    response = api.get("/api/v1/nothing", HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert response["Content-Language"] == "zh-hans"


def test_a_forged_write_is_refused_by_name(resident: User):
    forger = APIClient(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    forger.force_login(resident)
    response = forger.post("/api/v1/books", {"title": "x"})
    assert response.status_code == 403
    body = document(response)
    assert (body["code"], body["detail"]) == (
        "csrf_failed",
        "Please reload the page and try again.",
    )
