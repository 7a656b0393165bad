"""Writing the questions of a bank in any format."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from common.text import Language
from quiz.bank.converting import questions_in
from quiz.bank.enums import Difficulty, QuestionStatus
from quiz.bank.formats import ParsedQuestion, ParsedTopic, Place, Writing, writer_named
from quiz.bank.models import Bank, Question, Topic

EXPORTED_STATUSES = tuple(one for one in QuestionStatus if one is not QuestionStatus.RETIRED)
"""What an export holds unless it is asked for something else: all but what was retired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The questions that were to be written, and what writing them gave."""

    questions: list[ParsedQuestion]
    writing: Writing

    @property
    def written(self) -> int:
        """How many questions are in the file, whole or in part."""
        return len(self.questions) - questions_in(self.writing.errors)


def export_questions(
    *,
    bank: Bank,
    to: str,
    language: Language = Language.CHINESE,
    statuses: Collection[QuestionStatus] = EXPORTED_STATUSES,
) -> Export:
    """Write the bank's questions as they read now, topic by topic, in the format named by `to`.

    `language` is what a format for one language is written in. What the format cannot hold is among
    the errors and warnings. Raises `KeyError` for a format that we do not write.
    """
    writer = writer_named(to)
    questions = list(read_questions(bank=bank, statuses=statuses))
    return Export(questions=questions, writing=writer.write(questions, language=language))


def read_questions(
    *, bank: Bank, statuses: Collection[QuestionStatus] = EXPORTED_STATUSES
) -> Iterator[ParsedQuestion]:
    """The bank's questions in the form that readers give, in the order of their topics.

    Two queries, however many there are.
    """
    paths = topic_paths(bank=bank)
    rows = (
        Question.objects.filter(bank=bank, status__in=statuses, current_revision__isnull=False)
        .select_related("current_revision")
        .order_by("topic__order", "topic__slug", "id")
    )
    for number, question in enumerate(rows.iterator(chunk_size=2000), start=1):
        assert question.current_revision is not None  # noqa: S101 - filtered above
        yield ParsedQuestion(
            external_id=question.external_id,
            topic=paths[question.topic_id],
            difficulty=Difficulty(question.difficulty),
            tags=tuple(question.tags),
            content=question.current_revision.read_content(),
            place=Place(item=question.external_id or str(number)),
        )


def topic_paths(*, bank: Bank) -> dict[UUID, tuple[ParsedTopic, ...]]:
    """For each topic of the bank, the path from the outermost topic to it. One query."""
    topics = {topic.pk: topic for topic in Topic.objects.filter(bank=bank)}
    paths: dict[UUID, tuple[ParsedTopic, ...]] = {}

    def path_of(topic: Topic) -> tuple[ParsedTopic, ...]:
        if topic.pk not in paths:
            above = path_of(topics[topic.parent_id]) if topic.parent_id else ()
            paths[topic.pk] = (*above, ParsedTopic(topic.slug, topic.name))
        return paths[topic.pk]

    for topic in topics.values():
        path_of(topic)
    return paths
