"""`/healthz` and `/readyz`."""

import pytest
from django.core.cache import cache
from django.test import Client

from config.tasks import beat


def test_a_living_process_says_so_without_asking_anybody(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readiness_tells_of_database_cache_and_worker(client: Client) -> None:
    expected = {"database": "ok", "cache": "ok", "worker_heartbeat_age_seconds": None}
    assert client.get("/readyz").json() == expected
    beat()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == expected | {"worker_heartbeat_age_seconds": 0}
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
