"""Loading the question packs that we ship (`quiz/bank/content/`).

A pack is a folder with one JSON file a topic. Loading it twice changes nothing; loading a newer
edition of it revises the questions that changed, found by their external id.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from common.text import LocalisedText
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.formats import ParsedQuestion, reader_named
from quiz.bank.models import Bank, Question, Topic
from quiz.bank.question_content import content_to_json
from quiz.bank.revising import create_question, revise_question

CONTENT_DIRECTORY = Path(__file__).parent / "content"

SHIPPED_PACKS: dict[str, LocalisedText] = {
    "network_safety": {"zh-Hans": "网络安全知识题库", "en": "Network safety"},
}
"""The packs in `CONTENT_DIRECTORY`, by folder, and what the bank of each is called."""


class NotAPack(ValueError):
    """The folder holds no question file, or a file holds a faulty question."""


@dataclass(slots=True)
class PackReport:
    """What loading a pack did, in questions."""

    created: int = 0
    revised: int = 0
    unchanged: int = 0


def read_pack(directory: Path) -> list[ParsedQuestion]:
    """Return the pack's questions, topic by topic in file-name order; raises `NotAPack`."""
    questions: list[ParsedQuestion] = []
    for path in sorted(directory.glob("*.json")):
        reading = reader_named("json").read(path.read_bytes())
        if reading.errors:
            fault = reading.errors[0]
            raise NotAPack(f"{path.name}: {fault.place.item or ''}{fault.pointer}: {fault.code}")
        questions += reading.questions
    if not questions:
        raise NotAPack(f"no question in {directory}")
    return questions


@transaction.atomic
def load_shipped_pack(*, pack: str, now: datetime) -> tuple[Bank, PackReport]:
    """Load a shipped pack into the bank of the same name, which is made if it is not there.

    Raises `KeyError` for a pack that we do not ship, and `NotAPack` for a faulty one.
    """
    bank, _ = Bank.objects.get_or_create(
        slug=pack.replace("_", "-"), defaults={"name": SHIPPED_PACKS[pack]}
    )
    return bank, load_pack(directory=CONTENT_DIRECTORY / pack, bank=bank, now=now)


@transaction.atomic
def load_pack(*, directory: Path, bank: Bank, now: datetime) -> PackReport:
    """Bring the bank's questions to the state of the pack, published.

    Questions of the bank that the pack does not name are left alone. Raises `NotAPack` for a
    faulty pack, in which case nothing is loaded.
    """
    report = PackReport()
    known = {
        question.external_id: question
        for question in Question.objects.filter(bank=bank, external_id__isnull=False)
    }
    questions = read_pack(directory)
    topics = _load_topics(bank, questions)
    for parsed in questions:
        if not parsed.topic or parsed.external_id is None:
            raise NotAPack("a question of a pack has a topic and an external id")
        topic = topics[parsed.topic[-1].slug]
        _load_question(parsed, known.get(parsed.external_id), topic, report, now)
    return report


def _load_topics(bank: Bank, questions: list[ParsedQuestion]) -> dict[str, Topic]:
    named = {topic.slug: topic.name for parsed in questions for topic in parsed.topic}
    return {
        slug: Topic.objects.update_or_create(
            bank=bank, slug=slug, defaults={"name": name, "order": order}
        )[0]
        for order, (slug, name) in enumerate(named.items())
    }


def _load_question(
    parsed: ParsedQuestion,
    question: Question | None,
    topic: Topic,
    report: PackReport,
    now: datetime,
) -> None:
    content = content_to_json(parsed.content)
    if question is None:
        create_question(
            bank=topic.bank,
            topic=topic,
            content=content,
            difficulty=parsed.difficulty or Difficulty.MEDIUM,
            status=QuestionStatus.PUBLISHED,
            external_id=parsed.external_id,
            now=now,
        )
        report.created += 1
        return
    before = question.current_revision_id, question.topic_id, question.difficulty
    # Whoever ships a pack has had it read.
    revise_question(question=question, content=content, is_reviewed=True, now=now)
    question.topic, question.difficulty = topic, parsed.difficulty or Difficulty.MEDIUM
    after = question.current_revision_id, question.topic_id, question.difficulty
    if before == after:
        report.unchanged += 1
        return
    question.save(update_fields=("topic", "difficulty"))
    report.revised += 1
