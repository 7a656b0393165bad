"""`/api/v1/guests` and `/api/v1/me/guest-claims`."""

import pytest

from accounts.models import User
from tests.accounts.browser import Browser, newest_code
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def test_somebody_can_begin_as_a_guest():
    browser = Browser()

    answer = browser.post("/api/v1/guests")

    guest = User.objects.get()
    assert (guest.is_guest, guest.language) == (True, "en")
    assert (answer["user"]["id"], answer["user"]["is_guest"]) == (str(guest.pk), True)
    assert browser.get("/api/v1/me")["user"]["id"] == str(guest.pk)


def test_a_guest_who_asks_again_is_the_same_guest():
    browser = Browser()

    first, second = browser.post("/api/v1/guests"), browser.post("/api/v1/guests")

    assert first["user"] == second["user"]
    assert first["claim_token"] == second["claim_token"]


@pytest.mark.parametrize(
    ("content_type", "refusal"),
    [
        # What a page of another site can send, and what it could send if browsers let it.
        ("text/plain", (415, "unsupported_media_type")),
        ("application/x-www-form-urlencoded", (415, "unsupported_media_type")),
        ("application/json", (403, "csrf_failed")),
    ],
)
def test_another_site_cannot_turn_somebody_into_a_guest(browser, content_type, refusal):
    response = browser.post("/api/v1/guests", {}, content_type=content_type)

    assert (response.status_code, response.json()["code"]) == refusal
    assert (User.objects.count(), "sessionid" in response.cookies) == (0, False)


def test_who_is_signed_in_needs_not_be_a_guest(api, resident):
    api.force_authenticate(resident)

    response = api.post("/api/v1/guests")

    assert (response.status_code, response.json()["code"]) == (409, "already_signed_in")


def test_a_guest_signs_up_and_takes_along_what_he_did():
    browser = Browser()
    token = browser.post("/api/v1/guests")["claim_token"]
    browser.post("/auth/signup", username="zhang", password=PASSWORD)

    assert browser.post("/api/v1/me/guest-claims", token=token) == {"conflicts": []}
    guest = User.objects.get(is_guest=True)
    assert (guest.claimed_by, guest.is_active) == (User.objects.get(username="zhang"), False)


def test_a_guest_signs_in_with_a_code(resident):
    User.objects.filter(pk=resident.pk).update(phone="+8613800138000", phone_verified=True)
    browser = Browser()
    browser.post("/api/v1/guests")
    browser.post("/auth/code/request", phone="13800138000")

    browser.post("/auth/code/confirm", code=newest_code("+8613800138000"))

    assert browser.get("/api/v1/me")["user"]["id"] == str(resident.pk)


def test_a_mistyped_password_does_not_cost_the_guest_his_session(resident):
    browser = Browser()
    guest = browser.post("/api/v1/guests")["user"]

    browser.post("/auth/login", username="resident", password="something else")

    assert browser.get("/api/v1/me")["user"] == guest


def test_a_guest_can_end_his_session():
    browser = Browser()
    browser.post("/api/v1/guests")

    browser.send("delete", "/auth/session")

    assert browser.get("/api/v1/me")["user"] is None


def test_a_claimed_guest_has_no_session_any_more(resident):
    guests_browser, browser = Browser(), Browser()
    token = guests_browser.post("/api/v1/guests")["claim_token"]
    browser.post("/auth/login", username="resident", password=PASSWORD)

    browser.post("/api/v1/me/guest-claims", token=token)

    assert guests_browser.get("/api/v1/me")["user"] is None


@pytest.mark.parametrize("token", ["nonsense", "a:b", "x" * 300])
def test_a_token_that_opens_nothing_is_refused(api, resident, token):
    api.force_authenticate(resident)

    response = api.post("/api/v1/me/guest-claims", {"token": token})

    assert (response.status_code, response.json()["code"]) == (409, "guest_claim_refused")


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": "x" * 301}, {"token": ["x"]}])
def test_a_claim_without_a_token_is_refused(api, resident, body):
    api.force_authenticate(resident)

    assert api.post("/api/v1/me/guest-claims", body).status_code == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/account/email", {"email": "guest@example.org"}),
        ("/account/phone", {"phone": "+8613800138000"}),
        ("/account/password/change", {"new_password": PASSWORD}),
    ],
)
def test_a_guest_cannot_be_given_a_way_to_sign_in(path, body):
    browser = Browser()
    browser.post("/api/v1/guests")

    answer = browser.post(path, **body)

    assert (answer["status"], answer["errors"][0]["code"]) == (400, "guest_account")
