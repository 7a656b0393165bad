import pytest

from accounts.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("token", ["nobody's", "x" * 32 + '" ~', "a" * 31, "A" * 32, "é" * 32])
def test_a_token_that_no_session_could_have_is_nobody(api, token: str) -> None:
    response = api.get("/api/v1/me", HTTP_X_SESSION_TOKEN=token)

    assert (response.status_code, response.json()["user"]) == (200, None)


def test_a_client_without_cookies_signs_in_by_its_session_token(api, resident: User) -> None:
    signed_in = api.post(
        "/_allauth/app/v1/auth/login",
        {"username": "resident", "password": PASSWORD},
        format="json",
    )
    token = signed_in.json()["meta"]["session_token"]
    api.cookies.clear()

    response = api.get("/api/v1/me", HTTP_X_SESSION_TOKEN=token)

    assert response.json()["user"]["username"] == "resident"
