"""Keeping a plan in the database, so that it can be looked at, agreed to, and carried out later."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import orjson

from accounts.models import RosterAction, RosterImport, RosterImportItem
from accounts.roster.plan import Change, RosterItem
from common.faults import fault_to_json, fault_to_stored, place_to_json, storable
from common.jobs import JobError

MAX_ERRORS_TOLD = 200
CHUNK = 1_000


def store_plan(roster_import: RosterImport, items: Sequence[RosterItem]) -> None:
    """Write all items of an import, in place of those there were."""
    RosterImportItem.objects.filter(roster_import=roster_import).delete()
    for start in range(0, len(items), CHUNK):
        RosterImportItem.objects.bulk_create(
            RosterImportItem(
                roster_import=roster_import,
                number=item.number,
                action=item.action,
                told=_told(item),
                agreed=digest(item),
            )
            for item in items[start : start + CHUNK]
        )


def settle(roster_import: RosterImport, items: Sequence[RosterItem]) -> None:
    """Mark items as done, in the transaction that has written them."""
    numbers = [item.number for item in items]
    mine = RosterImportItem.objects.filter(roster_import=roster_import, number__in=numbers)
    mine.update(is_settled=True)


def store_refused(roster_import: RosterImport, items: Sequence[RosterItem]) -> None:
    """Write anew those that turned out to be errors after all."""
    for item in items:
        RosterImportItem.objects.filter(roster_import=roster_import, number=item.number).update(
            action=item.action, told=_told(item), is_settled=True
        )


def digest(item: RosterItem) -> str:
    """What is agreed to: the person, how they will be, and what of that is new."""
    person = item.person
    agreed = [
        item.action.value,
        str(item.known.user_id) if item.known else "",
        [[change.field, change.before, change.after] for change in item.changes],
        [person.number, person.name, person.email, person.phone] if person else [],
        list(item.unit_paths),
    ]
    return blake2b(orjson.dumps(storable(agreed)), digest_size=16).hexdigest()


def job_errors(items: Sequence[RosterItem]) -> Iterator[JobError]:
    """The first errors for the job's own list; messages in the active language."""
    faults = ((item, fault) for item in items for fault in item.faults)
    for (item, fault), _number in zip(faults, range(MAX_ERRORS_TOLD), strict=False):
        yield JobError(
            row=fault.place.row or item.number,
            column=storable(str(fault.place.column or "")),
            item=storable(item.person_number or item.name),
            code=fault.code,
            detail=storable(fault_to_json(fault)["message"]),
        )


def _told(item: RosterItem) -> dict[str, Any]:
    told: dict[str, Any] = storable(
        {
            "place": place_to_json(item.place),
            "person_number": item.person_number,
            "name": item.name,
            "units": list(item.unit_paths),
            "changes": [_change(change) for change in item.changes],
            "errors": [fault_to_stored(fault) for fault in item.faults],
            "warnings": [fault_to_stored(fault) for fault in item.warnings],
        }
    )
    return told


def _change(change: Change) -> dict[str, str]:
    return {"field": change.field, "before": change.before, "after": change.after}


WRITTEN = (RosterAction.CREATE, RosterAction.UPDATE, RosterAction.LEAVES)
"""What an import writes."""
