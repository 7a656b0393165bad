"""Making organisations, placing people in them, and giving them duties."""

from django.db import transaction

from accounts.models import (
    Membership,
    Organisation,
    OrganisationKind,
    Region,
    Role,
    RoleKind,
    Unit,
    User,
)
from common.text import LocalisedText


def create_organisation(
    *,
    slug: str,
    name: LocalisedText,
    kind: OrganisationKind,
    region: Region | None = None,
    headcount_declared: int | None = None,
    is_simulated: bool = False,
) -> Organisation:
    """A new organisation together with its root unit. Raises IntegrityError for a taken slug."""
    with transaction.atomic():
        organisation = Organisation.objects.create(
            slug=slug,
            name=name,
            kind=kind,
            region=region,
            headcount_declared=headcount_declared,
            is_simulated=is_simulated,
        )
        Unit.objects.add_root(instance=Unit(organisation=organisation, name=name))
    return organisation


def root_unit(organisation: Organisation) -> Unit:
    """The unit that stands for the organisation as a whole."""
    return organisation.units.get(depth=1)


def join_unit(*, user: User, unit: Unit, is_primary: bool = False) -> Membership:
    """Make somebody a member; joining again changes only which membership is the primary one."""
    with transaction.atomic():
        if is_primary:
            user.memberships.filter(is_primary=True).exclude(unit=unit).update(is_primary=False)
        membership, _ = Membership.objects.update_or_create(
            user=user, unit=unit, defaults={"is_primary": is_primary}
        )
    return membership


def give_role(
    *,
    user: User,
    kind: RoleKind,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
) -> Role:
    """Give somebody a duty; giving it again changes nothing.

    Raises IntegrityError when the scope does not fit the kind: organisers and trainers have an
    organisation, managers a unit.
    """
    role, _ = Role.objects.get_or_create(user=user, kind=kind, organisation=organisation, unit=unit)
    return role
