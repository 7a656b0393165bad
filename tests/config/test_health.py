"""`/healthz` and `/readyz`."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

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
def test_a_silent_cache_makes_a_site_unready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "get", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] == "unreachable"
