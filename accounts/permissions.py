"""Who may see and do what: the one place that knows.

A scope is a queryset of what somebody may see. A list shows the scope; a detail is looked up in
it, so the two agree by construction; `can` asks the same scopes about one object.
"""

from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Q, QuerySet, When

from accounts.models import Membership, Organisation, Role, RoleKind, Unit, User

Viewer: TypeAlias = User | AnonymousUser


class Action(StrEnum):
    """What can be done with an organisation, a unit or a person."""

    VIEW = "view"
    RUN_CONTESTS = "run_contests"
    TRAIN = "train"
    MANAGE = "manage"


def can(user: Viewer, action: Action, obj: Organisation | Unit | User) -> bool:
    """Whether somebody may do this with that. What an action does not apply to, nobody may."""
    scope: QuerySet[Organisation] | QuerySet[Unit] | QuerySet[User]
    match action, obj:
        case Action.VIEW, Organisation():
            scope = visible_organisations(user)
        case Action.VIEW, Unit():
            scope = visible_units(user)
        case Action.VIEW, User():
            scope = visible_people(user)
        case Action.RUN_CONTESTS, Organisation():
            scope = organisations_with_role(user, RoleKind.ORGANISER)
        case Action.TRAIN, Organisation():
            scope = organisations_with_role(user, RoleKind.TRAINER)
        case Action.MANAGE, Unit():
            scope = managed_units(user)
        case _:
            return False
    return scope.filter(pk=obj.pk).exists()


def organisations_with_role(user: Viewer, kind: RoleKind) -> QuerySet[Organisation]:
    """The organisations in which somebody has a duty; platform staff has every duty everywhere."""
    if isinstance(user, AnonymousUser):
        return Organisation.objects.none()
    if user.is_staff:
        return Organisation.objects.all()
    mine = Role.objects.filter(user=user, kind=kind)
    field = "unit__organisation" if kind == RoleKind.MANAGER else "organisation"
    return Organisation.objects.filter(pk__in=mine.values(field))


def visible_organisations(user: Viewer) -> QuerySet[Organisation]:
    """The organisations in which somebody has any duty at all."""
    if isinstance(user, AnonymousUser):
        return Organisation.objects.none()
    if user.is_staff:
        return Organisation.objects.all()
    mine = Role.objects.filter(user=user)
    return Organisation.objects.filter(
        Q(pk__in=mine.filter(organisation__isnull=False).values("organisation"))
        | Q(pk__in=mine.filter(unit__isnull=False).values("unit__organisation"))
    )


def managed_units(user: Viewer) -> QuerySet[Unit]:
    """The units that somebody answers for: those he manages and all below them."""
    if isinstance(user, AnonymousUser):
        return Unit.objects.none()
    units: QuerySet[Unit] = Unit.objects.all()
    return units if user.is_staff else units.filter(_below("path", _managed_paths(user)))


def visible_units(user: Viewer) -> QuerySet[Unit]:
    """All units of one's organisations to organisers and trainers, one's own to managers."""
    if isinstance(user, AnonymousUser):
        return Unit.objects.none()
    units: QuerySet[Unit] = Unit.objects.all()
    if user.is_staff:
        return units
    return units.filter(
        Q(organisation__in=_led_organisations(user)) | _below("path", _managed_paths(user))
    )


def visible_people(user: Viewer) -> QuerySet[User]:
    """Oneself, and the members of the units one may see; to platform staff, everybody."""
    if isinstance(user, AnonymousUser):
        return User.objects.none()
    if user.is_staff:
        return User.objects.all()
    members = Membership.objects.filter(
        Q(unit__organisation__in=_led_organisations(user))
        | _below("unit__path", _managed_paths(user))
    )
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=members.values("user")))


def primary_organisation(user: User, *, preferring: UUID | None = None) -> Organisation | None:
    """The organisation that somebody counts for: of the primary membership, else of the oldest.

    The organisation `preferring` comes before these if somebody belongs to it. One query.
    """
    preferred = Case(When(unit__organisation=preferring, then=0), default=1)
    membership = (
        user.memberships.order_by(preferred, "-is_primary", "joined_at", "pk")
        .select_related("unit__organisation")
        .first()
    )
    return membership.unit.organisation if membership else None


def is_member(user: Viewer, organisation_id: UUID) -> bool:
    """Whether somebody belongs to any unit of an organisation."""
    if isinstance(user, AnonymousUser):
        return False
    return user.memberships.filter(unit__organisation=organisation_id).exists()


def _led_organisations(user: User) -> QuerySet[Role, UUID | None]:
    """The organisations, as a subquery, that somebody is organiser or trainer of."""
    kinds = (RoleKind.ORGANISER, RoleKind.TRAINER)
    return Role.objects.filter(user=user, kind__in=kinds).values_list("organisation", flat=True)


def _managed_paths(user: User) -> list[str]:
    roles = Role.objects.filter(user=user, kind=RoleKind.MANAGER)
    return list(roles.values_list("unit__path", flat=True))


def _below(field: str, paths: list[str]) -> Q:
    """At or below any of the paths; nothing where there are none."""
    scope = Q(pk__in=[])
    for path in paths:
        scope |= Q(**{f"{field}__startswith": path})
    return scope
