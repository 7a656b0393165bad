"""What comes in is JSON, and not too much of it."""

import pytest
from rest_framework.test import APIClient

pytestmark = [pytest.mark.urls("tests.api.toy"), pytest.mark.django_db]


def post(api: APIClient, body: bytes, content_type: str = "application/json"):
    response = api.post("/api/v1/small", body, content_type=content_type)
    return response.status_code, response.json().get("code") if response.status_code > 299 else None


def test_a_body_at_the_limit_is_read(api: APIClient):
    assert post(api, b'"' + b"x" * 18 + b'"') == (200, None)


def test_a_body_beyond_the_limit_is_refused(api: APIClient):
    assert post(api, b'"' + b"x" * 19 + b'"') == (413, "body_too_large")


@pytest.mark.parametrize("body", [b"{", b"NaN", b"[1e999999]x", b'"\xff"', b'"\\ud800"', b"[" * 20])
def test_what_is_not_json_is_refused(api: APIClient, body: bytes):
    assert post(api, body) == (400, "parse_error")


def test_only_json_is_understood(api: APIClient):
    assert post(api, b"a=1", "application/x-www-form-urlencoded") == (415, "unsupported_media_type")
