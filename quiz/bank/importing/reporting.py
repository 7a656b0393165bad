"""A plan or a report in plain JSON values."""

from typing import Any

from quiz.bank.faults import fault_to_json, place_to_json
from quiz.bank.importing.plan import ImportItem, ImportPlan, NearDuplicate


def plan_to_json(plan: ImportPlan) -> dict[str, Any]:
    """Counts, the slugs of topics that are new, and every item; messages in the active language."""
    return {
        "counts": plan.counts,
        "new_topics": [topic.slug for topic in plan.new_topics],
        "items": [item_to_json(item) for item in plan.items],
    }


def item_to_json(item: ImportItem) -> dict[str, Any]:
    """One question: what becomes of it, where it stands in the file, and all there is to say."""
    return place_to_json(item.place) | {
        "number": item.number,
        "action": item.action.value,
        "external_id": item.external_id,
        "stem": item.stem,
        "changes": list(item.changes),
        "near_duplicates": [near_to_json(near) for near in item.near_duplicates],
        "errors": [fault_to_json(fault) for fault in item.faults],
        "warnings": [fault_to_json(fault) for fault in item.warnings],
        "question": str(item.question_id) if item.question_id else None,
    }


def near_to_json(near: NearDuplicate) -> dict[str, Any]:
    """A near-duplicate: in the bank by its id, or in the file by its number."""
    return {
        "question": str(near.question_id) if near.question_id else None,
        "number": near.number,
        "external_id": near.external_id,
        "stem": near.stem,
        "ratio": round(near.ratio, 3),
    }
