"""Writing a plan into the organisation, some hundred people at a time.

Each batch is a transaction of its own, so that no other writer waits long and a killed import
leaves whole people only. Run again, it finds what is there as unchanged and goes on with the rest.
Statements are per batch, not per person; only a new unit takes some of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import (
    Membership,
    Organisation,
    Role,
    RoleKind,
    RosterEntry,
    Unit,
    User,
)
from accounts.roster.known import load_roster
from accounts.roster.plan import (
    KnownPerson,
    Person,
    PlannedUnit,
    RosterItem,
    RosterOptions,
    RosterPlan,
)
from accounts.roster.planning import plan_roster
from accounts.roster.reading import RosterReading
from common.audit import record_event
from common.ids import uuid7
from common.many_rows import insert_rows, update_rows

BATCH = 500

Report = Callable[[int, int], None]
"""Told how many people are done, and of how many."""
Outcome = Callable[[Sequence[RosterItem]], None]
"""Called with the items of a batch inside the transaction that has written them."""


@dataclass(slots=True)
class _Written:
    """Somebody on their way into the database."""

    user: User
    person: Person
    known: KnownPerson | None


def check_roster(
    *, organisation: Organisation, reading: RosterReading, options: RosterOptions
) -> RosterPlan:
    """What a file would do to the organisation as it is now. Writes nothing."""
    roster = load_roster(organisation=organisation)
    return plan_roster(reading=reading, roster=roster, options=options)


def apply_roster(
    *,
    organisation: Organisation,
    plan: RosterPlan,
    now: datetime,
    report: Report = lambda _done, _total: None,
    outcome: Outcome = lambda _items: None,
) -> None:
    """Write what the plan says: accounts, entries, memberships and managers.

    Nobody is deleted: who leaves keeps account and entry, and loses their places and the duty to
    manage. Accounts that somebody has entered are not touched; only the organisation's own words
    about them are. Raises IntegrityError where somebody else wrote the same meanwhile.
    """
    waiting = [item for item in plan.items if item.person is not None]
    with transaction.atomic():
        _create_units(organisation, plan.new_units)
    total = len(waiting)
    for start in range(0, total, BATCH):
        batch = waiting[start : start + BATCH]
        with transaction.atomic():
            _write_batch(organisation, batch, now)
            outcome(batch)
        report(min(start + BATCH, total), total)


def record_roster(
    *,
    organisation: Organisation,
    by: User | None,
    counts: Mapping[str, int],
    source: str,
    now: datetime,
) -> None:
    """Note in the audit trail that people came in or left, and how many."""
    record_event(
        actor=by,
        action="roster_imported",
        subject=organisation,
        organisation_id=organisation.pk,
        after={**counts, "source": source},
        now=now,
    )


def _create_units(organisation: Organisation, units: Sequence[PlannedUnit]) -> None:
    """Hang new units below their parents, which come first."""
    for unit in units:
        if unit.is_new and unit.parent is not None:
            parent = Unit.objects.get(organisation=organisation, pk=unit.parent.id)
            made = Unit(pk=unit.id, organisation=organisation, name=unit.name)
            Unit.objects.add_child(parent, instance=made)
            unit.is_new = False


def _write_batch(organisation: Organisation, batch: Sequence[RosterItem], now: datetime) -> None:
    # One after another: two imports, and an import and a closing of units, must not cross.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    people = [
        _Written(_account(item.known, item.person, now), item.person, item.known)
        for item in batch
        if item.person is not None
    ]
    insert_rows([one.user for one in people if one.known is None])
    renamed = [one for one in people if one.known and one.known.is_unclaimed]
    update_rows(
        [one.user for one in renamed if one.known and one.known.name != one.person.name],
        fields=("display_name",),
    )
    _write_entries(organisation, people, now)
    _write_memberships(organisation, people)
    _write_managers(organisation, people)


def _account(known: KnownPerson | None, person: Person, now: datetime) -> User:
    """The account: a new one that nobody can sign in to yet, or what is to change of an old one."""
    if known is not None:
        return User(pk=known.user_id, display_name=person.name)
    return User(pk=uuid7(), display_name=person.name, date_joined=now, password=make_password(None))


def _write_entries(organisation: Organisation, people: Sequence[_Written], now: datetime) -> None:
    ids = dict(
        RosterEntry.objects.filter(
            organisation=organisation, user__in=[one.user.pk for one in people]
        ).values_list("user_id", "pk")
    )
    new: list[RosterEntry] = []
    old: list[RosterEntry] = []
    for one in people:
        person = one.person
        entry = RosterEntry(
            pk=ids.get(one.user.pk) or uuid7(),
            organisation=organisation,
            user_id=one.user.pk,
            number=person.number,
            name=person.name or str(one.user.pk),
            email=person.email,
            phone=person.phone,
            joined_at=now,
            left_at=now if person.has_left else None,
        )
        (old if one.user.pk in ids else new).append(entry)
    # Who leaves first: somebody else may come to their address.
    old.sort(key=lambda entry: entry.left_at is None)
    update_rows(old, fields=("number", "name", "email", "phone", "left_at"))
    RosterEntry.objects.bulk_create(new)


def _write_memberships(organisation: Organisation, people: Sequence[_Written]) -> None:
    users = [one.user.pk for one in people]
    there = {
        (member.user_id, member.unit_id): member
        for member in Membership.objects.filter(unit__organisation=organisation, user__in=users)
    }
    wanted: dict[tuple[UUID, UUID], bool] = {}
    for one in people:
        for place, unit_id in enumerate(one.person.units):
            elsewhere = one.known is not None and one.known.counts_elsewhere
            wanted[one.user.pk, unit_id] = place == 0 and not elsewhere
    gone = [member.pk for key, member in there.items() if key not in wanted]
    lost = [m.pk for key, m in there.items() if m.is_primary and not wanted.get(key, False)]
    won = [m.pk for key, m in there.items() if wanted.get(key, False) and not m.is_primary]
    # A person has one primary unit at any moment: the old one goes before the new one comes.
    Membership.objects.filter(pk__in=gone).delete()
    Membership.objects.filter(pk__in=set(lost) - set(gone)).update(is_primary=False)
    Membership.objects.filter(pk__in=won).update(is_primary=True)
    Membership.objects.bulk_create(
        Membership(user_id=user_id, unit_id=unit_id, is_primary=is_primary)
        for (user_id, unit_id), is_primary in wanted.items()
        if (user_id, unit_id) not in there
    )


def _write_managers(organisation: Organisation, people: Sequence[_Written]) -> None:
    users = [one.user.pk for one in people]
    there = {
        (role.user_id, role.unit_id): role.pk
        for role in Role.objects.filter(
            kind=RoleKind.MANAGER, unit__organisation=organisation, user__in=users
        )
    }
    wanted = {(one.user.pk, unit_id) for one in people for unit_id in one.person.manages}
    Role.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    Role.objects.bulk_create(
        Role(kind=RoleKind.MANAGER, user_id=user_id, unit_id=unit_id)
        for user_id, unit_id in sorted(wanted - there.keys())
    )
