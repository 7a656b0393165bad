"""Signing in, over HTTP as the pages do it."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from common.models import OutboxMessage
from common.outbox import read_body
from tests.accounts.browser import Browser, error_codes, newest_code, newest_message, pending
from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PHONE = "+8613800138000"
EMAIL = "zhang@example.org"


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def zhang(db):
    user = make_user("zhang", email=EMAIL, phone=PHONE, phone_verified=True, display_name="张伟")
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


@pytest.mark.parametrize(
    "name", [{"username": "zhang"}, {"username": "ZHANG"}, {"email": EMAIL}, {"phone": PHONE}]
)
def test_a_password_opens_the_account_by_any_of_its_names(browser, zhang, name):
    answer = browser.post("/auth/login", password=PASSWORD, **name)

    assert (answer["status"], answer["data"]["user"]["id"]) == (200, str(zhang.pk))
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ({"username": "zhang"}, "username_password_mismatch"),
        ({"email": EMAIL}, "email_password_mismatch"),
        ({"phone": PHONE}, "phone_password_mismatch"),
    ],
)
def test_a_wrong_password_is_refused(browser, zhang, name, code):
    answer = browser.post("/auth/login", password="something else", **name)

    assert (answer["status"], error_codes(answer)) == (400, [("password", code)])
    assert not browser.is_signed_in()


@pytest.mark.parametrize("name", ["username", "email", "phone"])
def test_an_unknown_name_looks_like_a_wrong_password(browser, zhang, name):
    known = {"username": "zhang", "email": EMAIL, "phone": PHONE}[name]
    unknown = {"username": "nobody", "email": "no@example.org", "phone": "+8613800138009"}[name]

    refused = [
        browser.post("/auth/login", password="something else", **{name: value})
        for value in (known, unknown)
    ]

    assert refused[0] == refused[1]


@pytest.mark.parametrize(
    "name", [{"username": "zhang"}, {"email": EMAIL}, {"phone": PHONE}], ids=str
)
def test_after_five_wrong_passwords_the_right_one_must_wait(browser, zhang, name):
    for _ in range(5):
        browser.post("/auth/login", password="something else", **name)

    answer = browser.post("/auth/login", password=PASSWORD, **name)

    assert error_codes(answer) == [(None, "too_many_login_attempts")]


def test_wrong_passwords_are_counted_whatever_the_host_is_called(browser, zhang, settings):
    settings.ALLOWED_HOSTS = ["wangan.example", "testserver"]
    for port in range(5):
        browser.client.defaults["HTTP_HOST"] = f"wangan.example:{port}"
        browser.post("/auth/login", password="something else", username="zhang")

    answer = Browser().post("/auth/login", password=PASSWORD, username="zhang")

    assert error_codes(answer) == [(None, "too_many_login_attempts")]


def test_wrong_passwords_of_one_number_do_not_keep_other_numbers_out(browser, zhang):
    for _ in range(6):
        browser.post("/auth/login", password="something else", phone="+8613800138001")

    assert browser.post("/auth/login", password=PASSWORD, phone=PHONE)["status"] == 200


def test_a_hall_that_shares_an_address_can_sign_in(browser, zhang):
    for number in range(30):
        make_user(f"pupil-{number}")
    statuses = {
        Browser().post("/auth/login", username=f"pupil-{n}", password=PASSWORD)["status"]
        for n in range(30)
    }

    assert statuses == {200}


@pytest.mark.parametrize(
    ("name", "address"), [({"email": EMAIL}, EMAIL), ({"phone": PHONE}, PHONE)]
)
def test_a_code_opens_the_account(browser, zhang, name, address):
    answer = browser.post("/auth/code/request", **name)

    assert (answer["status"], pending(answer)) == (401, ["login_by_code"])
    answer = browser.post("/auth/code/confirm", code=newest_code(address))
    assert (answer["status"], answer["data"]["user"]["id"]) == (200, str(zhang.pk))


def test_a_number_may_be_typed_as_people_write_it(browser, zhang):
    browser.post("/auth/code/request", phone="１３８-0013-8000")

    assert browser.post("/auth/code/confirm", code=newest_code(PHONE))["status"] == 200


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ({"email": EMAIL}, {"email": "no@example.org"}),
        ({"phone": PHONE}, {"phone": "+8613800138009"}),
    ],
)
def test_asking_for_a_code_does_not_tell_whether_there_is_an_account(zhang, known, unknown):
    assert Browser().post("/auth/code/request", **known) == Browser().post(
        "/auth/code/request", **unknown
    )
    assert "No Wangan account" in (
        read_body(newest_message(next(iter(unknown.values()))))
        + newest_message(next(iter(unknown.values()))).subject
    )


def test_wrong_codes_are_refused_and_the_third_ends_the_matter(browser, zhang):
    browser.post("/auth/code/request", email=EMAIL)
    code = newest_code(EMAIL)
    wrong = "000000" if code != "000000" else "111111"

    for _ in range(3):
        answer = browser.post("/auth/code/confirm", code=wrong)
        assert (answer["status"], error_codes(answer)) == (400, [("code", "incorrect_code")])
    assert browser.post("/auth/code/confirm", code=code)["status"] == 409
    assert not browser.is_signed_in()


def test_a_code_of_one_browser_is_worth_nothing_in_another(browser, zhang):
    browser.post("/auth/code/request", email=EMAIL)

    assert Browser().post("/auth/code/confirm", code=newest_code(EMAIL))["status"] == 409


def test_a_code_is_good_for_five_minutes(browser, zhang, time_machine_at):
    browser.post("/auth/code/request", email=EMAIL)
    code = newest_code(EMAIL)
    time_machine_at.shift(301)

    assert browser.post("/auth/code/confirm", code=code)["status"] == 409


def test_the_fourth_code_within_five_minutes_is_refused(zhang):
    for _ in range(3):
        Browser().post("/auth/code/request", phone=PHONE)

    answer = Browser().post("/auth/code/request", phone=PHONE)

    assert error_codes(answer) == [("phone", "too_many_login_attempts")]
    assert OutboxMessage.objects.count() == 3


def test_a_forgotten_password_is_replaced_with_a_code(browser, zhang):
    browser.post("/auth/password/request", email=EMAIL)

    answer = browser.post(
        "/auth/password/reset", key=newest_code(EMAIL), password="a brand new password"
    )

    assert answer["status"] == 401
    assert browser.post("/auth/login", email=EMAIL, password=PASSWORD)["status"] == 400
    assert (
        browser.post("/auth/login", email=EMAIL, password="a brand new password")["status"] == 200
    )


def test_an_account_that_was_closed_stays_closed(browser, zhang):
    User.objects.filter(pk=zhang.pk).update(is_active=False)

    browser.post("/auth/login", username="zhang", password=PASSWORD)
    browser.post("/auth/code/request", phone=PHONE)

    assert not browser.is_signed_in()


def test_signing_out_ends_the_session(browser, zhang):
    browser.post("/auth/login", username="zhang", password=PASSWORD)

    assert browser.send("delete", "/auth/session")["status"] == 401
    assert not browser.is_signed_in()


def test_a_request_without_its_csrf_token_is_refused(browser, zhang):
    response = browser.client.post(
        "/_allauth/browser/v1/auth/login",
        {"username": "zhang", "password": PASSWORD},
        content_type="application/json",
    )

    assert response.status_code == 403


def test_a_mail_is_in_the_language_of_the_page(zhang):
    Browser(language="en").post("/auth/code/request", email=EMAIL)

    letter = newest_message(EMAIL)
    assert letter.subject == "Your Wangan sign-in code"
    assert read_body(letter).splitlines()[0] == "Hello,"


def test_a_new_number_is_kept_only_once_it_is_proved(browser, zhang):
    browser.post("/auth/login", username="zhang", password=PASSWORD)

    browser.send("post", "/account/phone", {"phone": "+8613800138007"})
    zhang.refresh_from_db()
    assert (zhang.phone, zhang.phone_verified) == (PHONE, True)
    assert browser.post("/auth/phone/verify", code=newest_code("+8613800138007"))["status"] == 200
    zhang.refresh_from_db()
    assert (zhang.phone, zhang.phone_verified) == ("+8613800138007", True)
