"""What a roster would do to an organisation: pure, so that a dry run and a real one cannot differ.

Somebody is found by person number, else by e-mail or phone, and only within the organisation. What
a file does not say stays as it is. Nobody who is named in a file, rightly or wrongly, leaves for
being absent; and while a row is wrong nobody does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import RosterAction
from accounts.roster.columns import Field
from accounts.roster.plan import (
    Change,
    KnownPerson,
    Person,
    Roster,
    RosterItem,
    RosterOptions,
    RosterPlan,
)
from accounts.roster.reading import RosterReading
from accounts.roster.rows import RosterRow, UnitPath
from accounts.roster.unit_tree import TooManyUnits, UnitTree, UnknownUnit
from common.faults import NOWHERE, Fault

_TAKEN = _("Somebody else in the organisation has this.")


def plan_roster(*, reading: RosterReading, roster: Roster, options: RosterOptions) -> RosterPlan:
    """What becomes of each person of the file, and of those whom it does not name."""
    tree = UnitTree(roster.units, may_add=options.create_units)
    people = _People(roster.people)
    repeated = _repeated(reading.rows)
    items: list[RosterItem] = []
    met: dict[UUID, RosterItem] = {}
    for row in reading.rows:
        item = _plan_row(len(items) + 1, row, people, tree)
        if row_number := repeated.get(id(row)):
            item.refuse(_repeated_fault(row, row_number))
        elif item.known is not None and (first := met.get(item.known.user_id)):
            item.refuse(_repeated_fault(row, first.place.row or 0))
            first.refuse(_repeated_fault(row, row.place.row or 0, of=first))
        if item.known is not None:
            met.setdefault(item.known.user_id, item)
        items.append(item)
    _refuse_shared_contacts(items)
    for fault in reading.errors:
        number = len(items) + 1
        items.append(
            RosterItem(number=number, action=RosterAction.ERROR, place=fault.place, faults=[fault])
        )
    plan = RosterPlan(items=items, warnings=list(reading.warnings))
    if options.absent_leave:
        _let_leave(plan, roster, people.named, tree)
    plan.new_units = tree.added
    plan.keep_units({u for i in items if i.person for u in (*i.person.units, *i.person.manages)})
    return plan


class _People:
    """Who is known by what; those who are here come before those who have left."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        ordered = sorted(people, key=lambda person: not person.has_left)
        self._by_number = {person.number: person for person in ordered if person.number}
        self._by_email = {p.email or p.proved_email: p for p in ordered}
        self._by_phone = {p.phone or p.proved_phone: p for p in ordered}
        self.named: set[UUID] = set()

    def find(self, row: RosterRow) -> tuple[KnownPerson | None, list[Fault]]:
        """Whom a row means, or what keeps us from knowing."""
        contacts = [
            (Field.EMAIL, self._by_email.get(row.email) if row.email else None),
            (Field.PHONE, self._by_phone.get(row.phone) if row.phone else None),
        ]
        owners = [(column, person) for column, person in contacts if person is not None]
        known = self._by_number.get(row.number or "")
        self.named |= {person.user_id for _column, person in owners}
        if known is not None:
            self.named.add(known.user_id)
        elif owners:
            # With a number of their own they are somebody else, unless the row has none to compare.
            free = [p for _column, p in owners if not row.number or not p.number]
            known = free[0] if free else None
        if known is not None and known.has_left:
            # What they had may be somebody else's now.
            owners += [
                (column, person)
                for column, given, person in (
                    (Field.EMAIL, row.email or not known.email, self._by_email.get(known.email)),
                    (Field.PHONE, row.phone or not known.phone, self._by_phone.get(known.phone)),
                )
                if not given and person is not None
            ]
        faults = [
            row.fault("contact_taken", _TAKEN, column)
            for column, person in owners
            if person is not known and not person.has_left
        ]
        return known, faults


def _repeated(rows: Iterable[RosterRow]) -> Mapping[int, int]:
    """By row: the first other row that has the same number, e-mail or phone."""
    by_key: dict[tuple[str, str], list[RosterRow]] = defaultdict(list)
    for row in rows:
        for kind, value in (("number", row.number), ("email", row.email), ("phone", row.phone)):
            if value:
                by_key[kind, value].append(row)
    repeated: dict[int, int] = {}
    for same in by_key.values():
        for row in same[1:]:
            repeated.setdefault(id(row), same[0].place.row or 0)
        if len(same) > 1:
            repeated.setdefault(id(same[0]), same[1].place.row or 0)
    return repeated


def _repeated_fault(row: RosterRow, other: int, *, of: RosterItem | None = None) -> Fault:
    told = format_lazy(
        _("Row {row} names the same person. Write each person once, with all units in one row."),
        row=other,
    )
    place = of.place if of else row.place
    return Fault(place=place, code="person_repeated", message=told)


def _plan_row(number: int, row: RosterRow, people: _People, tree: UnitTree) -> RosterItem:
    item = RosterItem(
        number=number,
        action=RosterAction.UNCHANGED,
        place=row.place,
        name=row.name or "",
        person_number=row.number or "",
        unit_paths=tuple("/".join(path) for path in row.units or ()),
    )
    known, faults = people.find(row)
    item.known = known
    faults = [*row.faults, *faults]
    if known is not None:
        item.name = item.name or known.name
        item.person_number = item.person_number or known.number
    elif not (row.number or row.email or row.phone):
        told = _("Without a person number, an e-mail or a phone nobody can be found again.")
        faults.append(row.fault("person_unidentified", told, Field.NUMBER))
    elif not row.name and not row.has_left:
        faults.append(row.fault("name_missing", _("A new person needs a name."), Field.NAME))
    if row.has_left:
        person = _leaving(known) if known else None
        if known is None:
            told = _("This person is not in the organisation.")
            item.warnings.append(row.fault("person_not_here", told, Field.STATUS))
    else:
        person = _person(row, known, tree, faults)
    for fault in faults:
        item.refuse(fault)
    if not faults and person is not None:
        _compare(item, person, tree)
    return item


def _person(
    row: RosterRow, known: KnownPerson | None, tree: UnitTree, faults: list[Fault]
) -> Person:
    """How somebody will be; what the row does not say is as before."""
    before = known or Person()
    units = _find_units(row, row.units or (), Field.UNIT, tree, faults)
    units = units or before.units or (tree.root.id,)
    manages = before.manages
    if row.manages is True:
        manages = frozenset(units[:1])
    elif row.manages is not None:
        paths = row.manages or ()
        manages = frozenset(_find_units(row, paths, Field.MANAGES, tree, faults))
    return Person(
        number=row.number or before.number,
        name=row.name or before.name,
        email=row.email or before.email,
        phone=row.phone or before.phone,
        units=units,
        manages=manages,
    )


def _leaving(known: KnownPerson) -> Person:
    return Person(
        number=known.number,
        name=known.name,
        email=known.email,
        phone=known.phone,
        has_left=True,
    )


def _find_units(
    row: RosterRow,
    paths: Iterable[UnitPath],
    column: Field,
    tree: UnitTree,
    faults: list[Fault],
) -> tuple[UUID, ...]:
    if row.faults:
        # A row that is not written makes no units.
        return ()
    found: dict[UUID, None] = {}
    for path in paths:
        try:
            found[tree.find(path).id] = None
        except UnknownUnit as unknown:
            told = format_lazy(
                _("There is no unit “{name}” in the path {path}."),
                name=unknown.step,
                path="/".join(path),
            )
            faults.append(row.fault("unit_unknown", told, column))
        except TooManyUnits:
            told = _("The file would make more than 1,000 units. Look whether the column is right.")
            faults.append(row.fault("units_too_many", told, column))
    return tuple(found)


def _compare(item: RosterItem, person: Person, tree: UnitTree) -> None:
    """Say what becomes of somebody, and write it only where something does."""
    known = item.known
    units = person.units or (known.units if known else ())
    item.unit_paths = tuple(map(tree.path_of, units))
    if known is None:
        item.action, item.person = RosterAction.CREATE, person
        return
    if known.has_left and person.has_left:
        return
    item.changes = tuple(_changes(known, person, tree))
    if person.has_left:
        item.action, item.person = RosterAction.LEAVES, person
    elif item.changes:
        item.action, item.person = RosterAction.UPDATE, person


def _changes(known: KnownPerson, person: Person, tree: UnitTree) -> Iterable[Change]:
    if person.has_left:
        yield Change(field="leaves", before=_paths(known.units, tree))
        return
    if not known.is_listed:
        yield Change(field="listed")
    if known.has_left:
        yield Change(field="returns")
    for field in ("number", "name", "email", "phone"):
        before, after = getattr(known, field), getattr(person, field)
        if before != after:
            yield Change(field=field, before=before, after=after)
    moved = set(known.units) != set(person.units)
    if moved or (not known.counts_elsewhere and known.units[:1] != person.units[:1]):
        yield Change(
            field="units", before=_paths(known.units, tree), after=_paths(person.units, tree)
        )
    if known.manages != person.manages:
        before, after = (
            _paths(sorted(units, key=tree.path_of), tree)
            for units in (known.manages, person.manages)
        )
        yield Change(field="manages", before=before, after=after)


def _paths(units: Iterable[UUID], tree: UnitTree) -> str:
    return "; ".join(map(tree.path_of, units))


def _let_leave(plan: RosterPlan, roster: Roster, named: set[UUID], tree: UnitTree) -> None:
    """Let those leave whom a roster without a fault does not name."""
    absent = [
        person
        for person in roster.people
        if person.is_listed and not person.has_left and person.user_id not in named
    ]
    if not absent:
        return
    if any(item.action is RosterAction.ERROR for item in plan.items):
        told = format_lazy(
            _("{number} people are not in the file. Nobody leaves while rows have errors."),
            number=len(absent),
        )
        plan.warnings.append(Fault(place=NOWHERE, code="leaving_held_back", message=told))
        return
    for known in absent:
        item = RosterItem(
            number=len(plan.items) + 1,
            action=RosterAction.LEAVES,
            name=known.name,
            person_number=known.number,
            known=known,
        )
        _compare(item, _leaving(known), tree)
        plan.items.append(item)


def _refuse_shared_contacts(items: Iterable[RosterItem]) -> None:
    """Let no two people end up with one address: a returning one may bring an old one back."""
    taken: set[tuple[str, str]] = set()
    for item in items:
        if item.person is None or item.person.has_left:
            continue
        contacts = {("email", item.person.email), ("phone", item.person.phone)}
        contacts = {(kind, value) for kind, value in contacts if value}
        if contacts & taken:
            item.refuse(Fault(place=item.place, code="contact_taken", message=_TAKEN))
        taken |= contacts
