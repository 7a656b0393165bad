"""Where a bank's questions are used, and which contests go on with an older text."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.access import NO_STORE, editable_question, organiser_of
from api.bank.question_examples import OUTDATED_QUESTIONS, USES
from api.fields import LocalisedMapField
from api.organise.contests import organised_contest
from api.permissions import IsOrganiser
from common import clock
from quiz.contest.enums import ContestState, Phase
from quiz.contest.scopes import organised_contests
from quiz.contest.usage import OutdatedQuestion, Use, outdated_questions, uses_of


class UseSerializer(serializers.Serializer[Use]):
    """A round whose paper may ask the question."""

    contest = serializers.UUIDField(source="round.contest_id")
    title = LocalisedMapField(source="round.contest.title")
    state = serializers.ChoiceField(ContestState.choices, source="round.contest.state")
    phase = serializers.SerializerMethodField()
    round = serializers.IntegerField(source="round.number", min_value=1)
    opens_at = serializers.DateTimeField(source="round.opens_at")
    closes_at = serializers.DateTimeField(source="round.closes_at")
    revision = serializers.IntegerField(source="revision.number", min_value=1)
    is_current = serializers.SerializerMethodField(
        help_text="Whether papers composed now would draw the same text."
    )

    def get_phase(self, use: Use) -> Phase:
        """Where the round stands now."""
        return use.round.phase(use.round.contest, self.context["now"])

    def get_is_current(self, use: Use) -> bool:
        """False as well where the question has been withdrawn."""
        approved: UUID | None = self.context["question"].approved_revision_id
        return use.revision.pk == approved


class UsesSerializer(serializers.Serializer[Any]):
    """Where a question is used."""

    uses = UseSerializer(many=True)
    elsewhere = serializers.IntegerField(
        min_value=0, help_text="Papers of contests that you do not organise."
    )


class OutdatedQuestionSerializer(serializers.Serializer[OutdatedQuestion]):
    """A question whose text has been replaced or withdrawn since the contest was published."""

    question = serializers.UUIDField(source="question.id")
    bank = serializers.SlugField(source="question.bank.slug")
    stem = serializers.SerializerMethodField()
    used = serializers.IntegerField(source="used.number", min_value=1)
    newer = serializers.IntegerField(
        source="newer.number",
        default=None,
        allow_null=True,
        min_value=1,
        help_text="Null where the question was withdrawn.",
    )

    def get_stem(self, outdated: OutdatedQuestion) -> dict[str, str]:
        """As the contest asks it."""
        stem: dict[str, str] = outdated.used.content["stem"]
        return stem


class OutdatedQuestionsSerializer(serializers.Serializer[Any]):
    """All of a contest."""

    questions = OutdatedQuestionSerializer(many=True)


class QuestionUses(APIView):
    """Where a question is used."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_questions_uses",
        responses=UsesSerializer,
        examples=[USES],
    )
    def get(self, request: Request, question_id: UUID) -> Response:
        """List the published rounds that may ask the question, with the text that they ask."""
        question = editable_question(request, question_id)
        contests = organised_contests(organiser_of(request))
        uses = uses_of(question=question, contests=contests)
        times_used: int = question.times_used  # type: ignore[attr-defined]  # `with_facts` counts
        answer = {"uses": uses, "elsewhere": max(0, times_used - len(uses))}
        context = {"now": clock.now(), "question": question}
        return Response(UsesSerializer(answer, context=context).data, headers=NO_STORE)


class OutdatedQuestions(APIView):
    """What a contest asks that its banks would put otherwise by now."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_outdated_questions",
        responses=OutdatedQuestionsSerializer,
        examples=[OUTDATED_QUESTIONS],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """List questions whose text was replaced or withdrawn since the contest was published."""
        questions = outdated_questions(contest=organised_contest(request, contest_id))
        return Response(
            OutdatedQuestionsSerializer({"questions": questions}).data, headers=NO_STORE
        )
