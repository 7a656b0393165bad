"""Signing up, over HTTP as the pages do it."""

from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session

from accounts.models import User
from common.models import Channel, OutboxMessage
from common.outbox import read_body
from tests.accounts.browser import Browser, error_codes, newest_code, newest_message, pending
from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PHONE = "+8613800138000"


@pytest.fixture
def browser():
    return Browser()


def test_with_a_username_somebody_is_signed_in_at_once(browser, regions):
    answer = browser.post(
        "/auth/signup",
        username="ZhangWei",
        password=PASSWORD,
        display_name="张伟",
        region="230102",
        birth_year=1988,
        language="en",
    )

    assert answer["status"] == 200
    assert answer["data"]["user"]["display"] == "张伟"
    user = User.objects.get()
    assert (user.username, user.display_name, user.region_id) == ("zhangwei", "张伟", "230102")
    assert (user.birth_year, user.language, user.is_guest) == (1988, "en", False)
    assert browser.is_signed_in()


def test_the_language_is_that_of_the_page_unless_said_otherwise():
    Browser(language="zh-hans").post("/auth/signup", username="weiwei", password=PASSWORD)

    assert User.objects.get().language == "zh-Hans"


@pytest.mark.parametrize(
    ("details", "name"),
    [
        ({"username": "weiwei", "password": PASSWORD}, "weiwei"),
        ({"email": "weiwei@example.org"}, "weiwei"),
        ({"phone": PHONE}, "User 8000"),
    ],
)
def test_who_gives_no_display_name_is_called_by_what_was_given(browser, details, name):
    browser.post("/auth/signup", **details)

    assert User.objects.get().display_name == name


def test_a_phone_is_enough_and_is_proved_by_a_code(browser):
    answer = browser.post("/auth/signup", phone="138 0013 8000", display_name="张伟")

    assert (answer["status"], pending(answer)) == (401, ["verify_phone"])
    assert not browser.is_signed_in()
    answer = browser.post("/auth/phone/verify", code=newest_code(PHONE))
    assert answer["status"] == 200
    user = User.objects.get()
    assert (user.username, user.phone, user.phone_verified) == (None, PHONE, True)
    assert not user.has_usable_password()


def test_a_wrong_code_does_not_prove_a_phone(browser):
    browser.post("/auth/signup", phone=PHONE)
    wrong = "000000" if newest_code(PHONE) != "000000" else "111111"

    answer = browser.post("/auth/phone/verify", code=wrong)

    assert (answer["status"], error_codes(answer)) == (400, [("code", "incorrect_code")])
    assert not User.objects.get().phone_verified


def test_after_three_wrong_codes_the_right_one_is_too_late(browser):
    browser.post("/auth/signup", phone=PHONE)
    code = newest_code(PHONE)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(3):
        browser.post("/auth/phone/verify", code=wrong)

    assert browser.post("/auth/phone/verify", code=code)["status"] == 409
    assert not browser.is_signed_in()


def test_an_email_address_is_enough_and_a_link_is_sent(browser):
    answer = browser.post("/auth/signup", email="Zhang@Example.org", password=PASSWORD)

    assert answer["status"] == 200
    user = User.objects.get()
    assert (user.username, user.email) == (None, "zhang@example.org")
    letter = newest_message("zhang@example.org")
    assert letter.subject == "Confirm your e-mail address for Wangan"
    [link] = [line for line in read_body(letter).splitlines() if line.startswith("http")]
    key = unquote(link.rsplit("/", 1)[1])
    assert browser.post("/auth/email/verify", key=key)["status"] == 200
    assert EmailAddress.objects.get(user=user).verified


def test_an_email_address_without_a_password_is_enough(browser):
    assert browser.post("/auth/signup", email="zhang@example.org")["status"] == 200


@pytest.mark.parametrize(
    ("details", "errors"),
    [
        ({}, [(None, "required")]),
        ({"display_name": "张伟", "password": PASSWORD}, [(None, "required")]),
        ({"username": "weiwei"}, [("password", "required")]),
        ({"username": "wei@wei", "password": PASSWORD}, [("username", "invalid")]),
        ({"username": "13800138000", "password": PASSWORD}, [("username", "invalid")]),
        ({"username": "ad", "password": "short"}, [("password", "password_too_short")]),
        ({"username": "Admin", "password": PASSWORD}, [("username", "username_blacklisted")]),
        ({"phone": "12345"}, [("phone", "invalid_phone")]),
        ({"email": "nobody"}, [("email", "invalid")]),
        (
            {"username": "wei", "password": PASSWORD, "birth_year": 2999},
            [("birth_year", "max_value")],
        ),
        (
            {"username": "wei", "password": PASSWORD, "region": "999999"},
            [("region", "invalid_choice")],
        ),
        (
            {"username": "wei", "password": PASSWORD, "language": "fr"},
            [("language", "invalid_choice")],
        ),
    ],
)
def test_details_that_cannot_be_are_refused_and_make_no_account(browser, regions, details, errors):
    answer = browser.post("/auth/signup", **details)

    assert (answer["status"], error_codes(answer)) == (400, errors)
    assert not User.objects.exists()


def test_a_taken_username_is_refused_whatever_its_case(browser):
    make_user("weiwei")

    answer = browser.post("/auth/signup", username="WeiWei", password=PASSWORD)

    assert error_codes(answer) == [("username", "username_taken")]


def test_nobody_makes_himself_staff(browser):
    browser.post(
        "/auth/signup", username="weiwei", password=PASSWORD, is_staff=True, is_superuser=True
    )

    assert User.objects.filter(is_staff=False, is_superuser=False).count() == 1


class TestSomebodyElsesAddress:
    """An answer must not tell whether an address or number has an account."""

    def test_a_taken_phone_looks_like_a_free_one(self, browser):
        make_user("owner", phone=PHONE, phone_verified=True)

        taken = browser.post("/auth/signup", phone=PHONE)
        free = Browser().post("/auth/signup", phone="+8613800138001")

        assert taken == free
        assert "account already" in read_body(newest_message(PHONE, Channel.SMS))
        assert User.objects.filter(phone=PHONE).count() == 1

    def test_a_taken_email_address_looks_like_a_free_one(self, browser):
        owner = make_user("owner", email="owner@example.org")
        EmailAddress.objects.create(
            user=owner, email="owner@example.org", verified=True, primary=True
        )

        taken = browser.post("/auth/signup", email="owner@example.org", password=PASSWORD)

        assert taken["status"] == 200
        assert (
            owner.pk == EmailAddress.objects.get(email="owner@example.org", verified=True).user_id
        )

    def test_a_number_that_was_never_proved_blocks_nobody(self, browser):
        make_user("squatter", phone=PHONE)

        browser.post("/auth/signup", phone=PHONE)
        browser.post("/auth/phone/verify", code=newest_code(PHONE))

        assert User.objects.get(phone=PHONE, phone_verified=True).username is None


def test_codes_do_not_lie_open_in_the_session_or_the_outbox(browser):
    browser.post("/auth/signup", phone=PHONE)
    code = newest_code(PHONE)

    [session] = Session.objects.all()
    assert code not in session.session_data
    assert code not in OutboxMessage.objects.get().body
    assert code in str(session.get_decoded())


def test_too_many_codes_to_one_number_are_refused(browser):
    browser.post("/auth/signup", phone=PHONE)

    answer = Browser().post("/auth/signup", phone=PHONE)

    assert answer["status"] == 429
    assert OutboxMessage.objects.count() == 1
