"""What the client has already is not answered again, and what changed is not overwritten."""

import pytest
from rest_framework.test import APIClient

from tests.api.toy import Versioned

pytestmark = [pytest.mark.urls("tests.api.toy"), pytest.mark.django_db]
PATH = "/api/v1/versioned"


def test_a_read_carries_its_version_and_language(api: APIClient):
    response = api.get(PATH, HTTP_X_VERSION="7")
    assert (response["ETag"], response["Cache-Control"]) == ('W/"7.en"', "private, no-cache")
    assert "Accept-Language" in response["Vary"]


def test_the_same_version_is_not_computed_again(api: APIClient):
    before = Versioned.answered
    response = api.get(PATH, HTTP_X_VERSION="7", HTTP_IF_NONE_MATCH='"6.en", W/"7.en"')
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", 'W/"7.en"')
    assert Versioned.answered == before


@pytest.mark.parametrize("given", ['W/"6.en"', 'W/"7.zh-hans"', "nonsense"])
def test_another_version_or_language_is_answered(api: APIClient, given: str):
    assert api.get(PATH, HTTP_X_VERSION="7", HTTP_IF_NONE_MATCH=given).status_code == 200


def test_without_a_version_nothing_is_checked(api: APIClient):
    response = api.get(PATH, HTTP_IF_NONE_MATCH="*")
    assert (response.status_code, response.has_header("ETag")) == (200, False)


def test_a_change_of_what_was_read_goes_through(api: APIClient):
    response = api.patch(PATH, {}, HTTP_X_VERSION="7", HTTP_IF_MATCH='W/"7.en"')
    assert (response.status_code, response.has_header("ETag")) == (200, False)


def test_a_change_of_something_older_is_refused(api: APIClient):
    response = api.patch(PATH, {}, HTTP_X_VERSION="7", HTTP_IF_MATCH='W/"6.en"')
    assert (response.status_code, response.json()["code"]) == (412, "changed_meanwhile")
