"""The words in which a roster is planned: who is there, and what a file makes of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from accounts.models import RosterAction
from common.faults import NOWHERE, Fault, Place
from common.text import LocalisedText


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterOptions:
    """What a file may do beside naming people."""

    create_units: bool = False
    absent_leave: bool = False


@dataclass(slots=True, eq=False)
class PlannedUnit:
    """A unit that is there, or is to be made below its parent; the root has none."""

    id: UUID
    name: LocalisedText
    parent: "PlannedUnit | None"
    is_new: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The names from below the root; the root's own for the root."""
        own = next(iter(self.name.values()), "")
        if self.parent is None or self.parent.parent is None:
            return (str(own),)
        return (*self.parent.path, str(own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What an organisation knows of somebody. The first of `units` is the primary one."""

    number: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    units: tuple[UUID, ...] = ()
    manages: frozenset[UUID] = frozenset()
    has_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson(Person):
    """Somebody who is or was a member.

    `is_listed` tells whether there is a roster entry yet, and `is_unclaimed` that the account was
    made for a roster and nobody has entered it. With `counts_elsewhere` the primary unit is one of
    another organisation, which is none of this one's business. By what a member has proved they are
    found before they are listed; it is theirs, and neither shown nor kept in the roster.
    """

    user_id: UUID
    is_listed: bool = True
    is_unclaimed: bool = False
    counts_elsewhere: bool = False
    proved_email: str = ""
    proved_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """An organisation as it is: its units, parents before children, and its people."""

    units: tuple[PlannedUnit, ...]
    people: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one field of somebody, as people read it."""

    field: str
    before: str = ""
    after: str = ""


@dataclass(slots=True, kw_only=True)
class RosterItem:
    """What becomes of one person. `person` is how they will be; None where nothing is written."""

    number: int
    action: RosterAction
    place: Place = NOWHERE
    name: str = ""
    person_number: str = ""
    unit_paths: tuple[str, ...] = ()
    known: KnownPerson | None = None
    person: Person | None = None
    changes: tuple[Change, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def refuse(self, fault: Fault) -> None:
        """Make an error of it: nothing of it is written."""
        self.action, self.person, self.changes = RosterAction.ERROR, None, ()
        self.faults.append(replace(fault, place=fault.place if fault.place.row else self.place))


@dataclass(slots=True, kw_only=True)
class RosterPlan:
    """What a file would do to an organisation."""

    items: list[RosterItem]
    new_units: list[PlannedUnit] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many people each action is for."""
        counted = Counter(item.action.value for item in self.items)
        return {action.value: counted[action.value] for action in RosterAction}

    def keep_units(self, needed: set[UUID]) -> None:
        """Make only those new units that are needed, or that one of these is below."""
        kept: set[UUID] = set()
        # Children come after their parents.
        for unit in reversed(self.new_units):
            if unit.id in needed or unit.id in kept:
                kept.add(unit.id)
                if unit.parent is not None:
                    kept.add(unit.parent.id)
        self.new_units = [unit for unit in self.new_units if unit.id in kept]
