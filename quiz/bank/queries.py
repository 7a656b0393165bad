"""Reads of the bank that more than one caller needs."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from quiz.bank.enums import QuestionStatus, QuestionType
from quiz.bank.models import Question, Topic


def topics_with_descendants(*, bank_id: UUID, topic_ids: Collection[UUID]) -> set[UUID]:
    """Return the topics and everything below them in the bank's tree."""
    children: dict[UUID | None, list[UUID]] = {}
    for topic_id, parent_id in Topic.objects.filter(bank_id=bank_id).values_list("id", "parent_id"):
        children.setdefault(parent_id, []).append(topic_id)
    found: set[UUID] = set()
    waiting = list(topic_ids)
    while waiting:
        topic_id = waiting.pop()
        if topic_id not in found:
            found.add(topic_id)
            waiting += children.get(topic_id, [])
    return found


def published_questions(
    *,
    bank_id: UUID,
    topic_ids: Collection[UUID] = (),
    types: Collection[QuestionType] = (),
    difficulties: Collection[int] = (),
) -> QuerySet[Question]:
    """Return what a section may draw; an empty filter means no restriction.

    What it draws of each is its `approved_revision`, which may be older than the current one.
    """
    questions = Question.objects.filter(bank_id=bank_id, status=QuestionStatus.PUBLISHED)
    if topic_ids:
        topics = topics_with_descendants(bank_id=bank_id, topic_ids=topic_ids)
        questions = questions.filter(topic_id__in=topics)
    if types:
        questions = questions.filter(type__in=types)
    if difficulties:
        questions = questions.filter(difficulty__in=difficulties)
    return questions


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSupply:
    """How many published questions a topic itself holds, by type and difficulty."""

    topic: Topic
    counts: dict[tuple[str, int], int]

    @property
    def total(self) -> int:
        """All types and difficulties together."""
        return sum(self.counts.values())


def topic_supply(*, bank_id: UUID) -> list[TopicSupply]:
    """Return every topic of the bank in order, with what it can supply. Two queries."""
    counts: dict[UUID, dict[tuple[str, int], int]] = {}
    rows = (
        Question.objects.filter(bank_id=bank_id, status=QuestionStatus.PUBLISHED)
        .order_by()
        .values_list("topic_id", "type", "difficulty")
        .annotate(number=Count("id"))
    )
    for topic_id, question_type, difficulty, number in rows:
        counts.setdefault(topic_id, {})[(question_type, difficulty)] = number
    return [
        TopicSupply(topic=topic, counts=counts.get(topic.id, {}))
        for topic in Topic.objects.filter(bank_id=bank_id)
    ]
