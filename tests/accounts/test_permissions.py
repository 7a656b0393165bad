"""Who may see and do what: every role against every object."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import Organisation, RoleKind, Unit, User
from accounts.organisations import give_role, join_unit, root_unit
from accounts.permissions import (
    Action,
    Viewer,
    can,
    is_member,
    managed_units,
    organisations_with_role,
    primary_organisation,
    visible_organisations,
    visible_people,
    visible_units,
)
from tests.cast import make_organisation, make_user

pytestmark = pytest.mark.django_db

SCOPES: list[tuple[type, Callable[[Viewer], QuerySet[Any]]]] = [
    (Organisation, visible_organisations),
    (Unit, visible_units),
    (User, visible_people),
]


@pytest.fixture
def cast(resident, organiser, trainer, manager, stranger):
    """Everybody of the fixed cast but platform staff."""


@pytest.fixture
def world(cast, staff, organisation, unit) -> dict[str, Any]:
    """Everybody and everything by name: the cast, two more units and another organisation."""
    below = unit.add_division(name={"en": "Cashiers"})
    beside = root_unit(organisation).add_division(name={"en": "Workshop"})
    elsewhere = make_organisation("elsewhere")
    clerk, worker, outsider = make_user("clerk"), make_user("worker"), make_user("outsider")
    join_unit(user=clerk, unit=below)
    join_unit(user=worker, unit=beside)
    join_unit(user=outsider, unit=root_unit(elsewhere))
    return {
        "cleannet": organisation,
        "elsewhere": elsewhere,
        "root": root_unit(organisation),
        "unit": unit,
        "below": below,
        "beside": beside,
        "elsewhere root": root_unit(elsewhere),
        **{str(user.username): user for user in User.objects.all()},
    }


EVERYTHING = {
    "cleannet", "elsewhere", "root", "unit", "below", "beside", "elsewhere root", "resident",
    "organiser", "trainer", "manager", "stranger", "staff", "clerk", "worker", "outsider",
}  # fmt: skip
OF_CLEANNET = {"cleannet", "root", "unit", "below", "beside"}
MEMBERS_OF_CLEANNET = {"organiser", "manager", "clerk", "worker"}

SEES = {
    "staff": EVERYTHING,
    "organiser": OF_CLEANNET | MEMBERS_OF_CLEANNET,
    "trainer": OF_CLEANNET | MEMBERS_OF_CLEANNET | {"trainer"},
    "manager": {"cleannet", "unit", "below", "manager", "clerk"},
    "resident": {"resident"},
    "clerk": {"clerk"},
    "stranger": {"stranger"},
    None: set(),
}


def viewer(world, name):
    return world[name] if name else AnonymousUser()


@pytest.mark.parametrize("name", SEES, ids=str)
def test_everybody_sees_just_what_is_theirs(world, name):
    somebody = viewer(world, name)

    assert {n for n, thing in world.items() if can(somebody, Action.VIEW, thing)} == SEES[name]


@pytest.mark.parametrize("name", SEES, ids=str)
def test_a_list_shows_exactly_what_a_detail_allows(world, name):
    somebody = viewer(world, name)

    for model, scope in SCOPES:
        listed = set(scope(somebody))
        things: list[Any] = [thing for thing in world.values() if isinstance(thing, model)]
        allowed = {thing for thing in things if can(somebody, Action.VIEW, thing)}
        assert listed == allowed
        assert scope(somebody).count() == len(listed), "a list shows nothing twice"


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        (
            Action.RUN_CONTESTS,
            {("staff", "cleannet"), ("staff", "elsewhere"), ("organiser", "cleannet")},
        ),
        (Action.TRAIN, {("staff", "cleannet"), ("staff", "elsewhere"), ("trainer", "cleannet")}),
        (
            Action.MANAGE,
            {("staff", unit) for unit in ("root", "unit", "below", "beside", "elsewhere root")}
            | {("manager", "unit"), ("manager", "below")},
        ),
    ],
)
def test_a_duty_goes_as_far_as_it_was_given(world, action, allowed):
    found = {
        (name, thing)
        for name in SEES
        for thing in world
        if can(viewer(world, name), action, world[thing])
    }

    assert found == allowed


def test_the_organisations_of_a_duty_are_those_it_was_given_for(organiser, manager, organisation):
    make_organisation("elsewhere")

    assert list(organisations_with_role(organiser, RoleKind.ORGANISER)) == [organisation]
    assert list(organisations_with_role(organiser, RoleKind.TRAINER)) == []
    assert list(organisations_with_role(manager, RoleKind.MANAGER)) == [organisation]


def test_several_roles_add_up(organiser, unit):
    elsewhere = make_organisation("elsewhere")
    give_role(user=organiser, kind=RoleKind.TRAINER, organisation=elsewhere)
    give_role(user=organiser, kind=RoleKind.MANAGER, unit=unit)

    assert visible_organisations(organiser).count() == 2
    assert list(managed_units(organiser)) == [unit]


def test_a_unit_whose_path_begins_alike_is_not_below(organisation, manager, unit):
    for _ in range(40):
        root_unit(organisation).add_division(name={"en": "Beside"})

    assert list(managed_units(manager)) == [unit]


def test_somebody_counts_for_the_primary_organisation(resident):
    first, second = make_organisation(), make_organisation()
    join_unit(user=resident, unit=root_unit(first))
    assert primary_organisation(resident) == first
    join_unit(user=resident, unit=root_unit(second), is_primary=True)
    assert primary_organisation(resident) == second


def test_somebody_without_membership_counts_for_none(stranger):
    assert primary_organisation(stranger) is None


def test_membership_of_any_unit_is_membership_of_the_organisation(manager, stranger, organisation):
    assert is_member(manager, organisation.pk)
    assert not is_member(stranger, organisation.pk)
    assert not is_member(AnonymousUser(), organisation.pk)


@pytest.mark.parametrize("name", ["organiser", "trainer", "manager", "staff"])
def test_a_scope_costs_the_same_however_much_there_is(world, name, django_assert_max_num_queries):
    for _, scope in SCOPES:
        with django_assert_max_num_queries(2):
            list(scope(world[name]))
