"""Who may enter, and what platform staff may do in the admin."""

import pytest
from django.urls import reverse

from accounts.models import Organisation, Role, RoleKind, Unit, User
from accounts.organisations import root_unit
from common.audit import record_event
from common.outbox import Channel, queue_message
from tests.accounts.browser import Browser
from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db

CHANGE_LISTS = [
    f"admin:{name}_changelist"
    for name in (
        "accounts_user",
        "accounts_region",
        "accounts_organisation",
        "accounts_unit",
        "common_auditevent",
        "common_job",
        "common_outboxmessage",
    )
]


class TestSimulatedPeople:
    """Whose passwords everybody knows."""

    @pytest.fixture
    def simulated(self):
        return make_user("simulated", is_simulated=True)

    def test_they_sign_in_where_the_demonstration_runs(self, simulated):
        browser = Browser()
        answer = browser.post("/auth/login", username="simulated", password=PASSWORD)

        assert answer["status"] == 200

    def test_on_a_real_site_they_do_not(self, simulated, settings):
        settings.WANGAN_SIMULATED_MAY_SIGN_IN = False
        browser = Browser()
        browser.post("/auth/login", username="simulated", password=PASSWORD)

        assert not browser.is_signed_in()

    def test_their_sessions_end_with_the_demonstration(self, simulated, settings):
        browser = Browser()
        browser.post("/auth/login", username="simulated", password=PASSWORD)
        settings.WANGAN_SIMULATED_MAY_SIGN_IN = False

        assert not browser.is_signed_in()


class TestTheAdmin:
    """Platform staff is one role; superusers make staff."""

    @pytest.fixture
    def colleague(self):
        return make_user("colleague", is_staff=True)

    @pytest.fixture
    def desk(self, client, colleague):
        client.force_login(colleague)
        return client

    @pytest.mark.parametrize("name", CHANGE_LISTS)
    def test_staff_may_look_at_every_list(self, desk, name, organiser, manager, now):
        record_event(actor=None, action="tested", subject=organiser, now=now)

        assert desk.get(reverse(name)).status_code == 200
        assert desk.get(reverse(name), {"q": "x"}).status_code == 200

    def test_others_may_not(self, client, organiser):
        client.force_login(organiser)

        assert client.get(reverse(CHANGE_LISTS[0])).status_code == 302

    def test_a_new_account_is_made_with_a_password(self, desk):
        desk.post(
            reverse("admin:accounts_user_add"),
            {
                "username": "ＮＥＷ-Person",
                "usable_password": "true",
                "password1": PASSWORD,
                "password2": PASSWORD,
                **_no_inlines(),
            },
        )

        assert User.objects.get(username="new-person").check_password(PASSWORD)

    def test_a_duty_is_given_on_the_account(self, desk, resident, organisation):
        desk.post(
            reverse("admin:accounts_user_change", args=[resident.pk]),
            {
                "username": "resident",
                "display_name": "张伟",
                "language": "zh-Hans",
                "is_active": "on",
                "is_superuser": "on",
                **_no_inlines(),
                "roles-TOTAL_FORMS": 1,
                "roles-0-kind": "organiser",
                "roles-0-organisation": str(organisation.pk),
                "roles-0-user": str(resident.pk),
            },
        )

        resident.refresh_from_db()
        assert Role.objects.get(user=resident).kind == RoleKind.ORGANISER
        assert not resident.is_superuser, "staff raises nobody"

    def test_staff_cannot_change_who_stands_above(self, desk, staff):
        page = desk.get(reverse("admin:accounts_user_change", args=[staff.pk]))

        assert page.status_code == 200
        assert 'name="username"' not in page.content.decode()

    def test_a_new_organisation_has_its_root_unit(self, desk):
        desk.post(
            reverse("admin:accounts_organisation_add"),
            {"slug": "school", "name": '{"zh-Hans": "第一中学"}', "kind": "school"},
        )

        organisation = Organisation.objects.get(slug="school")
        assert root_unit(organisation).name == {"zh-Hans": "第一中学"}

    def test_a_new_unit_hangs_below_the_root(self, desk, organisation):
        desk.post(
            reverse("admin:accounts_unit_add"),
            {"organisation": str(organisation.pk), "name": '{"zh-Hans": "保卫处"}'},
        )

        unit = Unit.objects.get(depth=2)
        assert unit.path.startswith(root_unit(organisation).path)

    def test_what_a_message_says_is_not_shown(self, desk, now):
        message = queue_message(
            channel=Channel.SMS, recipient="+8613800138000", body="a private matter", now=now
        )

        page = desk.get(reverse("admin:common_outboxmessage_change", args=[message.pk]))

        assert page.status_code == 200
        assert "a private matter" not in page.content.decode()


def _no_inlines():
    return {
        f"{prefix}-{field}": 0
        for prefix in ("roles", "memberships")
        for field in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
