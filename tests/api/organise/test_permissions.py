"""What a list shows is what a detail allows: every role, every contest, every entry."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from accounts.models import Organisation, RoleKind, User
from accounts.organisations import give_role
from quiz.contest.closing import cancel_contest
from quiz.contest.models import Contest, Entry
from quiz.contest.scopes import organised_contests, organised_entries, visible_contests
from tests.cast import make_organisation, make_user
from tests.quiz.contest.contests import draft_contest, open_contest, sit

PATH = "/api/v1/organise"


@pytest.fixture
def cast(
    resident: User, stranger: User, organiser: User, trainer: User, manager: User, staff: User
) -> dict[str, User | None]:
    other = make_user("other-organiser")
    give_role(user=other, kind=RoleKind.ORGANISER, organisation=make_organisation("others"))
    return {
        "nobody": None,
        "resident": resident,
        "stranger": stranger,
        "organiser": organiser,
        "trainer": trainer,
        "manager": manager,
        "staff": staff,
        "other-organiser": other,
    }


@pytest.fixture
def contests(
    organisation: Organisation, cast: dict[str, User | None], resident: User, now: datetime
) -> list[Contest]:
    others = Organisation.objects.get(slug="others")
    made = []
    for name, owner in (("ours", organisation), ("theirs", others)):
        draft_contest(owner, now=now, slug=f"{name}-draft")
        opened = open_contest(owner, now=now, slug=f"{name}-open")
        off = open_contest(owner, now=now, slug=f"{name}-off")
        sit(opened, resident, right=1, at=opened.opens_at)
        cancel_contest(contest=off, by=None, reason="", now=now)
        made.append(opened)
    return list(Contest.objects.order_by("slug"))


PUBLIC = ["ours-off", "ours-open", "theirs-off", "theirs-open"]
OURS = ["ours-draft", "ours-off", "ours-open"]
THEIRS = ["theirs-draft", "theirs-off", "theirs-open"]


def seen(name: str) -> list[str]:
    own = {"organiser": OURS, "other-organiser": THEIRS, "staff": OURS + THEIRS}.get(name, [])
    return sorted({*PUBLIC, *own})


def run(name: str) -> list[str]:
    return {"organiser": OURS, "other-organiser": THEIRS, "staff": OURS + THEIRS}.get(name, [])


def test_everybody_sees_public_contests_and_organisers_their_drafts(
    cast: dict[str, User | None], contests: list[Contest]
):
    for name, user in cast.items():
        assert sorted(c.slug for c in visible_contests(user)) == seen(name), name


def test_lists_and_details_of_those_who_run_contests_agree(
    api: APIClient, cast: dict[str, User | None], contests: list[Contest]
):
    for name, user in cast.items():
        api.force_authenticate(user)
        listed = api.get(f"{PATH}/contests")
        expected = 200 if run(name) else (403 if user else 401)
        assert listed.status_code == expected, name
        slugs = sorted(row["slug"] for row in listed.json().get("results", []))
        assert slugs == run(name), name
        for contest in contests:
            allowed = contest.slug in run(name)
            for part in ("", "/watch", "/entries", "/boards/people", "/rounds", "/awards"):
                status = api.get(f"{PATH}/contests/{contest.pk}{part}").status_code
                assert (status == 200) is allowed, (name, contest.slug, part)
                assert status in (200, 404, expected), (name, contest.slug, part)
            one = f"{PATH}/contests/{contest.pk}/rounds/{contest.rounds.get().pk}"
            assert (api.get(one).status_code == 200) is allowed, (name, contest.slug)


def test_nobody_else_takes_a_step_in_a_contests_life(
    api: APIClient, cast: dict[str, User | None], contests: list[Contest]
):
    bodies = {
        "publish": {},
        "close": {},
        "cancel": {"reason": "x"},
        "finalise": {},
        "extend": {"closes_at": "2030-01-01T00:00:00Z"},
        "exports": {"format": "csv"},
        "rounds": {},
        "rounds/order": {"rounds": []},
        "rulings": {"rulings": [{"index": 0, "kind": "withdrawn"}], "reason": "x"},
        "rulings/previews": {"rulings": [{"index": 0, "kind": "withdrawn"}]},
    }
    before = list(Contest.objects.order_by("pk").values())
    for name, user in cast.items():
        api.force_authenticate(user)
        for contest in contests:
            if contest.slug in run(name):
                continue
            for action, body in bodies.items():
                status = api.post(f"{PATH}/contests/{contest.pk}/{action}", body).status_code
                assert status in (401, 403, 404), (name, contest.slug, action)
            assert api.patch(f"{PATH}/contests/{contest.pk}", {}).status_code in (401, 403, 404)
            assert api.delete(f"{PATH}/contests/{contest.pk}").status_code in (401, 403, 404)
            one = f"{PATH}/contests/{contest.pk}/rounds/{contest.rounds.get().pk}"
            assert api.delete(one).status_code in (401, 403, 404)
    assert list(Contest.objects.order_by("pk").values()) == before


def test_entries_belong_to_who_runs_their_contest(
    api: APIClient, cast: dict[str, User | None], contests: list[Contest]
):
    entries = list(Entry.objects.select_related("contest"))
    for name, user in cast.items():
        api.force_authenticate(user)
        own = set(organised_entries(user)) if user else set()
        for entry in entries:
            allowed = entry.contest.slug in run(name)
            assert (entry in own) is allowed, name
            status = api.get(f"{PATH}/entries/{entry.pk}").status_code
            assert (status == 200) is allowed, name
            for action in ("extra-time", "disqualify", "reinstate"):
                if not allowed:
                    body: dict[str, Any] = {"reason": "x"}
                    if action == "extra-time":
                        body = {"time_factor_percent": 150}
                    status = api.post(f"{PATH}/entries/{entry.pk}/{action}", body).status_code
                    assert status in (401, 403, 404), (name, action)
    assert not Entry.objects.exclude(time_factor_percent=100, disqualified_at=None).exists()


def test_an_organiser_without_a_second_factor_is_told_to_set_one_up(
    api: APIClient, contests: list[Contest], organiser: User, settings: Settings
):
    settings.WANGAN_REQUIRE_STAFF_MFA = True
    api.force_authenticate(organiser)
    assert api.get(f"{PATH}/contests").json()["code"] == "mfa_required"


def test_nobody_runs_anything(contests: list[Contest]):
    assert not isinstance(visible_contests(None), AnonymousUser)
    assert sorted(c.slug for c in visible_contests(None)) == PUBLIC


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_contests_does_not_change_the_number_of_queries(
    api: APIClient,
    organisation: Organisation,
    organiser: User,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for _ in range(number):
        open_contest(organisation, now=now)
    api.force_authenticate(organiser)
    api.get(f"{PATH}/contests")
    # The duty; the contests with their organisation.
    with django_assert_num_queries(2):
        assert len(api.get(f"{PATH}/contests").json()["results"]) == number
    assert organised_contests(organiser).count() == number
