"""`manage.py check --deploy`, and a Python that is too old."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.checks import CheckMessage
from django.db import OperationalError, connection
from pytest_django import Settings
from redis import Redis

from config import connected_checks
from config.checks import (
    NEEDED,
    check_encryption,
    check_environment,
    check_metrics,
    check_names,
    check_several_on_sqlite,
)
from config.connected_checks import check_database, check_redis
from tests.config.running_site import BASE_DIR

OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 10, 4)
sys.argv = ["manage.py", "up"]
runpy.run_path("manage.py", run_name="__main__")
"""


def ids(messages: Iterable[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]


def test_a_deployment_check_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NEEDED:
        monkeypatch.setenv(name, "something")
    monkeypatch.delenv("REDIS_URL")
    monkeypatch.setenv("SECRET_KEY", "")
    assert [(message.id, message.msg) for message in check_environment(None)] == [
        ("config.W002", "REDIS_URL is not set."),
        ("config.W003", "SECRET_KEY is not set."),
    ]


@pytest.mark.parametrize(
    ("vendor", "redis", "processes", "found"),
    [
        ("sqlite", "", 1, []),
        ("sqlite", "", 2, ["config.W006"]),
        ("sqlite", "redis://cache", 1, ["config.W006"]),
        ("postgresql", "redis://cache", 2, []),
    ],
)
def test_a_site_that_has_outgrown_sqlite_is_told(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    vendor: str,
    redis: str,
    processes: int,
    found: list[str],
) -> None:
    monkeypatch.setattr(connection, "vendor", vendor)
    settings.REDIS_URL = redis
    settings.WANGAN_WEB_WORKERS = processes
    assert ids(check_several_on_sqlite(None)) == found


@pytest.mark.parametrize(
    ("hosts", "found"),
    [
        (["contest.example.org"], []),
        ([".example.org"], []),
        (["*"], ["config.W007"]),
        (["www.example.org"], ["config.W008"]),
    ],
)
def test_a_site_that_answers_to_other_names_than_its_own_is_told(
    settings: Settings, hosts: list[str], found: list[str]
) -> None:
    settings.PUBLIC_BASE_URL = "https://contest.example.org"
    settings.ALLOWED_HOSTS = hosts
    assert ids(check_names(None)) == found


@pytest.mark.parametrize(
    ("address", "behind_proxy", "found"),
    [
        ("http://contest.example.org", True, ["config.W009"]),
        ("https://contest.example.org", False, ["config.W010"]),
        ("https://contest.example.org", True, []),
    ],
)
def test_a_site_that_does_not_encrypt_or_would_redirect_for_ever_is_told(
    settings: Settings, address: str, behind_proxy: bool, found: list[str]
) -> None:
    settings.PUBLIC_BASE_URL = address
    settings.SECURE_SSL_REDIRECT = address.startswith("https")
    settings.BEHIND_PROXY = behind_proxy
    assert ids(check_encryption(None)) == found


@pytest.mark.parametrize(
    ("token", "folder", "found"),
    [
        ("", "", []),
        ("guess me", "/run/wangan-web", ["config.W011"]),
        ("a-token-that-nobody-guesses", "", ["config.W012"]),
        ("a-token-that-nobody-guesses", "/run/wangan-web", []),
    ],
)
def test_metrics_that_anybody_reads_or_that_do_not_add_up_are_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, token: str, folder: str, found: list[str]
) -> None:
    settings.WANGAN_METRICS_TOKEN = token
    settings.WANGAN_WEB_WORKERS = 2
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", folder)
    assert ids(check_metrics(None)) == found


def asked(databases: list[str] | None) -> list[str | None]:
    return ids([*check_database(None, databases), *check_redis(None, databases)])


def test_nobody_is_asked_until_the_database_is_named() -> None:
    # Without the mark for it, a test that asks the database fails.
    assert asked(None) == []


@pytest.mark.django_db
def test_a_database_and_a_redis_as_they_should_be_are_left_in_peace(settings: Settings) -> None:
    settings.WANGAN_WEB_WORKERS, settings.WANGAN_WEB_THREADS = 1, 1
    assert asked(["default"]) == []


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("no route to host\nsecond line")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    [message] = check_database(None, ["default"])
    assert (message.id, message.msg) == (
        "config.E020",
        "The database does not answer: no route to host",
    )


@pytest.mark.django_db
def test_migrations_that_were_forgotten_are_an_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id ="
            " (SELECT max(id) FROM django_migrations WHERE app = 'contest')"
        )
    [message] = check_database(None, ["default"])
    assert (message.id, message.msg) == ("config.E021", "1 migrations have not been applied.")


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, []),
        ({"SHOW synchronous_commit": "off"}, ["config.E022"]),
        ({"SHOW fsync": "off", "SHOW full_page_writes": "off"}, ["config.E022", "config.E022"]),
        ({"SELECT pg_is_in_recovery()": True}, ["config.E023"]),
        ({"SHOW max_connections": "45"}, ["config.W025"]),
    ],
)
def test_a_postgresql_that_could_lose_or_refuse_answers_is_named(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    answers: dict[str, object],
    found: list[str],
) -> None:
    settings.WANGAN_WEB_WORKERS, settings.WANGAN_WEB_THREADS = 2, 16
    good = {
        "SHOW synchronous_commit": "on",
        "SHOW fsync": "on",
        "SHOW full_page_writes": "on",
        "SELECT pg_is_in_recovery()": False,
        "SHOW max_connections": "100",
        "SHOW superuser_reserved_connections": "3",
    }
    monkeypatch.setattr(connected_checks, "_asked", (good | answers).__getitem__)
    assert ids([*connected_checks._durability(), *connected_checks._room()]) == found


@pytest.mark.usefixtures("time_machine_at")
@pytest.mark.parametrize(("ahead_s", "found"), [(0.9, []), (-0.9, []), (-2, ["config.W024"])])
def test_a_database_that_lives_in_another_time_is_named(
    monkeypatch: pytest.MonkeyPatch, now: datetime, ahead_s: float, found: list[str]
) -> None:
    theirs = (now + timedelta(seconds=ahead_s)).astimezone(UTC)
    monkeypatch.setattr(connected_checks, "_asked", lambda _sql: theirs)
    assert ids(connected_checks._clocks()) == found


@pytest.mark.parametrize(
    ("policy", "found"),
    [("noeviction", []), ("volatile-lru", []), ("allkeys-lru", ["config.W029"])],
)
def test_a_redis_that_would_throw_tasks_away_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, policy: str, found: list[str]
) -> None:
    settings.REDIS_URL = "redis://:secret@cache.example.org/0"
    monkeypatch.setattr(Redis, "info", lambda _self, _section: {"maxmemory_policy": policy})
    assert ids(check_redis(None, ["default"])) == found


def test_a_redis_that_does_not_answer_is_named_without_its_password(settings: Settings) -> None:
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"
    [message] = check_redis(None, ["default"])
    assert message.id == "config.W028"
    assert "secret" not in message.msg


def test_an_old_python_is_one_clear_line() -> None:
    old = subprocess.run(
        [sys.executable, "-c", OLD_PYTHON],
        cwd=BASE_DIR,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (old.returncode, old.stdout) == (1, "")
    assert old.stderr == "Wangan needs Python 3.11 or newer; this is Python 3.10.4.\n"
