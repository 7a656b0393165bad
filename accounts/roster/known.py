"""An organisation's units and people as they are, in a fixed number of queries."""

from collections import defaultdict
from uuid import UUID

from allauth.account.models import EmailAddress

from accounts.models import Membership, Organisation, Role, RoleKind, RosterEntry, Unit, User
from accounts.roster.plan import KnownPerson, PlannedUnit, Roster


def load_roster(*, organisation: Organisation) -> Roster:
    """Read it. Six queries, whatever its size."""
    units = _units(organisation)
    entries = {e.user_id: e for e in RosterEntry.objects.filter(organisation=organisation)}
    places: dict[UUID, list[UUID]] = defaultdict(list)
    members = Membership.objects.filter(unit__organisation=organisation)
    for user_id, unit_id in members.order_by("-is_primary", "unit__path").values_list(
        "user_id", "unit_id"
    ):
        places[user_id].append(unit_id)
    manages: dict[UUID, set[UUID]] = defaultdict(set)
    roles = Role.objects.filter(kind=RoleKind.MANAGER, unit__organisation=organisation)
    for user_id, managed_id in roles.values_list("user_id", "unit_id"):
        if managed_id is not None:
            manages[user_id].add(managed_id)
    listed = RosterEntry.objects.filter(organisation=organisation).values("user")
    users = User.objects.filter(pk__in=listed) | User.objects.filter(
        pk__in=members.values("user"), is_guest=False
    )
    elsewhere = set(
        Membership.objects.filter(is_primary=True, user__in=listed)
        .exclude(unit__organisation=organisation)
        .values_list("user_id", flat=True)
    ) | set(
        Membership.objects.filter(is_primary=True, user__in=members.values("user"))
        .exclude(unit__organisation=organisation)
        .values_list("user_id", flat=True)
    )
    proved = dict(
        EmailAddress.objects.filter(
            verified=True, primary=True, user__in=members.values("user")
        ).values_list("user_id", "email")
    )
    people = []
    for user in users.distinct():
        entry = entries.get(user.pk)
        people.append(
            KnownPerson(
                user_id=user.pk,
                is_listed=entry is not None,
                is_unclaimed=is_unclaimed(user),
                counts_elsewhere=user.pk in elsewhere,
                number=entry.number if entry else "",
                name=entry.name if entry else user.get_full_name(),
                email=entry.email if entry else "",
                phone=entry.phone if entry else "",
                proved_email="" if entry else proved.get(user.pk, "").lower(),
                proved_phone="" if entry or not user.phone_verified else user.phone or "",
                units=tuple(places[user.pk]),
                manages=frozenset(manages[user.pk]),
                has_left=entry is not None and entry.left_at is not None,
            )
        )
    return Roster(units=tuple(units), people=tuple(people))


def is_unclaimed(user: User) -> bool:
    """Whether an account was made for a roster, and nobody can sign in to it yet."""
    return not (user.username or user.email or user.phone or user.last_login or user.is_guest)


def _units(organisation: Organisation) -> list[PlannedUnit]:
    by_path: dict[str, PlannedUnit] = {}
    for unit in Unit.objects.filter(organisation=organisation).order_by("path"):
        parent = by_path.get(unit.path[: -Unit.steplen])
        by_path[unit.path] = PlannedUnit(unit.pk, unit.name, parent)
    return list(by_path.values())
