"""Whoever quotes the id of a request finds every line that was logged about it."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, TypeAlias
from uuid import UUID

import pytest
import structlog
from celery.app.task import Context
from celery.signals import before_task_publish, task_prerun
from django.conf import settings
from django.test import Client
from django_structlog.celery.receivers import CeleryReceiver

from config import hot_writes
from config.tasks import beat
from quiz.attempt.models import Attempt
from tests.api.attempts.conftest import attempt, paper, token
from tests.api.attempts.wsgi_client import call, gateway_and_django

__all__ = ["attempt", "paper", "token"]

Lines: TypeAlias = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What a real site would have logged so far."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    options = dict(settings.LOGGING["formatters"]["line"])
    handler.setFormatter(options.pop("()")(**options))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_every_line_of_a_request_bears_the_id_it_came_with(client: Client, lines: Lines) -> None:
    response = client.get("/api/v1/nowhere", headers={"X-Request-ID": "proxy-17"})
    # The second line is Django's own, written after all middleware is done.
    assert [(line["event"], line["request_id"]) for line in lines()] == [
        ("request_finished", "proxy-17"),
        ("Not Found: /api/v1/nowhere", "proxy-17"),
    ]
    assert response["X-Request-ID"] == response.json()["request_id"] == "proxy-17"


@pytest.mark.parametrize("sent", ["", "a b", "-rf", "x" * 129, 'x"\x1b[31m', "张伟"])
def test_an_id_that_would_spoil_the_log_is_replaced(client: Client, sent: str) -> None:
    assert UUID(client.get("/healthz", HTTP_X_REQUEST_ID=sent)["X-Request-ID"])


def test_a_request_without_an_id_is_given_one(client: Client) -> None:
    first, second = (UUID(client.get("/healthz")["X-Request-ID"]) for _ in range(2))
    assert first < second


@pytest.mark.django_db
def test_what_goes_wrong_in_front_of_django_bears_the_same_id(
    attempt: Attempt, token: str, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(**_save: object) -> bytes:
        structlog.get_logger("gateway").warning("stumbled")
        raise RuntimeError("planted")

    monkeypatch.setattr(hot_writes, "answer_save_request", stumble)
    reply = call(
        gateway_and_django(),
        "PUT",
        f"/api/v1/attempts/{attempt.id}/answers",
        body=b'{"answers": []}',
        headers={"Authorization": f"Attempt {token}"},
    )
    assert reply.status == 500
    assert {line["event"] for line in lines()} >= {"stumbled", "request_failed"}
    assert {line["request_id"] for line in lines()} == {reply.headers["X-Request-ID"]}


@pytest.mark.django_db
def test_the_gateway_says_the_id_that_a_proxy_sent_and_makes_none(
    attempt: Attempt, token: str
) -> None:
    def save(**sent: str) -> str | None:
        reply = call(
            gateway_and_django(),
            "PUT",
            f"/api/v1/attempts/{attempt.id}/answers",
            body=b'{"answers": [{"position": 0, "response": ["a"], "seq": 1}]}',
            headers={"Authorization": f"Attempt {token}"} | sent,
        )
        assert reply.status == 200
        return reply.headers.get("X-Request-ID")

    assert (save(), save(**{"X-Request-ID": "proxy-17"})) == (None, "proxy-17")


class TestTasks:
    @pytest.fixture(autouse=True)
    def _worker(self) -> Iterator[CeleryReceiver]:
        receiver = CeleryReceiver()
        receiver.connect_worker_signals()
        yield receiver
        structlog.contextvars.clear_contextvars()

    def test_a_task_bears_the_id_of_the_request_that_called_it(self, lines: Lines) -> None:
        headers: dict[str, Any] = {}
        with structlog.contextvars.bound_contextvars(request_id="proxy-17"):
            before_task_publish.send("config.tasks.beat", headers=headers)
        self.run("task-1", **headers)
        assert [(line["task_id"], line["request_id"]) for line in lines()] == [
            ("task-1", "proxy-17")
        ]

    def test_a_task_of_the_timetable_is_a_request_of_its_own(self, lines: Lines) -> None:
        self.run("task-2")
        assert [(line["task_id"], line["request_id"]) for line in lines()] == [("task-2", "task-2")]

    @staticmethod
    def run(task_id: str, **headers: Any) -> None:
        """As a worker does, as far as this test can see."""
        beat.request_stack.push(Context(id=task_id, **headers))
        task_prerun.send(beat, task_id=task_id, task=beat)
        logging.getLogger("config.tasks").warning("working")
        beat.request_stack.pop()
