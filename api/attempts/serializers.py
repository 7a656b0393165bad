"""The shapes of this room's requests and answers, for the OpenAPI document.

The answers themselves are put together from ready bytes, and the requests decoded by msgspec; tests
compare both with these shapes.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.attempts.save_request import MAX_ANSWERS
from api.strict import StrictSerializer
from quiz.attempt.enums import AttemptState, SaveStatus
from quiz.attempt.saving import MAX_PARTS, MAX_POSITION, MAX_SEQ, MAX_TEXT
from quiz.bank.enums import QuestionType

_TEXT_MAP = {
    "type": "object",
    "properties": {"zh-Hans": {"type": "string"}, "en": {"type": "string"}},
    "additionalProperties": False,
}
_RESPONSE = {
    "type": "array",
    "items": {"oneOf": [{"type": "string", "maxLength": MAX_TEXT}, {"type": "boolean"}]},
    "maxItems": MAX_PARTS,
}


@extend_schema_field(_TEXT_MAP)
class TextMapField(serializers.JSONField):
    """A text in one or both languages."""


@extend_schema_field(_RESPONSE)
class ResponseField(serializers.JSONField):
    """What was answered; empty clears.

    The chosen option ids; a verdict; what was written in each blank; a number as it was written;
    all option ids in order; or for each prompt the option id that belongs to it, `""` for one left
    open.
    """


class OptionSerializer(serializers.Serializer[Any]):
    """One option, in the order in which this sheet shows it."""

    id = serializers.CharField()
    text = TextMapField()


class SheetQuestionSerializer(serializers.Serializer[Any]):
    """One question of a sheet, without anything that helps to answer."""

    position = serializers.IntegerField()
    section = serializers.IntegerField()
    points = serializers.FloatField()
    type = serializers.ChoiceField(QuestionType.choices)
    stem = TextMapField()
    prompts = serializers.ListField(
        child=TextMapField(), help_text="What a matching question asks to be matched; else empty."
    )
    options = OptionSerializer(many=True)
    blanks = serializers.IntegerField()


class StoredAnswerSerializer(serializers.Serializer[Any]):
    """What is stored for one position."""

    position = serializers.IntegerField()
    response = ResponseField()
    seq = serializers.IntegerField()


class AttemptContestSerializer(serializers.Serializer[Any]):
    """The contest that an attempt counts for."""

    slug = serializers.CharField()
    title = serializers.CharField()


class AttemptSerializer(serializers.Serializer[Any]):
    """An attempt. Token, questions and answers are there only while it is open."""

    id = serializers.UUIDField()
    contest = AttemptContestSerializer(allow_null=True)
    number = serializers.IntegerField()
    state = serializers.ChoiceField(AttemptState.choices)
    started_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField()
    server_time = serializers.DateTimeField()
    time_limit_s = serializers.IntegerField()
    question_count = serializers.IntegerField()
    token = serializers.CharField(allow_null=True)
    questions = SheetQuestionSerializer(many=True)
    answers = StoredAnswerSerializer(many=True)


class AnswerSerializer(StrictSerializer):
    """One answer. `seq` grows with every change in the browser; the largest one wins."""

    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION)
    response = ResponseField()
    seq = serializers.IntegerField(min_value=1, max_value=MAX_SEQ)


class SaveSerializer(StrictSerializer):
    """Answers to save."""

    answers = serializers.ListField(child=AnswerSerializer(), min_length=1, max_length=MAX_ANSWERS)


class AnswerResultSerializer(serializers.Serializer[Any]):
    """What became of one answer; `seq` is the stored one where a newer answer is stored."""

    position = serializers.IntegerField()
    seq = serializers.IntegerField()
    status = serializers.ChoiceField(SaveStatus.choices)


class SaveReplySerializer(serializers.Serializer[Any]):
    """The verdicts, in the order of the answers sent, and how the attempt stands."""

    server_time = serializers.DateTimeField()
    deadline = serializers.DateTimeField()
    state = serializers.ChoiceField(AttemptState.choices)
    results = AnswerResultSerializer(many=True)
