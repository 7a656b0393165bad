"""Shapes of banks, topics, supplies and previewed sheets."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.bank.sections import SectionsField
from api.fields import LocalisedMapField, PointsField
from api.strict import StrictSerializer
from quiz.bank.enums import Difficulty, QuestionStatus, QuestionType
from quiz.bank.models import Bank
from quiz.bank.question_content import key_to_json
from quiz.paper.previewing import PreviewedQuestion

_NUMBER = {"type": "string", "description": "A decimal number.", "example": "3.14"}
_NUMBER_SCHEMA = {
    "oneOf": [
        {
            "type": "object",
            "properties": {"value": _NUMBER, "tolerance": _NUMBER},
            "required": ["value"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"min": _NUMBER, "max": _NUMBER},
            "required": ["min", "max"],
            "additionalProperties": False,
        },
    ]
}
KEY_SCHEMA = {
    "oneOf": [
        {"type": "boolean"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
        {"type": "array", "items": _NUMBER_SCHEMA},
    ]
}
# What a JavaScript number holds exactly.
MAX_SEED = 2**53 - 1


class BankOwnerSerializer(serializers.Serializer[Any]):
    """The organisation that a bank belongs to."""

    id = serializers.UUIDField()
    name = LocalisedMapField()


class BankCountsSerializer(serializers.Serializer[Any]):
    """How many questions of a bank are in each status."""

    draft = serializers.IntegerField(min_value=0)
    reviewed = serializers.IntegerField(min_value=0)
    published = serializers.IntegerField(min_value=0)
    retired = serializers.IntegerField(min_value=0)


class BankSerializer(serializers.ModelSerializer[Bank]):
    """A bank; without an organisation it is shared by all."""

    name = LocalisedMapField()
    organisation = BankOwnerSerializer(allow_null=True)
    questions = serializers.IntegerField(
        source="published_count", min_value=0, help_text="Published questions."
    )

    is_editable = serializers.BooleanField(help_text="Whether you may write in it.")
    counts = serializers.SerializerMethodField(
        help_text="All its questions by status; null where you may not write in it."
    )

    class Meta:
        model = Bank
        fields = [
            "id",
            "slug",
            "name",
            "organisation",
            "questions",
            "needs_second_reader",
            "is_editable",
            "counts",
        ]

    @extend_schema_field(BankCountsSerializer(allow_null=True))
    def get_counts(self, bank: Any) -> dict[str, int] | None:
        """What is not published is for those who write in the bank."""
        if not bank.is_editable:
            return None
        return {status: getattr(bank, f"{status}_count") for status in QuestionStatus.values}


class SupplyCountSerializer(serializers.Serializer[Any]):
    """So many published questions of one type and difficulty."""

    type = serializers.ChoiceField(QuestionType.choices)
    difficulty = serializers.ChoiceField(Difficulty.choices)
    count = serializers.IntegerField(min_value=1)


class TopicSerializer(serializers.Serializer[Any]):
    """A topic and what it holds itself, without the topics below it."""

    id = serializers.UUIDField()
    parent = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # DRF takes fields off the class
    slug = serializers.CharField()
    name = LocalisedMapField()
    total = serializers.IntegerField(min_value=0)
    counts = SupplyCountSerializer(many=True)


class TopicsSerializer(serializers.Serializer[Any]):
    """All topics of a bank, in order."""

    topics = TopicSerializer(many=True)


class SectionsSerializer(StrictSerializer):
    """Sections to be counted."""

    sections = SectionsField()


class SectionSupplySerializer(serializers.Serializer[Any]):
    """What the bank can supply to one section."""

    available = serializers.IntegerField(min_value=0)
    required = serializers.IntegerField(min_value=1)  # type: ignore[assignment]  # as above
    shortfall = serializers.IntegerField(
        min_value=0, help_text="Missing in the worst case, after earlier sections have drawn."
    )


class SupplySerializer(serializers.Serializer[Any]):
    """The supply of each section, and of all together."""

    sections = SectionSupplySerializer(many=True)
    question_count = serializers.IntegerField(min_value=1)
    total_points = PointsField()
    enough = serializers.BooleanField()


class PreviewRequestSerializer(SectionsSerializer):
    """Sections to draw one sheet from, by a given seed or a new one."""

    seed = serializers.IntegerField(required=False, min_value=0, max_value=MAX_SEED)


class PreviewedOptionSerializer(serializers.Serializer[Any]):
    """An option; keys name it by its id."""

    id = serializers.CharField()
    text = LocalisedMapField()
    feedback = serializers.DictField(
        child=serializers.CharField(), help_text="Shown in the review; may be empty."
    )


class PreviewedQuestionSerializer(serializers.Serializer[Any]):
    """A question with its key: only those who compose see this."""

    position = serializers.IntegerField(min_value=0)
    section = serializers.IntegerField(min_value=0)
    points = PointsField(source="points_centi")
    question = serializers.UUIDField(source="question_id")
    type = serializers.ChoiceField(QuestionType.choices, source="content.type")
    stem = LocalisedMapField(source="content.stem")
    prompts = serializers.ListField(child=LocalisedMapField(), source="content.prompts")
    options = PreviewedOptionSerializer(many=True, source="content.options")
    key = serializers.SerializerMethodField(help_text="As in a question pack.")
    explanation = serializers.DictField(child=serializers.CharField(), source="content.explanation")
    source = serializers.DictField(child=serializers.CharField(), source="content.source")  # type: ignore[assignment]  # DRF takes fields off the class

    @extend_schema_field(KEY_SCHEMA)
    def get_key(self, previewed: PreviewedQuestion) -> Any:
        """By type: option ids, a verdict, accepted spellings of each blank, accepted numbers."""
        return key_to_json(previewed.content.key)


class PreviewSerializer(serializers.Serializer[Any]):
    """One sheet as it could be drawn now; the seed draws it again."""

    seed = serializers.IntegerField(min_value=0, max_value=MAX_SEED)
    questions = PreviewedQuestionSerializer(many=True)
