"""Loading the question packs that we ship (`quiz/bank/content/`).

A pack is a folder with one JSON file a topic. Loading it twice changes nothing; loading a newer
edition of it revises the questions that changed, found by their external id.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.models import Bank, Question, Topic
from quiz.bank.revising import create_question, revise_question

CONTENT_DIRECTORY = Path(__file__).parent / "content"
FORMAT, VERSION = "wangan-questions", 1


class NotAPack(ValueError):
    """The folder holds no question file, or a file is not in our format."""


@dataclass(slots=True)
class PackReport:
    """What loading a pack did, in questions."""

    created: int = 0
    revised: int = 0
    unchanged: int = 0


def read_pack(directory: Path) -> list[dict[str, Any]]:
    """Return the topic documents of a pack in file-name order; raises `NotAPack`."""
    documents = []
    for path in sorted(directory.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("format") != FORMAT or document.get("version") != VERSION:
            raise NotAPack(f"{path.name} is not a {FORMAT} file of version {VERSION}")
        documents.append(document)
    if not documents:
        raise NotAPack(f"no question file in {directory}")
    return documents


@transaction.atomic
def load_pack(*, directory: Path, bank: Bank, now: datetime) -> PackReport:
    """Bring the bank's questions to the state of the pack, published.

    Questions of the bank that the pack does not name are left alone. Raises `NotAPack`, and
    `InvalidContent` for a faulty question, in which case nothing is loaded.
    """
    report = PackReport()
    known = {
        question.external_id: question
        for question in Question.objects.filter(bank=bank, external_id__isnull=False)
    }
    for order, document in enumerate(read_pack(directory)):
        topic, _ = Topic.objects.update_or_create(
            bank=bank,
            slug=document["topic"]["slug"],
            defaults={"name": document["topic"]["name"], "order": order},
        )
        for item in document["questions"]:
            _load_question(item, known.get(item["external_id"]), topic, report, now)
    return report


def _load_question(
    item: dict[str, Any],
    question: Question | None,
    topic: Topic,
    report: PackReport,
    now: datetime,
) -> None:
    if question is None:
        create_question(
            bank=topic.bank,
            topic=topic,
            content=item,
            difficulty=Difficulty(item["difficulty"]),
            status=QuestionStatus.PUBLISHED,
            external_id=item["external_id"],
            now=now,
        )
        report.created += 1
        return
    before = question.current_revision_id, question.topic_id, question.difficulty
    revise_question(question=question, content=item, now=now)
    question.topic, question.difficulty = topic, item["difficulty"]
    after = question.current_revision_id, question.topic_id, question.difficulty
    if before == after:
        report.unchanged += 1
        return
    question.save(update_fields=("topic", "difficulty"))
    report.revised += 1
