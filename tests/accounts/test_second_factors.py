"""Second factors: authenticator apps and passkeys."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.mfa import mfa_enabled, mfa_required, mfa_satisfied
from common.sealing import unseal
from tests.accounts.browser import Browser, error_codes, pending
from tests.accounts.passkey import Passkey
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def totp_code(secret: str, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def asking(user):
    """A request of somebody for the admin's sign-in."""
    request = RequestFactory().get("/admin/login/")
    request.user = user
    return request


def signed_in(username: str) -> Browser:
    browser = Browser()
    browser.post("/auth/login", username=username, password=PASSWORD)
    return browser


@pytest.fixture
def secret(organiser, time_machine_at):
    """The organiser's secret, after setting up an authenticator app."""
    browser = signed_in("organiser")
    browser.post("/auth/reauthenticate", password=PASSWORD)
    secret = browser.get("/account/authenticators/totp")["meta"]["secret"]
    answer = browser.post("/account/authenticators/totp", code=totp_code(secret))
    assert answer["status"] == 200
    time_machine_at.shift(90)
    return secret


def test_an_app_is_asked_for_after_the_password(secret):
    browser = Browser()
    answer = browser.post("/auth/login", username="organiser", password=PASSWORD)

    assert (answer["status"], pending(answer)) == (401, ["mfa_authenticate"])
    assert not browser.is_signed_in()
    assert browser.post("/auth/2fa/authenticate", code=totp_code(secret))["status"] == 200
    assert browser.is_signed_in()


def test_a_clock_that_is_off_by_half_a_minute_is_forgiven(secret):
    browser = signed_in("organiser")

    assert browser.post("/auth/2fa/authenticate", code=totp_code(secret, step=-1))["status"] == 200


def test_a_wrong_code_is_refused(secret):
    browser = signed_in("organiser")
    wrong = "000000" if totp_code(secret) != "000000" else "111111"

    answer = browser.post("/auth/2fa/authenticate", code=wrong)

    assert (answer["status"], error_codes(answer)) == (400, [("code", "incorrect_code")])
    assert not browser.is_signed_in()


def test_a_code_works_once(secret):
    code = totp_code(secret)
    signed_in("organiser").post("/auth/2fa/authenticate", code=code)

    browser = signed_in("organiser")

    assert browser.post("/auth/2fa/authenticate", code=code)["status"] == 400


def test_setting_up_an_app_asks_for_the_password_again(organiser):
    browser = signed_in("organiser")
    secret = browser.get("/account/authenticators/totp")["meta"]["secret"]

    answer = browser.post("/account/authenticators/totp", code=totp_code(secret))

    assert (answer["status"], mfa_enabled(organiser)) == (401, False)


def test_too_many_wrong_codes_must_wait(secret):
    browser = signed_in("organiser")
    wrong = "000000" if totp_code(secret) != "000000" else "111111"
    for _ in range(5):
        browser.post("/auth/2fa/authenticate", code=wrong)

    answer = browser.post("/auth/2fa/authenticate", code=totp_code(secret))

    assert answer["status"] in (400, 409, 429)
    assert not browser.is_signed_in()


def test_the_secret_rests_sealed(secret, organiser):
    authenticator = Authenticator.objects.get(user=organiser, type="totp")

    assert unseal(authenticator.data["secret"]) == secret


def test_a_passkey_signs_in_without_a_name_or_password(organiser):
    passkey = Passkey()
    browser = signed_in("organiser")
    browser.post("/auth/reauthenticate", password=PASSWORD)
    options = browser.get("/account/authenticators/webauthn?passwordless")["data"]
    answer = browser.post(
        "/account/authenticators/webauthn",
        name="Phone",
        credential=passkey.create(options["creation_options"]),
    )
    assert answer["status"] == 200

    browser = Browser()
    options = browser.get("/auth/webauthn/login")["data"]
    answer = browser.post(
        "/auth/webauthn/login", credential=passkey.sign_in(options["request_options"])
    )

    assert (answer["status"], answer["data"]["user"]["id"]) == (200, str(organiser.pk))
    assert mfa_enabled(organiser)


class TestWhoNeedsOne:
    """With `WANGAN_REQUIRE_STAFF_MFA`."""

    @pytest.fixture(autouse=True)
    def _demanding(self, settings):
        settings.WANGAN_REQUIRE_STAFF_MFA = True

    def test_organisers_trainers_and_staff_do_and_nobody_else(
        self, organiser, trainer, staff, manager, resident
    ):
        people = [organiser, trainer, staff, manager, resident]

        assert [mfa_required(somebody) for somebody in people] == [True, True, True, False, False]

    def test_an_organiser_without_one_is_not_satisfied(self, organiser, resident):
        assert not mfa_satisfied(organiser)
        assert mfa_satisfied(resident)

    def test_an_organiser_with_one_is(self, secret, organiser):
        assert mfa_satisfied(organiser)

    def test_the_admin_is_closed_to_staff_without_one(self, staff):
        assert signed_in("staff").client.get("/admin/").status_code == 302
        with pytest.raises(PermissionDenied):
            site.login(asking(staff))

    def test_the_demo_demands_none(self, settings, organiser):
        settings.WANGAN_REQUIRE_STAFF_MFA = False

        assert mfa_satisfied(organiser)


def test_the_admin_sends_strangers_to_our_own_sign_in():
    response = Browser().client.get("/admin/login/?next=/admin/accounts/user/")

    assert (response.status_code, response["Location"]) == (
        302,
        "/sign-in?next=%2Fadmin%2Faccounts%2Fuser%2F",
    )


def test_the_admin_is_open_to_staff_and_to_nobody_else(staff, organiser):
    assert signed_in("staff").client.get("/admin/").status_code == 200
    assert signed_in("organiser").client.get("/admin/").status_code == 302
    with pytest.raises(PermissionDenied):
        site.login(asking(organiser))
