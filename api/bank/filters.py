"""What a list of questions may be asked for: in the address, or in a body."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from common.text import Language
from quiz.bank.enums import Difficulty, QuestionStatus, QuestionType
from quiz.bank.limits import MAX_TAG_CHARACTERS
from quiz.bank.listing import QuestionFilter, QuestionOrder, find_questions, in_order
from quiz.bank.models import Bank, Question
from quiz.paper.usage import by_times_used, used_between, with_times_used

USED = "used"
ORDERS = (*(order.value for order in QuestionOrder), USED)
MAX_SEARCH = 200
MAX_CHOSEN = 100
MAX_TIMES = 1_000_000


class QuestionFilterSerializer(serializers.Serializer[Any]):
    """Which questions; every filter that is given must fit, in one of its values."""

    search = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MAX_SEARCH,
        help_text="Words in Chinese or English, initials of the pinyin, an external id or a tag.",
    )
    topic = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=MAX_CHOSEN,
        help_text="These topics and all below them.",
    )
    type = serializers.ListField(
        child=serializers.ChoiceField(QuestionType.choices), required=False, max_length=MAX_CHOSEN
    )
    difficulty = serializers.ListField(
        child=serializers.ChoiceField(Difficulty.choices), required=False, max_length=MAX_CHOSEN
    )
    status = serializers.ListField(
        child=serializers.ChoiceField(QuestionStatus.choices),
        required=False,
        max_length=MAX_CHOSEN,
    )
    language = serializers.ListField(
        child=serializers.ChoiceField(Language.choices),
        required=False,
        max_length=MAX_CHOSEN,
        help_text="Written in all of these languages.",
    )
    source = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields off the class
        required=False,
        allow_blank=True,
        max_length=MAX_SEARCH,
        help_text="Part of the source.",
    )
    tag = serializers.ListField(
        child=serializers.CharField(max_length=MAX_TAG_CHARACTERS),
        required=False,
        max_length=MAX_CHOSEN,
        help_text="All of these tags.",
    )
    used_min = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_TIMES,
        help_text="Used in so many published papers or more.",
    )
    used_max = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_TIMES,
        help_text="Used in so many published papers or fewer.",
    )


class QuestionListSerializer(QuestionFilterSerializer):
    """Which questions, and in which order."""

    sort = serializers.ChoiceField(
        ORDERS,
        default=QuestionOrder.NEWEST.value,
        help_text="The newest, last changed or most used first, or by external id.",
    )


def read_filter(given: dict[str, Any]) -> QuestionFilter:
    """The filter of validated data; how often a question is used is left to `chosen_questions`."""
    return QuestionFilter(
        search=given.get("search", ""),
        topics=tuple(given.get("topic", ())),
        types=tuple(QuestionType(one) for one in given.get("type", ())),
        difficulties=tuple(Difficulty(one) for one in given.get("difficulty", ())),
        statuses=tuple(QuestionStatus(one) for one in given.get("status", ())),
        languages=tuple(Language(one) for one in given.get("language", ())),
        source=given.get("source", ""),
        tags=tuple(given.get("tag", ())),
    )


def chosen_questions(
    visible: QuerySet[Question], bank: Bank, wanted: QuestionFilter, given: dict[str, Any]
) -> QuerySet[Question]:
    """The bank's questions, of those one may see, that fit the validated data."""
    questions = find_questions(among=visible, bank_id=bank.pk, wanted=wanted)
    return used_between(questions, least=given.get("used_min"), most=given.get("used_max"))


def sorted_questions(questions: QuerySet[Question], sort: str) -> tuple[QuerySet[Question], str]:
    """The questions with the unique column they are sorted by."""
    if sort == USED:
        return by_times_used(with_times_used(questions))
    return in_order(questions, QuestionOrder(sort))
