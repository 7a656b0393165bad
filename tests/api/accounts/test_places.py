"""`/api/v1/regions` and `/api/v1/organise/organisations`."""

import pytest

from accounts.models import RoleKind
from accounts.organisations import give_role
from tests.cast import make_organisation

pytestmark = pytest.mark.django_db


def test_without_a_parent_the_provinces_are_listed(api, regions):
    assert api.get("/api/v1/regions").json() == {
        "results": [
            {
                "code": "230000",
                "name": "Heilongjiang",
                "level": "province",
                "parent": None,
                "tile": None,
            }
        ]
    }


def test_regions_below_one_are_listed_in_the_language_of_the_reader(api, regions):
    response = api.get("/api/v1/regions?parent=230000", HTTP_ACCEPT_LANGUAGE="zh-hans")

    assert response.json()["results"][0] == {
        "code": "230100",
        "name": "哈尔滨市",
        "level": "prefecture",
        "parent": "230000",
        "tile": {"column": 3, "row": 3},
    }
    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(("parent", "count"), [("230000", 2), ("230100", 1), ("990000", 0)])
def test_regions_cost_one_query(api, regions, parent, count, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = api.get(f"/api/v1/regions?parent={parent}")

    assert len(response.json()["results"]) == count


@pytest.mark.parametrize("query", ["parent=harbin", "parent=", "parent=%00", "parents=230000"])
def test_a_question_that_means_nothing_is_refused(api, query):
    response = api.get(f"/api/v1/regions?{query}")

    assert (response.status_code, response.json()["code"]) == (400, "validation_error")


def test_an_organiser_is_shown_the_organisations_he_works_for(api, organiser, organisation):
    make_organisation("elsewhere")
    api.force_authenticate(organiser)

    assert api.get("/api/v1/organise/organisations").json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "id": str(organisation.pk),
                "slug": "cleannet",
                "name": {"zh-Hans": "cleannet 单位", "en": "Cleannet"},
                "kind": "enterprise",
                "region": "230100",
                "headcount_declared": 40,
            }
        ],
    }


@pytest.mark.parametrize("more", [0, 2])
def test_organisations_cost_the_same_however_many(api, organiser, more, django_assert_num_queries):
    for _ in range(more):
        give_role(user=organiser, kind=RoleKind.ORGANISER, organisation=make_organisation())
    api.force_authenticate(organiser)

    with django_assert_num_queries(2):
        response = api.get("/api/v1/organise/organisations")

    assert len(response.json()["results"]) == more + 1


def test_platform_staff_is_shown_all(api, staff):
    make_organisation("one")
    make_organisation("two")
    api.force_authenticate(staff)

    results = api.get("/api/v1/organise/organisations").json()["results"]

    assert [found["slug"] for found in results] == ["one", "two"]


def test_others_are_refused(api, resident):
    api.force_authenticate(resident)

    assert api.get("/api/v1/organise/organisations").status_code == 403


def test_an_organiser_without_a_second_factor_is_told_so(api, organiser, settings):
    settings.WANGAN_REQUIRE_STAFF_MFA = True
    api.force_authenticate(organiser)

    response = api.get("/api/v1/organise/organisations")

    assert (response.status_code, response.json()["code"]) == (403, "mfa_required")
