"""One question: reading and changing it, and the steps of its life."""

from http import HTTPStatus
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.access import (
    NO_STORE,
    editable_question,
    is_editable,
    organiser_of,
    readable_question,
)
from api.bank.content_field import MAX_BODY_BYTES
from api.bank.examples import CHANGED_QUESTION, STEP
from api.bank.question_examples import QUESTION, REVIEWED_QUESTION, REWRITTEN_QUESTION
from api.bank.question_serializers import QuestionSerializer
from api.bank.writing_serializers import QuestionChangesSerializer, StepSerializer
from api.permissions import IsOrganiser
from api.schema.problems import problem
from common import clock
from quiz.bank.editing import change_question
from quiz.bank.reviewing import take_step
from quiz.bank.workflow import Step


class QuestionDetail(APIView):
    """One question."""

    permission_classes = (IsOrganiser,)
    max_body_bytes = MAX_BODY_BYTES

    @extend_schema(
        operation_id="organise_questions_retrieve",
        responses=QuestionSerializer,
        examples=[QUESTION],
    )
    def get(self, request: Request, question_id: UUID) -> Response:
        """Read a question with its key. Who may only draw from its bank reads what papers draw."""
        return question_response(request, question_id)

    @extend_schema(
        operation_id="organise_questions_update",
        request=QuestionChangesSerializer,
        responses={
            200: QuestionSerializer,
            409: problem("revised_meanwhile", "external_id_taken"),
        },
        examples=[CHANGED_QUESTION, REWRITTEN_QUESTION],
    )
    def patch(self, request: Request, question_id: UUID) -> Response:
        """Change what is given; a new text becomes a new revision.

        `revised_meanwhile` when somebody else has changed the text since: then nothing is changed,
        and the question can be read again to compare the two.
        """
        question = editable_question(request, question_id)
        given = QuestionChangesSerializer(data=request.data, context={"bank": question.bank})
        given.is_valid(raise_exception=True)
        notes = dict(given.validated_data)
        change_question(
            question=question,
            based_on=notes.pop("based_on", None),
            content=notes.pop("content", None),
            notes=notes,  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=organiser_of(request),
            now=clock.now(),
        )
        return question_response(request, question_id)


class QuestionSteps(APIView):
    """The life of a question."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_questions_steps",
        request=StepSerializer,
        responses={
            200: QuestionSerializer,
            409: problem("second_reader_needed", "step_not_possible", "revised_meanwhile"),
        },
        examples=[STEP, REVIEWED_QUESTION],
    )
    def post(self, request: Request, question_id: UUID) -> Response:
        """Let a text through, publish, retire, or take back to draft."""
        question = editable_question(request, question_id)
        given = StepSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        taken = given.validated_data
        take_step(
            question=question,
            step=Step(taken["step"]),
            revision=taken["revision"],
            reason=taken["reason"],
            by=organiser_of(request),
            now=clock.now(),
        )
        return question_response(request, question_id)


def question_response(
    request: Request, question_id: UUID, *, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """The question as it is now."""
    question = readable_question(request, question_id)
    context = {"request": request, "is_editable": is_editable(request, question.bank)}
    shown = QuestionSerializer(question, context=context)
    return Response(shown.data, status=status, headers=NO_STORE)
