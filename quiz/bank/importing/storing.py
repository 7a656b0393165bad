"""Keeping a plan in the database, so that it can be looked at, agreed to, and carried out later."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from common.faults import storable
from common.jobs import JobError
from quiz.bank.faults import fault_to_json, fault_to_stored, place_to_json
from quiz.bank.importing.applying import revision_of
from quiz.bank.importing.plan import ImportItem
from quiz.bank.importing.reporting import near_to_json
from quiz.bank.models import QuestionImport, QuestionImportItem

MAX_ERRORS_TOLD = 200
CHUNK = 1000


def store_items(
    question_import: QuestionImport, items: Sequence[ImportItem], *, is_settled: bool = False
) -> None:
    """Write items, in place of those with the same numbers."""
    for start in range(0, len(items), CHUNK):
        QuestionImportItem.objects.bulk_create(
            [_row(question_import, item, is_settled) for item in items[start : start + CHUNK]],
            update_conflicts=True,
            unique_fields=["question_import", "number"],
            update_fields=[
                "action", "has_duplicates", "told", "known_revision", "question", "is_settled",
            ],
        )  # fmt: skip


def _row(question_import: QuestionImport, item: ImportItem, is_settled: bool) -> QuestionImportItem:
    return QuestionImportItem(
        question_import=question_import,
        number=item.number,
        action=item.action,
        has_duplicates=bool(item.near_duplicates),
        told=storable(_told(item)),
        known_revision=revision_of(item),
        # What is to be created has no row yet that could be referred to.
        question_id=item.question_id if is_settled or item.known else None,
        is_settled=is_settled,
    )


def _told(item: ImportItem) -> dict[str, Any]:
    return {
        "place": place_to_json(item.place),
        "external_id": item.external_id,
        "stem": item.stem,
        "changes": list(item.changes),
        "near_duplicates": [near_to_json(near) for near in item.near_duplicates],
        "errors": [fault_to_stored(fault) for fault in item.faults],
        "warnings": [fault_to_stored(fault) for fault in item.warnings],
    }


def agreed_items(
    question_import: QuestionImport,
) -> dict[int, tuple[str, UUID | None, bool, UUID | None]]:
    """By number: action, wording it replaces, whether it is settled, and the question."""
    rows = question_import.items.values_list(
        "number", "action", "known_revision", "is_settled", "question_id"
    )
    return {
        number: (action, revision, is_settled, question)
        for number, action, revision, is_settled, question in rows.iterator()
    }


def job_errors(items: Sequence[ImportItem]) -> Iterator[JobError]:
    """The first errors for the job's own list; messages in the active language."""
    told = 0
    for item in items:
        for fault in item.faults:
            if told == MAX_ERRORS_TOLD:
                return
            told += 1
            place = fault.place
            yield JobError(
                row=place.row or place.line or item.number,
                column=storable(str(place.column or "")),
                item=storable(item.external_id or place.item or ""),
                code=fault.code,
                detail=storable(fault_to_json(fault)["message"]),
            )
