"""A planned roster is written into the organisation, whole people at a time."""

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, Organisation, Role, RoleKind, RosterEntry, Unit, User
from accounts.organisations import give_role, join_unit, root_unit
from accounts.permissions import is_member, visible_people
from accounts.roster.applying import apply_roster, check_roster
from accounts.roster.plan import RosterOptions, RosterPlan
from tests.accounts.roster.tables import reading_of
from tests.cast import make_organisation, make_user

pytestmark = pytest.mark.django_db
SUN_LI = ("1", "孙丽", "技术部/运维组", "工会", "是", "sun@example.com", "13800138000")
LEFT = ("1", "孙丽", "", "", "", "", "", "离职")


def bring_in(organisation: Organisation, now: datetime, *rows: tuple[str, ...]) -> RosterPlan:
    plan = check_roster(
        organisation=organisation,
        reading=reading_of(*rows),
        options=RosterOptions(create_units=True),
    )
    apply_roster(organisation=organisation, plan=plan, now=now)
    return plan


def counts(plan: RosterPlan) -> dict[str, int]:
    return {action: number for action, number in plan.counts.items() if number}


def test_a_person_comes_in_with_units_and_duty(organisation: Organisation, now: datetime):
    bring_in(organisation, now, SUN_LI)
    entry = RosterEntry.objects.get()
    assert (entry.number, entry.name, entry.email) == ("1", "孙丽", "sun@example.com")
    assert (entry.joined_at, entry.left_at) == (now, None)
    places = entry.user.memberships.order_by("-is_primary")
    assert [(str(place.unit), place.is_primary) for place in places] == [
        ("运维组", True),
        ("工会", False),
    ]
    assert str(Role.objects.get(user=entry.user, kind=RoleKind.MANAGER).unit) == "运维组"
    above = Unit.objects.get_parent(places[0].unit)
    assert (str(above), Unit.objects.get_parent(above)) == ("技术部", root_unit(organisation))


def test_the_account_is_nobodys_until_it_is_claimed(organisation: Organisation, now: datetime):
    bring_in(organisation, now, SUN_LI)
    user = RosterEntry.objects.get().user
    assert (user.username, user.email, user.phone) == (None, "", None)
    assert not user.has_usable_password()
    assert user.display_name == "孙丽"


def test_the_same_file_twice_writes_nothing(organisation: Organisation, now: datetime):
    bring_in(organisation, now, SUN_LI, ("2", "周强", "技术部"))
    before = list(Membership.objects.order_by("pk").values())
    plan = bring_in(organisation, now + timedelta(days=1), SUN_LI, ("2", "周强", "技术部"))
    assert counts(plan) == {"unchanged": 2}
    assert list(Membership.objects.order_by("pk").values()) == before


def test_who_leaves_is_kept_and_comes_back_as_the_same_person(
    organisation: Organisation, now: datetime, trainer: User
):
    bring_in(organisation, now, SUN_LI)
    user = RosterEntry.objects.get().user
    assert counts(bring_in(organisation, now, LEFT)) == {"leaves": 1}
    assert RosterEntry.objects.get().left_at == now
    assert not is_member(user, organisation.pk)
    assert not user.roles.exists()
    assert user not in visible_people(trainer)
    user.refresh_from_db()
    assert user.is_active

    plan = bring_in(organisation, now, ("1", "孙丽", "技术部"))
    assert counts(plan) == {"update": 1}
    entry = RosterEntry.objects.get()
    assert (entry.user, entry.left_at, entry.joined_at) == (user, None, now)
    assert is_member(user, organisation.pk)


def test_moving_changes_the_primary_unit(organisation: Organisation, now: datetime):
    bring_in(organisation, now, ("1", "孙丽", "技术部;财务部"))
    bring_in(organisation, now, ("1", "孙丽", "财务部;工会"))
    places = Membership.objects.order_by("-is_primary")
    assert [(str(place.unit), place.is_primary) for place in places] == [
        ("财务部", True),
        ("工会", False),
    ]


def test_a_file_takes_over_no_account_of_others(organisation: Organisation, now: datetime):
    other = make_organisation("other")
    victim = make_user("victim", email="sun@example.com", display_name="别人")
    join_unit(user=victim, unit=root_unit(other), is_primary=True)
    give_role(user=victim, kind=RoleKind.TRAINER, organisation=other)
    bring_in(organisation, now, SUN_LI)
    assert RosterEntry.objects.get().user != victim
    assert not is_member(victim, organisation.pk)
    victim.refresh_from_db()
    assert victim.display_name == "别人"


def test_a_member_who_signs_in_is_listed_and_keeps_their_own_words(
    organisation: Organisation, now: datetime
):
    member = make_user("member", phone="+8613800138000", phone_verified=True, display_name="丽丽")
    join_unit(user=member, unit=root_unit(organisation), is_primary=True)
    plan = bring_in(organisation, now, SUN_LI)
    assert counts(plan) == {"update": 1}
    member.refresh_from_db()
    assert (RosterEntry.objects.get().user, member.display_name) == (member, "丽丽")
    assert member.memberships.count() == 2


def test_what_a_member_has_proved_stays_their_own(organisation: Organisation, now: datetime):
    member = make_user("member", phone="+8613800138000", phone_verified=True)
    join_unit(user=member, unit=root_unit(organisation), is_primary=True)
    EmailAddress.objects.create(user=member, email="own@a.com", primary=True, verified=True)
    plan = bring_in(organisation, now, ("1", "孙丽", "", "", "", "", "13800138000"))
    entry = RosterEntry.objects.get(user=member)
    assert (entry.email, entry.phone) == ("", "+8613800138000")
    assert "own@a.com" not in str(plan.items[0].changes)


def test_the_primary_unit_elsewhere_stays(organisation: Organisation, now: datetime):
    elsewhere = make_organisation("other")
    member = make_user("member", phone="+8613800138000", phone_verified=True)
    join_unit(user=member, unit=root_unit(organisation))
    join_unit(user=member, unit=root_unit(elsewhere), is_primary=True)
    bring_in(organisation, now, SUN_LI)
    assert member.memberships.get(is_primary=True).unit == root_unit(elsewhere)
    assert counts(bring_in(organisation, now, SUN_LI)) == {"unchanged": 1}


@pytest.mark.parametrize("people", [1, 40])
def test_statements_do_not_grow_with_people(
    people: int,
    organisation: Organisation,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    root_unit(organisation).add_division(name={"zh-Hans": "技术部"})
    rows = [(str(number), f"员工{number}", "技术部", "", "是") for number in range(people)]
    with django_assert_num_queries(20):
        bring_in(organisation, now, *rows)
    assert RosterEntry.objects.count() == people
