"""What `manage.py check --deploy` says about accounts and messages."""

import pytest
from django.core.checks import run_checks

from common.sms import ConsoleSmsBackend

pytestmark = pytest.mark.django_db


class NotAGateway:
    """Cannot send anything."""


def found(prefixes=("accounts.", "common.")):
    checks = run_checks(include_deployment_checks=True, databases=["default"])
    return {check.id for check in checks if str(check.id).startswith(prefixes)}


@pytest.fixture
def real_site(settings, regions):
    """A site that has everything."""
    settings.DEBUG = False
    settings.WANGAN_SIMULATED_MAY_SIGN_IN = False
    settings.WANGAN_REQUIRE_STAFF_MFA = True
    settings.WANGAN_SMS_BACKEND = "tests.common.test_outbox.RecordingGateway"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Wangan <wangan@example.org>"
    return settings


def test_a_site_that_has_everything_is_left_in_peace(real_site, resident):
    assert found() == set()


def test_demonstration_accounts_on_a_real_site_are_an_error(real_site, resident):
    resident.is_simulated = True
    resident.save(update_fields=["is_simulated"])

    assert found() == {"accounts.E001"}


def test_simulated_people_who_may_sign_in_are_an_error(real_site):
    real_site.WANGAN_SIMULATED_MAY_SIGN_IN = True

    assert found() == {"accounts.E002"}


def test_organisers_without_second_factors_are_warned_of(real_site):
    real_site.WANGAN_REQUIRE_STAFF_MFA = False

    assert found() == {"accounts.W003"}


def test_missing_regions_are_warned_of(real_site, regions):
    for region in reversed(regions.values()):
        region.delete()

    assert found() == {"accounts.W004"}


def test_messages_that_reach_nobody_are_warned_of(real_site):
    real_site.WANGAN_SMS_BACKEND = f"{ConsoleSmsBackend.__module__}.{ConsoleSmsBackend.__name__}"
    real_site.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert found() == {"common.W002", "common.W003"}


def test_mail_from_an_address_that_nobody_can_answer_is_warned_of(real_site):
    real_site.DEFAULT_FROM_EMAIL = "wangan@localhost"

    assert found() == {"common.W004"}


def test_the_database_is_left_alone_until_it_is_named(real_site, regions, resident):
    resident.is_simulated = True
    resident.save(update_fields=["is_simulated"])

    assert {check.id for check in run_checks(include_deployment_checks=True)}.isdisjoint(
        {"accounts.E001", "accounts.W004"}
    )


@pytest.mark.parametrize("backend", ["tests.accounts.test_checks.NotAGateway", "nowhere.Gateway"])
def test_a_gateway_that_cannot_send_is_an_error(real_site, backend):
    real_site.WANGAN_SMS_BACKEND = backend

    assert found() == {"common.E001"}


def test_the_demonstration_is_left_in_peace(real_site, resident):
    real_site.DEBUG = True
    real_site.WANGAN_SIMULATED_MAY_SIGN_IN = True
    real_site.WANGAN_REQUIRE_STAFF_MFA = False
    resident.is_simulated = True
    resident.save(update_fields=["is_simulated"])

    assert found() == set()
