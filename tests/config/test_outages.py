"""What people are told while the database cannot do its work, and that it is left in peace."""

import threading
from collections.abc import Callable

import psycopg
import pytest
from django.db import InternalError, OperationalError, connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from common.outages import is_outage
from config.connections import give_up_after

MIDDLEWARE = [
    "django.middleware.locale.LocaleMiddleware",
    "tests.config.test_outages.Stumbling",
]


class Stumbling:
    """A middleware that asks a database that is away, as the one that logs who asks does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raise OperationalError("planted")


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en")


@pytest.mark.parametrize("path", ["/api/v1/attempts/1/answers", "/_allauth/browser/v1/config"])
@override_settings(MIDDLEWARE=MIDDLEWARE)
def test_a_script_is_told_to_come_back(browser: Client, path: str) -> None:
    response = browser.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "database_unavailable"


@override_settings(MIDDLEWARE=MIDDLEWARE)
def test_a_person_is_shown_a_page_that_says_so(browser: Client) -> None:
    response = browser.get("/contests")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert b"Nothing that was saved is lost." in response.content


def test_a_database_that_takes_no_writes_is_away_and_a_fault_of_ours_is_not() -> None:
    read_only, fault = InternalError("planted"), InternalError("planted")
    read_only.__cause__ = psycopg.errors.ReadOnlySqlTransaction()
    fault.__cause__ = psycopg.errors.InFailedSqlTransaction()
    assert (is_outage(read_only), is_outage(fault), is_outage(None)) == (True, False, False)


@pytest.mark.django_db
def test_nobody_waits_without_end_for_a_postgresql_that_stands_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no server")
    monkeypatch.setattr(connection_created, "receivers", list(connection_created.receivers))
    give_up_after(0.05)
    impatient = connection.copy()
    with pytest.raises(OperationalError, match="no answer within"), impatient.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(10)")
    # As after a request that failed.
    impatient.close_if_unusable_or_obsolete()
    assert impatient.connection is None
    with impatient.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    impatient.close()


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_ends_closes_its_connection() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's are files of this process")
    backends: list[int] = []

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backends.extend(cursor.fetchone())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    del thread
    [backend] = backends

    def is_gone() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [backend])
            return bool(cursor.fetchone() == (0,))

    assert any(is_gone() for _ in range(200))
