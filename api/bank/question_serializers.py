"""Shapes of questions as those who write or choose them read them."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.bank.content_field import ContentField
from api.fields import LocalisedMapField
from common.text import Language
from quiz.bank.arranging import arrange
from quiz.bank.enums import Difficulty, QuestionStatus, QuestionType
from quiz.bank.models import Question, Revision
from quiz.bank.reviewing import standing_of
from quiz.bank.workflow import Step, possible_steps, waits_for_second_reader

COUNTS_SCHEMA = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}


class QuestionTopicSerializer(serializers.Serializer[Any]):
    """The topic that a question is filed under."""

    id = serializers.UUIDField()
    name = LocalisedMapField()


class QuestionCardSerializer(serializers.Serializer[Any]):
    """A question in a list: enough to recognise and to choose it.

    `is_editable` in the context says whether the reader may write in the bank. Whoever may not
    reads the text that papers draw, rather than one that nobody has let through yet.
    """

    id = serializers.UUIDField()
    external_id = serializers.CharField(allow_null=True)
    type = serializers.ChoiceField(QuestionType.choices)
    difficulty = serializers.ChoiceField(Difficulty.choices)
    status = serializers.ChoiceField(QuestionStatus.choices)
    topic = QuestionTopicSerializer()
    tags = serializers.ListField(child=serializers.CharField())
    stem = serializers.SerializerMethodField()
    languages = serializers.SerializerMethodField(help_text="In which the stem is written.")
    revision = serializers.SerializerMethodField()
    has_unreviewed_text = serializers.BooleanField(
        help_text="Published; papers draw an older text until the current one is let through."
    )
    created_at = serializers.DateTimeField()
    changed_at = serializers.SerializerMethodField()
    changed_by = serializers.SerializerMethodField()
    times_used = serializers.IntegerField(
        min_value=0, help_text="In how many published papers it is."
    )

    @extend_schema_field(LocalisedMapField)
    def get_stem(self, question: Question) -> Any:
        """What is asked, in each language."""
        return self._text(question).content["stem"]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Language.choices)))
    def get_languages(self, question: Question) -> list[str]:
        """The languages of the stem, in a fixed order."""
        stem: Mapping[str, str] = self._text(question).content["stem"]
        return [language.value for language in Language if language.value in stem]

    @extend_schema_field(serializers.IntegerField(min_value=1))
    def get_revision(self, question: Question) -> int:
        """The number of the text."""
        return self._text(question).number

    @extend_schema_field(serializers.DateTimeField)
    def get_changed_at(self, question: Question) -> Any:
        """When the text was last changed."""
        return serializers.DateTimeField().to_representation(self._text(question).created_at)

    def get_changed_by(self, question: Question) -> str:
        """Who wrote the text; empty where it came with the site or from a file."""
        return name_of(self._text(question).created_by)

    def _text(self, question: Question) -> Revision:
        editable = self.context["is_editable"]
        text = question.current_revision if editable else question.approved_revision
        assert text is not None  # noqa: S101 - every question has one, and a visible one both
        return text


class QuestionBankSerializer(serializers.Serializer[Any]):
    """The bank of a question."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = LocalisedMapField()
    needs_second_reader = serializers.BooleanField()


class QuestionSerializer(QuestionCardSerializer):
    """A question with its text, and what the reader can do with it."""

    bank = QuestionBankSerializer()
    is_editable = serializers.SerializerMethodField()
    content = serializers.SerializerMethodField()
    approved_revision = serializers.IntegerField(
        source="approved_revision.number",
        default=None,
        allow_null=True,
        min_value=1,
        help_text="The number of the text that papers draw.",
    )
    steps = serializers.SerializerMethodField(help_text="What you can do with it now.")
    waits_for_second_reader = serializers.SerializerMethodField(
        help_text="Somebody else than you must let the text through."
    )

    def get_is_editable(self, _question: Question) -> bool:
        """Whether you may write in its bank."""
        return bool(self.context["is_editable"])

    @extend_schema_field(ContentField)
    def get_content(self, question: Question) -> Any:
        """The text as its author writes it."""
        return arrange(self._text(question).read_content())

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Step.choices)))
    def get_steps(self, question: Question) -> list[str]:
        """None for those who may only read."""
        if not self.context["is_editable"]:
            return []
        standing = standing_of(question, self.context["request"].user)
        return [step.value for step in possible_steps(standing)]

    def get_waits_for_second_reader(self, question: Question) -> bool:
        """False for those who may only read."""
        return self.context["is_editable"] and waits_for_second_reader(
            standing_of(question, self.context["request"].user)
        )


def name_of(user: Any) -> str:
    """How somebody is called; empty for nobody."""
    return "" if user is None else str(user.display_name)


@extend_schema_field(COUNTS_SCHEMA)
class CountsField(serializers.DictField):
    """Numbers of questions by a value of some filter; what is not named is 0."""

    child = serializers.IntegerField(min_value=0)


class QuestionCountsSerializer(serializers.Serializer[Any]):
    """How many questions fit, and how many would with another value of one filter."""

    total = serializers.IntegerField(min_value=0)
    status = CountsField(source="statuses")
    type = CountsField(source="types")
    difficulty = CountsField(source="difficulties")
    topic = CountsField(
        source="topics", help_text="By topic id; a topic counts its own, not those below it."
    )
    tag = CountsField(source="tags", help_text="Of the whole bank, the most frequent first.")
