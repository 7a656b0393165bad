"""Finding questions of a bank: what one may ask for, in which order, and how many there are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from common.text import Language
from quiz.bank import lookups  # noqa: F401 - registers `lists`
from quiz.bank.enums import Difficulty, QuestionStatus, QuestionType
from quiz.bank.models import Question, Revision
from quiz.bank.queries import topics_with_descendants
from quiz.bank.searching import search_key_of

MAX_TAGS_COUNTED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFilter:
    """What a question must be to be listed; what is empty restricts nothing."""

    search: str = ""
    """Words that its search text must all hold."""
    topics: tuple[UUID, ...] = ()
    """In one of these topics or below."""
    types: tuple[QuestionType, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    statuses: tuple[QuestionStatus, ...] = ()
    languages: tuple[Language, ...] = ()
    """Its stem is there in all of these."""
    source: str = ""
    """Its source says this, in some language."""
    tags: tuple[str, ...] = ()
    """It has all of these."""


class QuestionOrder(StrEnum):
    """How a list can be sorted. How often papers use a question is known to `quiz.paper`."""

    NEWEST = "newest"
    CHANGED = "changed"
    EXTERNAL_ID = "external_id"


def find_questions(
    *, among: QuerySet[Question], bank_id: UUID, wanted: QuestionFilter
) -> QuerySet[Question]:
    """Return those of the bank's questions that fit. One query more where topics are asked for."""
    questions = among.filter(bank_id=bank_id, current_revision__isnull=False)
    for word in filter(None, map(search_key_of, wanted.search.split())):
        questions = questions.filter(search_text__contains=word)
    if wanted.topics:
        topics = topics_with_descendants(bank_id=bank_id, topic_ids=wanted.topics)
        questions = questions.filter(topic_id__in=topics)
    if wanted.types:
        questions = questions.filter(type__in=wanted.types)
    if wanted.difficulties:
        questions = questions.filter(difficulty__in=wanted.difficulties)
    if wanted.statuses:
        questions = questions.filter(status__in=wanted.statuses)
    for tag in wanted.tags:
        questions = questions.filter(tags__lists=tag)
    return _whose_text(questions, wanted)


def _whose_text(questions: QuerySet[Question], wanted: QuestionFilter) -> QuerySet[Question]:
    text = Q()
    for language in wanted.languages:
        text &= Q(content__stem__has_key=language.value)
    if wanted.source:
        said = [f"content__source__{language}__icontains" for language in Language.values]
        text &= Q(*[(lookup, wanted.source) for lookup in said], _connector=Q.OR)
    if not text:
        return questions
    return questions.filter(
        Exists(Revision.objects.filter(text, pk=OuterRef("current_revision_id")))
    )


def in_order(questions: QuerySet[Question], order: QuestionOrder) -> tuple[QuerySet[Question], str]:
    """Return the questions with the column that sorts them, unique in the bank, `-` for falling.

    Ids of questions and of revisions rise with time, so they sort by time.
    """
    match order:
        case QuestionOrder.NEWEST:
            return questions, "-id"
        case QuestionOrder.CHANGED:
            return questions, "-current_revision_id"
        case QuestionOrder.EXTERNAL_ID:
            # Those without one come last, and the id tells them apart.
            column = Case(
                When(external_id=None, then=Concat(Value("1"), Cast("id", CharField()))),
                default=Concat(Value("0"), "external_id", output_field=CharField()),
                output_field=CharField(),
            )
            return questions.annotate(sorted_by=column), "sorted_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCounts:
    """How many questions fit; and for each value of a filter how many would, with it alone set."""

    total: int
    statuses: Mapping[str, int]
    types: Mapping[str, int]
    difficulties: Mapping[int, int]
    topics: Mapping[UUID, int]
    """A topic counts its own questions, not those of topics below it."""
    tags: Mapping[str, int]
    """Of all the bank's questions, the most frequent first, at most `MAX_TAGS_COUNTED`."""


def count_questions(
    questions: QuerySet[Question],
    *,
    among: QuerySet[Question],
    bank_id: UUID,
    wanted: QuestionFilter,
) -> QuestionCounts:
    """Count `questions`, which fit all of `wanted` but what `without_counted` leaves out.

    Two queries, and one more where topics are asked for, however many values there are.
    """
    topic_ids: set[UUID] = set()
    if wanted.topics:
        topic_ids = topics_with_descendants(bank_id=bank_id, topic_ids=wanted.topics)
    total = 0
    statuses, types, tags = Counter[str](), Counter[str](), Counter[str]()
    difficulties, topics = Counter[int](), Counter[UUID]()
    cells = questions.order_by().values_list("status", "type", "difficulty", "topic_id")
    for status, kind, difficulty, topic, number in cells.annotate(number=Count("id")):
        fits = (
            not wanted.statuses or status in wanted.statuses,
            not wanted.types or kind in wanted.types,
            not wanted.difficulties or difficulty in wanted.difficulties,
            not wanted.topics or topic in topic_ids,
        )
        total += number * all(fits)
        # Each value counts as if its own filter were not set.
        statuses[status] += number * all(fits[1:])
        types[kind] += number * all((fits[0], *fits[2:]))
        difficulties[difficulty] += number * all((*fits[:2], fits[3]))
        topics[topic] += number * all(fits[:3])
    tagged = among.filter(bank_id=bank_id).exclude(tags=[]).order_by()
    for listed in tagged.values_list("tags", flat=True):
        tags.update(listed)
    return QuestionCounts(
        total=total,
        statuses=+statuses,
        types=+types,
        difficulties=+difficulties,
        topics=+topics,
        tags=dict(tags.most_common(MAX_TAGS_COUNTED)),
    )


def without_counted(wanted: QuestionFilter) -> QuestionFilter:
    """The filter less what `count_questions` counts by."""
    return replace(wanted, statuses=(), types=(), difficulties=(), topics=())
