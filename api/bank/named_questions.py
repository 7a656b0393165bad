"""The questions that a section names: with what is right, for those who compose."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.access import NO_STORE, organiser_of
from api.bank.examples import NAMED_QUESTIONS
from api.bank.question_serializers import QuestionTopicSerializer
from api.fields import LocalisedMapField
from api.permissions import IsOrganiser
from quiz.bank.access import visible_questions
from quiz.bank.enums import Difficulty, QuestionStatus, QuestionType
from quiz.bank.models import Question
from quiz.bank.right_answers import answer_lines

MAX_ASKED = 50


class AskedQuestionsSerializer(serializers.Serializer[Any]):
    """Which questions."""

    id = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MAX_ASKED)


class AnswerLineSerializer(serializers.Serializer[Any]):
    """One possible answer, as a line to read."""

    text = LocalisedMapField()
    right = serializers.BooleanField()


class NamedQuestionSerializer(serializers.Serializer[Any]):
    """A question to be asked by name, with its key: only those who compose see this."""

    id = serializers.UUIDField()
    external_id = serializers.CharField(allow_null=True)
    type = serializers.ChoiceField(QuestionType.choices)
    difficulty = serializers.ChoiceField(Difficulty.choices)
    status = serializers.ChoiceField(
        QuestionStatus.choices, help_text="Only what is published can be asked."
    )
    topic = QuestionTopicSerializer()
    stem = LocalisedMapField(source="content.stem")
    answers = AnswerLineSerializer(many=True)
    explanation = serializers.DictField(child=serializers.CharField(), source="content.explanation")


class NamedQuestionsSerializer(serializers.Serializer[Any]):
    """Questions in the order in which they were asked for."""

    questions = NamedQuestionSerializer(many=True)


class NamedQuestions(APIView):
    """Questions by their ids, of any bank that one may use."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="blueprint_questions",
        parameters=[AskedQuestionsSerializer],
        responses=NamedQuestionsSerializer,
        examples=[NAMED_QUESTIONS],
    )
    def get(self, request: Request) -> Response:
        """Read up to fifty questions; what does not exist or is not one's to use is left out.

        Each says what papers published now would ask; one that is not published, its newest text.
        """
        given = AskedQuestionsSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        asked = list(dict.fromkeys(given.validated_data["id"]))
        questions = visible_questions(organiser_of(request)).select_related(
            "topic", "current_revision", "approved_revision"
        )
        found = {one.pk: one for one in questions.filter(pk__in=asked)}
        shown = [_named(found[question]) for question in asked if question in found]
        data = NamedQuestionsSerializer({"questions": shown}).data
        return Response(data, headers=NO_STORE)


def _named(question: Question) -> dict[str, Any]:
    # A newer text that nobody has let through is neither asked nor for everybody to read.
    text = question.approved_revision or question.current_revision
    assert text is not None  # noqa: S101 - every written question has one
    content = text.read_content()
    return {
        "id": question.pk,
        "external_id": question.external_id,
        "type": question.type,
        "difficulty": question.difficulty,
        "status": question.status,
        "topic": question.topic,
        "content": content,
        "answers": answer_lines(content),
    }
