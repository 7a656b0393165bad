"""A creating request that comes twice creates once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import User
from api.idempotency import forget_idempotency_keys
from api.models import IdempotencyKey
from tests.api.toy import Books

pytestmark = [pytest.mark.urls("tests.api.toy"), pytest.mark.django_db]


@pytest.fixture
def created() -> list[str]:
    Books.created.clear()
    return Books.created


@pytest.fixture
def mine(api: APIClient, resident: User) -> APIClient:
    api.force_authenticate(resident)
    return api


def post(api: APIClient, title: str, key: str | None = "k1"):
    headers = {} if key is None else {"Idempotency-Key": key}
    return api.post("/api/v1/books", {"title": title}, headers=headers)


def test_the_second_time_gives_the_first_answer(mine: APIClient, created: list[str]):
    first, second = post(mine, "a"), post(mine, "a")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first["Location"] == second["Location"] == "/books/a"
    assert second["Idempotency-Replayed"] == "true"
    assert created == ["a"]


def test_another_body_under_the_same_key_is_a_mistake(mine: APIClient, created: list[str]):
    post(mine, "a")
    response = post(mine, "b")
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert created == ["a"]


def test_another_query_under_the_same_key_is_a_mistake(mine: APIClient, created: list[str]):
    post(mine, "a")
    headers = {"Idempotency-Key": "k1"}
    response = mine.post("/api/v1/books?shelf=2", {"title": "a"}, headers=headers)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert created == ["a"]


def test_keys_belong_to_their_user(mine: APIClient, stranger: User, created: list[str]):
    post(mine, "a")
    mine.force_authenticate(stranger)
    post(mine, "a")
    assert created == ["a", "a"]


def test_without_a_key_each_request_counts(mine: APIClient, created: list[str]):
    post(mine, "a", key=None)
    post(mine, "a", key=None)
    assert created == ["a", "a"]
    assert not IdempotencyKey.objects.exists()


def test_while_the_first_is_running_the_second_is_told_to_wait(mine: APIClient, created: list[str]):
    post(mine, "a")
    IdempotencyKey.objects.update(status=None)
    response = post(mine, "a")
    assert (response.status_code, response.json()["code"]) == (409, "request_in_progress")
    assert response["Retry-After"] == "1"
    assert created == ["a"]


def test_a_request_whose_process_died_may_be_sent_again(mine: APIClient, created: list[str]):
    post(mine, "a")
    IdempotencyKey.objects.update(status=None)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3), tick=False):
        assert post(mine, "a").status_code == 201
    assert created == ["a", "a"]


@pytest.mark.parametrize(("title", "status"), [("x" * 11, 400), ("full", 409), ("bug", 500)])
def test_a_refusal_is_not_remembered(mine: APIClient, created: list[str], title: str, status: int):
    mine.raise_request_exception = False
    assert post(mine, title).status_code == status
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 201, "深"])
def test_a_key_that_is_none_is_refused(mine: APIClient, created: list[str], key: str):
    response = post(mine, "a", key=key.encode().decode("latin-1"))
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "invalid_idempotency_key"
    assert created == []


def test_keys_are_forgotten_after_a_day(mine: APIClient, created: list[str]):
    post(mine, "a")
    tomorrow = datetime.now(UTC) + timedelta(hours=24, seconds=1)
    with time_machine.travel(tomorrow, tick=False):
        post(mine, "a")
    assert created == ["a", "a"]
    assert forget_idempotency_keys(now=tomorrow) == 0
    assert forget_idempotency_keys(now=tomorrow + timedelta(hours=25)) == 1
