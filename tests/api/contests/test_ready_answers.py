"""What everybody may see lies ready for the gateway; what helps to answer lies nowhere."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from rest_framework.test import APIClient

from accounts.models import User
from api.ready_bytes import ready_bytes
from quiz.contest.models import Contest
from tests.quiz.contest.contests import begin, publish, sit

PATH = "/contests/spring"
ADDRESSES = [PATH, f"{PATH}/participation", f"{PATH}/boards/people", f"{PATH}/boards/regions"]


@pytest.fixture
def kept(settings: Settings) -> None:
    """Pages are kept for a minute rather than not at all."""
    settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS = 60.0


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_gateway_gives_out_what_the_view_rendered(
    api: APIClient, contest: Contest, kept: None, address: str, now: datetime
):
    # Another slug than other tests use: these pages stay in the process's memory.
    Contest.objects.update(slug=f"kept-{len(address)}")
    address = address.replace("spring", f"kept-{len(address)}")
    assert ready_bytes(address, "", language="en") is None
    rendered = api.get(f"/api/v1{address}")
    ready = ready_bytes(address, "", language="en")
    assert ready is not None
    assert ready.body == rendered.content
    assert dict(ready.headers)["ETag"] == rendered["ETag"]
    again = ready_bytes(address, rendered["ETag"], language="en")
    assert again is not None
    assert (again.status, again.body) == (304, b"")
    assert ready_bytes(address, "", language="zh-hans") is None
    assert ready_bytes(address, "", query="page=2", language="en") is None


def test_a_kept_answer_costs_no_query(
    api: APIClient,
    contest: Contest,
    kept: None,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    Contest.objects.update(slug="kept-queries")
    first = api.get("/api/v1/contests/kept-queries")
    with django_assert_num_queries(0):
        assert api.get("/api/v1/contests/kept-queries").content == first.content
        etag = {"If-None-Match": first["ETag"]}
        assert api.get("/api/v1/contests/kept-queries", headers=etag).status_code == 304


def test_nothing_that_helps_to_answer_is_anywhere_before_the_review(
    api: APIClient,
    contest: Contest,
    resident: User,
    stranger: User,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    finished = sit(contest, resident, right=2, at=now - timedelta(minutes=30))
    sit(contest, stranger, right=4, at=now - timedelta(minutes=30))
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now)
    attempt = begin(contest, resident, at=now)
    api.force_authenticate(resident)
    addresses = [
        *ADDRESSES,
        "/contests",
        "/home",
        "/me/entries",
        f"{PATH}/entry",
        f"{PATH}/boards/people/me",
        f"{PATH}/calendar.ics",
        f"/attempts/{attempt.pk}",
        f"/attempts/{finished.pk}",
        f"/attempts/{finished.pk}/result",
        f"/attempts/{finished.pk}/review",
        f"/attempts/{attempt.pk}/review",
    ]
    for address in addresses:
        body = api.get(f"/api/v1{address}").content.decode()
        assert "Because" not in body, address
        assert "解析" not in body, address
        assert "Source" not in body, address
        assert '"key"' not in body, address
        assert '"marks"' not in body, address
