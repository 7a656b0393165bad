"""Lists come in pages, and cursors cannot be forged."""

import pytest
from rest_framework.test import APIClient

from accounts.models import Region

pytestmark = pytest.mark.urls("tests.api.toy")


def codes_of(page):
    return [row["code"] for row in page["results"]]


def test_one_walks_forth_and_back_through_all_rows(api: APIClient, regions: dict[str, Region]):
    first = api.get("/api/v1/regions?page_size=2").json()
    second = api.get(first["next"]).json()
    third = api.get(second["next"]).json()
    assert [codes_of(p) for p in (first, second, third)] == [
        ["230000", "230100"],
        ["230102", "230200"],
        ["230202"],
    ]
    assert (first["previous"], third["next"]) == (None, None)
    assert codes_of(api.get(third["previous"]).json()) == codes_of(second)


@pytest.mark.parametrize("size", ["0", "101", "-1", "x", "", "٣", "9" * 5000, "0000000100000"])
def test_a_page_of_no_sensible_size_is_refused(
    api: APIClient, regions: dict[str, Region], size: str
):
    response = api.get("/api/v1/regions", {"page_size": size})
    assert response.status_code == 400
    assert response.json()["errors"][0] | {"detail": ""} == {
        "pointer": "/page_size",
        "code": "out_of_range",
        "detail": "",
    }


@pytest.mark.parametrize("cursor", ["", "cD0yMzAxMDA=", "x:y", "\x00", "深"])
def test_a_cursor_we_did_not_make_is_refused(
    api: APIClient, regions: dict[str, Region], cursor: str
):
    response = api.get("/api/v1/regions", {"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "invalid_cursor"
