"""`/api/v1/me`."""

import pytest
from django.test import Client

from accounts.models import RoleKind
from accounts.organisations import give_role
from tests.cast import PASSWORD, make_organisation

pytestmark = pytest.mark.django_db

NOW = "2026-09-14T09:00:00Z"


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine_at):
    """Answers tell the server's time."""


def test_nobody_is_told_so_and_given_a_csrf_cookie():
    client = Client()

    response = client.get("/api/v1/me")

    assert response.json() == {"user": None, "server_time": NOW}
    assert "csrftoken" in response.cookies
    assert response["Cache-Control"] == "no-store"


def test_a_resident_is_told_everything_about_himself(api, resident):
    api.force_authenticate(resident)

    assert api.get("/api/v1/me").json() == {
        "user": {
            "id": str(resident.pk),
            "username": "resident",
            "email": None,
            "phone": None,
            "display_name": "张伟",
            "region": "230102",
            "birth_year": None,
            "language": "zh-Hans",
            "is_guest": False,
            "is_staff": False,
            "roles": [],
            "mfa": {"enabled": False, "required": False},
        },
        "server_time": NOW,
    }


def test_roles_are_told_organisers_first(api, organisation, organiser, unit, time_machine_at):
    other = make_organisation("other")
    time_machine_at.shift(1)
    give_role(user=organiser, kind=RoleKind.MANAGER, unit=unit)
    give_role(user=organiser, kind=RoleKind.ORGANISER, organisation=other)
    api.force_authenticate(organiser)

    roles = api.get("/api/v1/me").json()["user"]["roles"]

    def named(thing, name):
        return {"id": str(thing.pk), "name": name}

    assert roles == [
        {"kind": "organiser", "organisation": named(organisation, "Cleannet"), "unit": None},
        {"kind": "organiser", "organisation": named(other, "Other"), "unit": None},
        {"kind": "manager", "organisation": None, "unit": named(unit, "Finance")},
    ]


def test_an_organiser_hears_that_a_second_factor_is_wanted(api, organiser, settings):
    settings.WANGAN_REQUIRE_STAFF_MFA = True
    api.force_authenticate(organiser)

    assert api.get("/api/v1/me").json()["user"]["mfa"] == {"enabled": False, "required": True}


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_roles(api, resident, count, django_assert_num_queries):
    for _ in range(count):
        give_role(user=resident, kind=RoleKind.TRAINER, organisation=make_organisation())
    api.force_authenticate(resident)

    with django_assert_num_queries(2):
        api.get("/api/v1/me")


def test_details_can_be_changed(api, resident):
    api.force_authenticate(resident)
    changes = {
        "display_name": "  张  伟·阿尔斯兰 ",
        "region": "230202",
        "birth_year": 1958,
        "language": "en",
    }

    answer = api.patch("/api/v1/me", changes).json()

    resident.refresh_from_db()
    assert resident.display_name == "张  伟·阿尔斯兰"
    assert (resident.region_id, resident.birth_year, resident.language) == ("230202", 1958, "en")
    assert answer["user"]["region"] == "230202"


def test_what_is_left_out_stays_and_what_is_null_goes(api, resident):
    api.force_authenticate(resident)

    api.patch("/api/v1/me", {"region": None})

    resident.refresh_from_db()
    assert (resident.display_name, resident.region) == ("张伟", None)


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"display_name": ""}, "/display_name", "blank"),
        ({"display_name": "名" * 61}, "/display_name", "max_length"),
        ({"display_name": "\u202egnahz"}, "/display_name", "invalid_name"),
        ({"display_name": "zhang\u200b"}, "/display_name", "invalid_name"),
        ({"region": "999999"}, "/region", "does_not_exist"),
        ({"region": "harbin"}, "/region", "invalid"),
        ({"birth_year": 1899}, "/birth_year", "min_value"),
        ({"birth_year": 2027}, "/birth_year", "max_value"),
        ({"language": "fr"}, "/language", "invalid_choice"),
        ({"is_staff": True}, "/is_staff", "unknown_field"),
        ({"username": "other"}, "/username", "unknown_field"),
        ({"phone": "+8613800138000"}, "/phone", "unknown_field"),
    ],
)
def test_changes_that_cannot_be_are_refused_and_change_nothing(
    api, resident, changes, pointer, code
):
    api.force_authenticate(resident)

    response = api.patch("/api/v1/me", {"birth_year": 1990, **changes})

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    resident.refresh_from_db()
    assert (resident.display_name, resident.birth_year) == ("张伟", None)


def test_nobody_changes_nothing(api):
    response = api.patch("/api/v1/me", {"language": "en"})

    assert (response.status_code, response.json()["code"]) == (401, "sign_in_required")


def test_a_change_without_its_csrf_token_is_refused(browser, resident):
    browser.login(username="resident", password=PASSWORD)

    response = browser.patch("/api/v1/me", {"language": "en"}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
