"""Boards over HTTP."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from rest_framework.test import APIClient

from accounts.guests import create_guest
from accounts.models import Organisation, User
from api.boards import serializers
from quiz.contest import board_publishing
from quiz.contest.guest_names import name_in
from quiz.contest.models import Contest
from tests.quiz.contest.contests import open_contest, publish, sit

PATH = "/api/v1/contests/spring"
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def published(
    contest: Contest,
    resident: User,
    people: list[User],
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Contest:
    """Six people: the resident third, of Harbin; the others of nowhere."""
    for person, right, minutes in zip(
        [people[0], people[1], resident, *people[2:]], [4, 3, 2, 2, 1, 0], range(3, 9), strict=True
    ):
        sit(contest, person, right=right, at=now - HALF_AN_HOUR, minutes=minutes)
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now)
    return contest


def test_the_board_of_people(api: APIClient, published: Contest):
    board = api.get(f"{PATH}/boards/people").json()
    rows = board.pop("rows")
    assert board == {
        "kind": "people",
        "version": 1,
        "published_at": "2026-09-14T09:00:00Z",
        "frozen": False,
        "final": False,
        "is_simulated": False,
        "total": 6,
        "page": 1,
        "pages": 1,
    }
    assert rows[0] == {
        "rank": 1,
        "name": "陈*",
        "region": None,
        "organisation": None,
        "score": 20,
        "time_used_ms": 180_000,
        "prizes": [],
    }
    assert rows[2]["region"] == "Daoli"
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5, 6]


def test_a_nameless_guest_is_called_so_in_the_readers_language(
    api: APIClient,
    contest: Contest,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    Contest.objects.filter(pk=contest.pk).update(audience="guests")
    contest.refresh_from_db()
    guest = create_guest(now=now)
    sit(contest, guest, right=1, at=now - HALF_AN_HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now)
    for language in ("en", "zh-Hans"):
        answer = api.get(f"{PATH}/boards/people", headers={"Accept-Language": language})
        assert answer.json()["rows"][0]["name"] == name_in(guest, language)


def test_before_the_first_snapshot_a_board_is_empty(api: APIClient, contest: Contest):
    board = api.get(f"{PATH}/boards/people").json()
    assert (board["version"], board["total"], board["pages"], board["rows"]) == (0, 0, 1, [])
    assert api.get(f"{PATH}/participation").json()["as_of"] is None


def test_a_board_is_read_without_a_query_for_its_rows(
    api: APIClient, published: Contest, django_assert_num_queries: DjangoAssertNumQueries
):
    api.get(f"{PATH}/boards/people")
    with django_assert_num_queries(1):
        api.get(f"{PATH}/boards/people")


def test_pages_further_down_agree_with_the_ready_ones(
    api: APIClient,
    published: Contest,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    whole = api.get(f"{PATH}/boards/people").json()["rows"]
    monkeypatch.setattr(serializers, "ROWS_A_PAGE", 2)
    monkeypatch.setattr(board_publishing, "TOP_PAGES", 0)
    pages = [api.get(f"{PATH}/boards/people?page={page}").json() for page in (1, 2, 3)]
    assert [row for page in pages for row in page["rows"]] == whole
    assert api.get(f"{PATH}/boards/people?page=4").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3", "٣", "99999999"])
def test_what_is_no_page_is_refused(api: APIClient, published: Contest, page: str):
    refused = api.get(f"{PATH}/boards/people", {"page": page})
    assert (refused.status_code, refused.json()["code"]) == (400, "validation_error")


def test_boards_that_the_contest_does_not_have_are_not_found(api: APIClient, published: Contest):
    assert api.get(f"{PATH}/boards/organisations").status_code == 404
    assert api.get(f"{PATH}/boards/nonsense").status_code == 404


def test_the_board_of_regions(api: APIClient, published: Contest):
    assert api.get(f"{PATH}/boards/regions").json()["rows"] == [
        {
            "rank": 1,
            "code": "230100",
            "name": "Harbin",
            "participants": 1,
            "rate": None,
            "mean_top_k": None,
            "value": 1.0,
        }
    ]


def test_participation_counts_each_person_once(api: APIClient, published: Contest):
    assert api.get(f"{PATH}/participation").json() == {
        "registered": 6,
        "started": 6,
        "finished": 6,
        "passed": 0,
        "as_of": "2026-09-14T09:00:00Z",
        "frozen": False,
        "is_simulated": False,
        "by_region": [
            {
                "code": "230100",
                "name": "Harbin",
                "registered": 1,
                "started": 1,
                "finished": 1,
                "passed": 0,
            }
        ],
        "by_day": [{"day": "2026-09-14", "registered": 6, "started": 6, "finished": 6}],
        "by_round": [{"number": 1, "started": 6, "finished": 6}],
    }


def test_one_finds_oneself_among_neighbours(api: APIClient, published: Contest, resident: User):
    api.force_login(resident)
    mine = api.get(f"{PATH}/boards/people/me").json()
    assert (mine["score"], mine["place"]) == (10, {"rank": 3, "of": 6, "page": 1})
    assert [(row["rank"], row["is_me"]) for row in mine["rows"]] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
        (5, False),
        (6, False),
    ]
    region = api.get(f"{PATH}/boards/regions/me").json()
    assert region["place"] == {"rank": 1, "of": 1, "page": 1}
    assert [row["is_me"] for row in region["rows"]] == [True]


def test_who_did_not_play_has_no_place(api: APIClient, published: Contest, stranger: User):
    assert api.get(f"{PATH}/boards/people/me").status_code == 401
    api.force_login(stranger)
    mine = api.get(f"{PATH}/boards/people/me").json()
    assert (mine["place"], mine["score"], mine["rows"]) == (None, None, [])


def test_a_frozen_board_keeps_the_later_place_to_itself(
    api: APIClient,
    organisation: Organisation,
    resident: User,
    people: list[User],
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    contest = open_contest(organisation, now=now, slug="spring", freeze_at=now)
    sit(contest, people[0], right=2, at=now - HALF_AN_HOUR)
    sit(contest, resident, right=1, at=now - HALF_AN_HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        publish(contest, at=now)
        sit(contest, resident, right=4, at=now)
        publish(contest, at=now + timedelta(minutes=6))
    board = api.get(f"{PATH}/boards/people").json()
    assert (board["frozen"], [row["score"] for row in board["rows"]]) == (True, [10, 5])
    api.force_login(resident)
    mine = api.get(f"{PATH}/boards/people/me").json()
    assert (mine["frozen"], mine["score"], mine["place"]["rank"]) == (True, 20, 2)
    assert [row["score"] for row in mine["rows"]] == [10, 5]


def test_nothing_personal_is_in_what_everybody_may_keep(
    api: APIClient, published: Contest, resident: User
):
    resident.email, resident.phone = "wei@example.org", "+8613812345678"
    resident.save()
    api.force_login(resident)
    secrets = [resident.email, resident.phone, "resident", str(resident.pk), "张伟"]
    entry = resident.entries.get()
    secrets += [str(entry.pk), str(resident.attempts.get().pk)]
    for address in ("", "/participation", "/boards/people", "/boards/regions", "/calendar.ics"):
        body = api.get(f"{PATH}{address}").content.decode()
        assert not [secret for secret in secrets if secret in body]
