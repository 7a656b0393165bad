"""`/healthz` and `/readyz`."""

from datetime import datetime, timedelta

import psycopg
import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from config import health
from config.tasks import beat


def test_a_living_process_says_so_without_asking_anybody(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readiness_tells_of_database_cache_and_worker(client: Client, now: datetime) -> None:
    expected = {"database": "ok", "cache": "ok", "worker_heartbeat_age_seconds": None}
    assert client.get("/readyz").json() == expected
    with time_machine.travel(now, tick=False):
        beat()
    with time_machine.travel(now + timedelta(seconds=7), tick=False):
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == expected | {"worker_heartbeat_age_seconds": 7}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_silent_cache_is_reported_and_sends_nobody_away(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "get", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["cache"]) == (200, "unreachable")


def test_probes_are_answered_by_address_over_plain_http_and_leave_no_line(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLOWED_HOSTS = ["contest.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200
    assert caplog.records == []


@pytest.mark.django_db(transaction=True)
def test_a_line_that_broke_is_mended_and_a_database_that_stands_still_is_not_waited_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no other process")

    def ask() -> bool:
        """As Django does, of a server that has stopped in the middle of its work."""
        try:
            connection.connection.execute("SELECT pg_sleep(1)")
        except psycopg.OperationalError:
            return False
        return True

    def refuse() -> None:
        raise OperationalError("planted")

    connection.ensure_connection()
    connection.connection.close()
    assert client.get("/readyz").json()["database"] == "ok"
    monkeypatch.setattr(health, "ANSWER_WITHIN_S", 0.05)
    monkeypatch.setattr(connection, "is_usable", ask)
    monkeypatch.setattr(connection, "connect", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")
