"""The invariants that the database keeps, whoever writes."""

import pytest
from django.db import IntegrityError

from accounts.models import Membership, Region, Role, RoleKind, Unit, User
from accounts.organisations import create_organisation, give_role, join_unit, root_unit
from tests.cast import make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_usernames_differ_in_more_than_case():
    make_user("Zhang")

    with pytest.raises(IntegrityError):
        make_user("zHANG")


def test_two_people_may_claim_a_phone_but_only_one_may_prove_it():
    make_user(phone="+8613800138000")
    make_user(phone="+8613800138000", phone_verified=True)

    with pytest.raises(IntegrityError):
        make_user(phone="+8613800138000", phone_verified=True)


def test_people_without_a_username_do_not_collide():
    User.objects.create_user(phone="+8613800138001")
    User.objects.create_user(phone="+8613800138002")

    assert User.objects.filter(username=None).count() == 2


@pytest.mark.parametrize("year", [0, 1899, 2101])
def test_a_birth_year_is_plausible(year):
    with pytest.raises(IntegrityError):
        make_user(birth_year=year)


def test_a_guest_has_no_way_to_sign_in():
    guest = User.objects.create(is_guest=True)
    guest.username = "sneaky"

    with pytest.raises(IntegrityError):
        guest.save(update_fields=["username"])


@pytest.mark.parametrize(
    ("parent", "level"), [(None, "prefecture"), (None, "county"), ("230000", "province")]
)
def test_a_region_has_a_parent_unless_it_is_a_province(regions, parent, level):
    with pytest.raises(IntegrityError):
        Region.objects.create(code="990000", parent_id=parent, level=level, name={"en": "Nowhere"})


def test_tiles_of_one_province_do_not_overlap(regions):
    with pytest.raises(IntegrityError):
        Region.objects.create(
            code="239900",
            parent_id="230000",
            level="prefecture",
            name={"en": "Nowhere"},
            tile_column=3,
            tile_row=3,
        )


def test_an_organisation_has_one_root_unit():
    organisation = make_organisation()

    assert root_unit(organisation).name == organisation.name
    with pytest.raises(IntegrityError):
        Unit.objects.add_root(instance=Unit(organisation=organisation, name={"en": "Second"}))


def test_an_organisation_whose_slug_is_taken_leaves_no_unit_behind():
    make_organisation("taken")

    with pytest.raises(IntegrityError):
        create_organisation(slug="taken", name={"en": "Taken"}, kind="school")  # type: ignore[arg-type]


def test_a_subtree_is_the_unit_and_all_below_it():
    root = root_unit(make_organisation("first"))
    root_unit(make_organisation("second"))
    north = root.add_division(name={"en": "North"})
    shop = north.add_division(name={"en": "Shop"})
    root.add_division(name={"en": "South"})

    assert list(north.subtree()) == [north, shop]
    assert root.subtree().count() == 4


def test_somebody_has_one_primary_membership():
    somebody = make_user()
    first = join_unit(user=somebody, unit=root_unit(make_organisation()), is_primary=True)
    second = join_unit(user=somebody, unit=root_unit(make_organisation()), is_primary=True)

    first.refresh_from_db()
    assert (first.is_primary, second.is_primary) == (False, True)
    with pytest.raises(IntegrityError):
        Membership.objects.create(
            user=somebody, unit=root_unit(make_organisation()), is_primary=True
        )


def test_joining_twice_is_one_membership():
    somebody, unit = make_user(), root_unit(make_organisation())

    assert join_unit(user=somebody, unit=unit) == join_unit(user=somebody, unit=unit)


def test_giving_a_role_twice_is_one_role(organisation):
    somebody = make_user()
    first = give_role(user=somebody, kind=RoleKind.TRAINER, organisation=organisation)
    second = give_role(user=somebody, kind=RoleKind.TRAINER, organisation=organisation)

    assert first == second
    assert Role.objects.count() == 1


@pytest.mark.parametrize("kind", [RoleKind.ORGANISER, RoleKind.TRAINER])
def test_organisers_and_trainers_have_an_organisation(unit, kind):
    with pytest.raises(IntegrityError):
        give_role(user=make_user(), kind=kind, unit=unit)


def test_managers_have_a_unit(organisation):
    with pytest.raises(IntegrityError):
        give_role(user=make_user(), kind=RoleKind.MANAGER, organisation=organisation)


def test_a_role_without_scope_is_refused():
    with pytest.raises(IntegrityError):
        give_role(user=make_user(), kind=RoleKind.ORGANISER)
