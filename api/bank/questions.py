"""The questions of a bank, searched, filtered, sorted and counted."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.accounts.job_examples import just_begun
from api.accounts.job_serializers import JobSerializer
from api.bank.access import (
    NO_STORE,
    editable_bank,
    is_editable,
    organiser_of,
    usable_bank,
    with_facts,
)
from api.bank.content_field import MAX_BODY_BYTES
from api.bank.examples import BULK_CHANGE, NEW_QUESTION, QUESTION_COUNTS, QUESTIONS
from api.bank.filters import (
    QuestionFilterSerializer,
    QuestionListSerializer,
    chosen_questions,
    read_filter,
    sorted_questions,
)
from api.bank.question import question_response
from api.bank.question_examples import WRITTEN_QUESTION
from api.bank.question_serializers import (
    QuestionCardSerializer,
    QuestionCountsSerializer,
    QuestionSerializer,
)
from api.bank.writing_serializers import BulkChangeSerializer, NewQuestionSerializer
from api.idempotency import idempotent
from api.organise.exports import job_response
from api.pages import CursorPages
from api.permissions import IsOrganiser
from api.problems import Problem
from api.schema.problems import problem
from common import clock
from quiz.bank.access import visible_questions
from quiz.bank.bulk_editing import MAX_QUESTIONS, BulkChange, queue_change
from quiz.bank.editing import write_question
from quiz.bank.listing import count_questions, without_counted
from quiz.bank.models import Bank, Question


class BankQuestions(GenericAPIView[Question]):
    """The questions of a bank."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages
    queryset = Question.objects.none()
    page_ordering: tuple[str, ...] = ("-id",)
    max_body_bytes = MAX_BODY_BYTES

    @extend_schema(
        operation_id="organise_banks_questions",
        parameters=[QuestionListSerializer],
        responses=QuestionCardSerializer(many=True),
        examples=[QUESTIONS],
    )
    def get(self, request: Request, bank_id: UUID) -> Response:
        """List questions: all of a bank one may write in, else the published ones.

        A cursor belongs to the filters and the order that it was given for.
        """
        bank = usable_bank(request, bank_id)
        given = _read(QuestionListSerializer, request)
        found = chosen_questions(
            visible_questions(organiser_of(request)), bank, read_filter(given), given
        )
        found, column = sorted_questions(found, given["sort"])
        self.page_ordering = (column,)
        pages = CursorPages()
        rows = pages.paginate_queryset(with_facts(found), request, view=self) or []
        context = {"is_editable": is_editable(request, bank)}
        shown = QuestionCardSerializer(rows, many=True, context=context)
        response = pages.get_paginated_response(shown.data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response

    @extend_schema(
        operation_id="organise_banks_questions_create",
        request=NewQuestionSerializer,
        responses={201: QuestionSerializer, 409: problem("external_id_taken")},
        examples=[NEW_QUESTION, WRITTEN_QUESTION],
    )
    @idempotent
    def post(self, request: Request, bank_id: UUID) -> Response:
        """Write a question. It is a draft until it is reviewed or published."""
        bank = editable_bank(request, bank_id)
        given = NewQuestionSerializer(data=request.data, context={"bank": bank})
        given.is_valid(raise_exception=True)
        notes = dict(given.validated_data)
        question = write_question(
            content=notes.pop("content"),
            bank=bank,
            notes=notes,  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=organiser_of(request),
            now=clock.now(),
        )
        response = question_response(request, question.pk, status=HTTPStatus.CREATED)
        response["Location"] = f"/api/v1/organise/questions/{question.pk}"
        return response


class BulkChangeQuestions(APIView):
    """Changing many questions of a bank alike."""

    permission_classes = (IsOrganiser,)
    throttle_scope = "export"
    # `MAX_QUESTIONS` ids, with what stands between them.
    max_body_bytes = 1024 * 1024

    @extend_schema(
        operation_id="organise_banks_questions_bulk",
        request=BulkChangeSerializer,
        responses={202: JobSerializer, 409: problem("too_many_questions")},
        examples=[BULK_CHANGE, just_begun("bank_bulk_change")],
    )
    @idempotent
    def post(self, request: Request, bank_id: UUID) -> Response:
        """Change the questions that are named, or that fit the filters now.

        The answer is the job that does it; its message says what was done, its errors name each
        question that refused.
        """
        bank = editable_bank(request, bank_id)
        given = BulkChangeSerializer(data=request.data, context={"bank": bank})
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        topic = wanted.get("topic")
        change = BulkChange(
            topic=topic.pk if topic else None,
            difficulty=wanted.get("difficulty"),
            add_tags=tuple(wanted.get("add_tags", ())),
            remove_tags=tuple(wanted.get("remove_tags", ())),
            step=wanted.get("step"),
        )
        job = queue_change(
            bank=bank,
            question_ids=_chosen(bank, wanted),
            change=change,
            by=organiser_of(request),
            now=clock.now(),
        )
        return job_response(job)


def _chosen(bank: Bank, wanted: dict[str, Any]) -> list[UUID]:
    if "questions" in wanted:
        return list(dict.fromkeys(wanted["questions"]))
    given = wanted["filter"]
    found = chosen_questions(Question.objects.all(), bank, read_filter(given), given)
    ids = list(found.order_by("-id").values_list("id", flat=True)[: MAX_QUESTIONS + 1])
    if len(ids) > MAX_QUESTIONS:
        told = _("At most %(most)d questions can be changed at once.") % {"most": MAX_QUESTIONS}
        raise Problem(status=HTTPStatus.CONFLICT, code="too_many_questions", detail=told)
    return ids


class BankQuestionCounts(APIView):
    """How many questions of a bank there are."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_banks_questions_counts",
        parameters=[QuestionFilterSerializer],
        responses=QuestionCountsSerializer,
        examples=[QUESTION_COUNTS],
    )
    def get(self, request: Request, bank_id: UUID) -> Response:
        """Count the questions that fit, and by status, type, difficulty and topic.

        Beside each value stands how many questions there would be with it as the only one of its
        kind and all other filters as they are.
        """
        bank = usable_bank(request, bank_id)
        given = _read(QuestionFilterSerializer, request)
        wanted = read_filter(given)
        visible = visible_questions(organiser_of(request))
        found = chosen_questions(visible, bank, without_counted(wanted), given)
        counts = count_questions(found, among=visible, bank_id=bank.pk, wanted=wanted)
        return Response(QuestionCountsSerializer(counts).data, headers=NO_STORE)


def _read(serializer: type[QuestionFilterSerializer], request: Request) -> dict[str, Any]:
    given = serializer(data=request.query_params)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
