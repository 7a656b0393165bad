"""Who asks too often waits; who shares an address with them does not, once signed in."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import override_settings
from rest_framework.test import APIClient

from accounts.models import User
from api.throttles import network_of

pytestmark = [
    pytest.mark.urls("tests.api.toy"),
    pytest.mark.django_db,
]


@pytest.fixture(autouse=True)
def at_twenty_past() -> Iterator[time_machine.Traveller]:
    with (
        override_settings(WANGAN_API_RATES={"access_code": "2/60", "write": "1/60"}),
        time_machine.travel(datetime(2026, 9, 14, 9, 0, 20, tzinfo=UTC), tick=False) as clock,
    ):
        yield clock


def statuses(api: APIClient, times: int) -> list[int]:
    return [api.get("/api/v1/limited").status_code for _ in range(times)]


def test_the_third_request_is_told_how_long_to_wait(api: APIClient):
    assert statuses(api, 2) == [200, 200]
    response = api.get("/api/v1/limited")
    assert response.status_code == 429
    assert response.json()["code"] == "throttled"
    assert {name: response[name] for name in ("Retry-After", "RateLimit", "RateLimit-Policy")} == {
        "Retry-After": "40",
        "RateLimit": '"access_code";r=0;t=40',
        "RateLimit-Policy": '"access_code";q=2;w=60',
    }


def test_the_next_window_starts_anew(api: APIClient, at_twenty_past: time_machine.Traveller):
    assert statuses(api, 3) == [200, 200, 429]
    at_twenty_past.shift(40)
    assert statuses(api, 1) == [200]


def test_accounts_are_counted_apart_and_apart_from_their_address(
    api: APIClient, resident: User, stranger: User
):
    assert statuses(api, 3) == [200, 200, 429]
    api.force_authenticate(resident)
    assert statuses(api, 3) == [200, 200, 429]
    api.force_authenticate(stranger)
    assert statuses(api, 1) == [200]


def test_writes_are_counted_without_being_asked_and_reads_are_not(api: APIClient, resident: User):
    api.force_authenticate(resident)
    assert [api.post("/api/v1/books", {}).status_code for _ in range(2)] == [400, 429]
    assert api.get("/api/v1/versioned").status_code == 200


def test_a_network_of_ipv6_counts_as_one_caller():
    assert network_of("203.0.113.9") == "203.0.113.9"
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert network_of("") == "unknown"
