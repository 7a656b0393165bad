"""Shapes of what those who write in a bank send, and of a question's history and talk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.bank.content_field import ContentField
from api.bank.filters import QuestionFilterSerializer
from api.bank.question_serializers import name_of
from api.fields import LocalisedMapField
from api.organise.serializers import OwnOrganisationField
from api.strict import StrictSerializer
from common.text import Language
from quiz.bank.bulk_editing import MAX_QUESTIONS
from quiz.bank.commenting import MAX_COMMENT_CHARACTERS
from quiz.bank.comparing import Change
from quiz.bank.enums import Difficulty
from quiz.bank.limits import MAX_EXTERNAL_ID_CHARACTERS, MAX_TAG_CHARACTERS, MAX_TAGS
from quiz.bank.models import Comment, Revision, Topic
from quiz.bank.workflow import Step

MAX_NAME = 200
MAX_REASON = 300
MAX_REVISION = 1_000_000
MAX_ORDER = 1_000_000


class BankChangesSerializer(StrictSerializer):
    """What can be changed about a bank; what is left out stays as it is."""

    name = LocalisedMapField(required=False, max_length=MAX_NAME)
    needs_second_reader = serializers.BooleanField(required=False)


class NewBankSerializer(BankChangesSerializer):
    """A new bank of an organisation; without one, it is shared by all, which staff may ask for."""

    name = LocalisedMapField(max_length=MAX_NAME)
    organisation = OwnOrganisationField(required=False, allow_null=True)


@extend_schema_field({"type": "string", "format": "uuid"})
class BankTopicField(serializers.PrimaryKeyRelatedField[Topic]):
    """A topic of the bank in the context; others do not exist here."""

    def get_queryset(self) -> Any:
        """The bank's topics."""
        return Topic.objects.filter(bank=self.context["bank"])


class TopicChangesSerializer(StrictSerializer):
    """What can be changed about a topic; what is left out stays as it is."""

    name = LocalisedMapField(required=False, max_length=MAX_NAME)
    parent = BankTopicField(required=False, allow_null=True)  # type: ignore[assignment]  # DRF takes fields off the class
    order = serializers.IntegerField(required=False, min_value=0, max_value=MAX_ORDER)


class NewTopicSerializer(StrictSerializer):
    """A new topic, the last below its parent or of the bank."""

    name = LocalisedMapField(max_length=MAX_NAME)
    parent = BankTopicField(default=None, allow_null=True)  # type: ignore[assignment]  # as above


class MergeTopicSerializer(StrictSerializer):
    """The topic that takes over what another one holds."""

    into = BankTopicField()


class TagsField(serializers.ListField):
    """Short words, each once."""

    def __init__(self, **kwargs: Any) -> None:
        child = serializers.CharField(max_length=MAX_TAG_CHARACTERS)
        super().__init__(child=child, max_length=MAX_TAGS, **kwargs)

    def to_internal_value(self, data: Any) -> list[str]:
        """The tags in their order."""
        return list(dict.fromkeys(super().to_internal_value(data)))


class QuestionChangesSerializer(StrictSerializer):
    """A new text, and what is noted around it; what is left out stays as it is."""

    content = ContentField(required=False)
    based_on = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_REVISION,
        help_text="The revision that you changed. Needed with a text.",
    )
    topic = BankTopicField(required=False)
    difficulty = serializers.ChoiceField(Difficulty.choices, required=False)
    tags = TagsField(required=False)
    external_id = serializers.CharField(
        required=False, allow_null=True, max_length=MAX_EXTERNAL_ID_CHARACTERS
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a text that does not say which one it replaces."""
        if "content" in attrs and "based_on" not in attrs:
            told = _("Say which revision you changed.")
            raise serializers.ValidationError({"based_on": told}, code="required")
        return attrs


class NewQuestionSerializer(StrictSerializer):
    """A new question, as a draft."""

    content = ContentField()
    topic = BankTopicField()
    difficulty = serializers.ChoiceField(Difficulty.choices, default=Difficulty.MEDIUM)
    tags = TagsField(required=False)
    external_id = serializers.CharField(
        required=False, allow_null=True, max_length=MAX_EXTERNAL_ID_CHARACTERS
    )


class StepSerializer(StrictSerializer):
    """What to do with a question, and which text of it you have read."""

    step = serializers.ChoiceField(Step.choices)
    revision = serializers.IntegerField(min_value=1, max_value=MAX_REVISION)
    reason = serializers.CharField(default="", allow_blank=True, max_length=MAX_REASON)


class StrictQuestionFilterSerializer(StrictSerializer, QuestionFilterSerializer):
    """The filters of a list, in a body."""


class BulkChangeSerializer(StrictSerializer):
    """What to do with which questions: those named, or all that fit the filters."""

    questions = serializers.ListField(
        child=serializers.UUIDField(), required=False, min_length=1, max_length=MAX_QUESTIONS
    )
    filter = StrictQuestionFilterSerializer(required=False)
    topic = BankTopicField(required=False)
    difficulty = serializers.ChoiceField(Difficulty.choices, required=False)
    add_tags = TagsField(required=False)
    remove_tags = TagsField(required=False)
    step = serializers.ChoiceField(Step.choices, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse what names no questions, or them twice, or nothing to do with them."""
        if ("questions" in attrs) == ("filter" in attrs):
            raise serializers.ValidationError(
                {"questions": _("Name questions, or say by filters which ones.")}, code="required"
            )
        if not set(attrs) - {"questions", "filter"}:
            raise serializers.ValidationError(
                {"step": _("Say what is to be changed.")}, code="required"
            )
        return attrs


class RestoreRevisionSerializer(StrictSerializer):
    """Which text an old one is to replace."""

    based_on = serializers.IntegerField(
        min_value=1, max_value=MAX_REVISION, help_text="The revision that is current to you."
    )


class RevisionSerializer(serializers.Serializer[Any]):
    """One text that a question has or had."""

    number = serializers.IntegerField(min_value=1)
    created_at = serializers.DateTimeField()
    created_by = serializers.SerializerMethodField()
    reviewed_by = serializers.SerializerMethodField(help_text="Who let it through, the last first.")

    def get_created_by(self, revision: Revision) -> str:
        """Empty where it came with the site or from a file."""
        return name_of(revision.created_by)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reviewed_by(self, revision: Revision) -> list[str]:
        """Names."""
        return [name_of(review.reviewer) for review in reversed(revision.reviews.all())]


class RevisionTextSerializer(RevisionSerializer):
    """One text, in full."""

    content = ContentField()


class ComparisonRequestSerializer(serializers.Serializer[Any]):
    """Which two revisions to compare."""

    old = serializers.IntegerField(min_value=1, max_value=MAX_REVISION)
    new = serializers.IntegerField(min_value=1, max_value=MAX_REVISION)


class PieceSerializer(serializers.Serializer[Any]):
    """A stretch of text."""

    change = serializers.ChoiceField([(one.value, one.value) for one in Change])
    text = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    """One place that changed, word by word."""

    place = serializers.CharField(help_text="JSON pointer; options by their id.")
    language = serializers.ChoiceField(Language.choices, allow_null=True)
    pieces = PieceSerializer(many=True)


class ComparisonSerializer(serializers.Serializer[Any]):
    """Two revisions and what changed between them."""

    old = RevisionSerializer()
    new = RevisionSerializer()
    differences = DifferenceSerializer(many=True)


class NewCommentSerializer(StrictSerializer):
    """Something to say about a question."""

    text = serializers.CharField(max_length=MAX_COMMENT_CHARACTERS)


class ResolveCommentSerializer(StrictSerializer):
    """Whether a comment is dealt with."""

    is_resolved = serializers.BooleanField()


class CommentSerializer(serializers.Serializer[Any]):
    """What somebody said about a question."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    author = serializers.SerializerMethodField()
    revision = serializers.IntegerField(
        source="revision.number", min_value=1, help_text="The text that it was said about."
    )
    created_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = serializers.SerializerMethodField()

    def get_author(self, comment: Comment) -> str:
        """Empty when the account is gone."""
        return name_of(comment.author)

    def get_resolved_by(self, comment: Comment) -> str:
        """Empty while it is open."""
        return name_of(comment.resolved_by)
