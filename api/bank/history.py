"""What a question said before, who changed it, what they say about it, and where it is used."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.bank.access import NO_STORE, editable_question, organiser_of
from api.bank.examples import COMPARISON
from api.bank.question import question_response
from api.bank.question_examples import (
    COMMENT,
    NEW_COMMENT,
    RESOLVE_COMMENT,
    RESOLVED_COMMENT,
    RESTORE_REVISION,
    RESTORED_QUESTION,
    REVISION,
    REVISION_TEXT,
)
from api.bank.question_serializers import QuestionSerializer
from api.bank.writing_serializers import (
    CommentSerializer,
    ComparisonRequestSerializer,
    ComparisonSerializer,
    NewCommentSerializer,
    ResolveCommentSerializer,
    RestoreRevisionSerializer,
    RevisionSerializer,
    RevisionTextSerializer,
)
from api.pages import CursorPages
from api.permissions import IsOrganiser
from api.schema.problems import problem
from common import clock
from quiz.bank.access import editable_banks
from quiz.bank.arranging import arrange
from quiz.bank.commenting import add_comment, resolve_comment
from quiz.bank.comparing import compare_contents
from quiz.bank.editing import restore_revision
from quiz.bank.models import Comment, Question, Revision


class QuestionRevisions(GenericAPIView[Revision]):
    """The texts of a question."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages
    queryset = Revision.objects.none()
    page_ordering = ("-number",)

    @extend_schema(
        operation_id="organise_questions_revisions",
        responses=RevisionSerializer(many=True),
        examples=[REVISION],
    )
    def get(self, request: Request, question_id: UUID) -> Response:
        """List all texts that the question had, the newest first."""
        question = editable_question(request, question_id)
        return _page(self, request, _revisions(question), RevisionSerializer)


class QuestionRevision(APIView):
    """One text of a question."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_questions_revision",
        responses=RevisionTextSerializer,
        examples=[REVISION_TEXT],
    )
    def get(self, request: Request, question_id: UUID, number: int) -> Response:
        """Read one text, as its author wrote it."""
        question = editable_question(request, question_id)
        revision = get_object_or_404(_revisions(question), number=number)
        shown: dict[str, Any] = {
            **RevisionSerializer(revision).data,
            "content": arrange(revision.read_content()),
        }
        return Response(shown, headers=NO_STORE)


class RestoreRevision(APIView):
    """Going back to an old text."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_questions_restore",
        request=RestoreRevisionSerializer,
        responses={200: QuestionSerializer, 409: problem("revised_meanwhile")},
        examples=[RESTORE_REVISION, RESTORED_QUESTION],
    )
    def post(self, request: Request, question_id: UUID, number: int) -> Response:
        """Make an old text current again, as a new revision that has to be let through."""
        question = editable_question(request, question_id)
        given = RestoreRevisionSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        get_object_or_404(question.revisions, number=number)
        restore_revision(
            question=question,
            number=number,
            based_on=given.validated_data["based_on"],
            by=organiser_of(request),
            now=clock.now(),
        )
        return question_response(request, question_id)


class CompareRevisions(APIView):
    """Two texts of a question side by side."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_questions_comparison",
        parameters=[ComparisonRequestSerializer],
        responses=ComparisonSerializer,
        examples=[COMPARISON],
    )
    def get(self, request: Request, question_id: UUID) -> Response:
        """Compare two texts word by word, in each language; equal places are left out."""
        question = editable_question(request, question_id)
        given = ComparisonRequestSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        revisions = _revisions(question)
        old = get_object_or_404(revisions, number=given.validated_data["old"])
        new = get_object_or_404(revisions, number=given.validated_data["new"])
        differences = compare_contents(old.read_content(), new.read_content())
        answer = {"old": old, "new": new, "differences": differences}
        return Response(ComparisonSerializer(answer).data, headers=NO_STORE)


class QuestionComments(GenericAPIView[Comment]):
    """What is said about a question."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages
    queryset = Comment.objects.none()
    page_ordering = ("-id",)

    @extend_schema(
        operation_id="organise_questions_comments",
        responses=CommentSerializer(many=True),
        examples=[COMMENT],
    )
    def get(self, request: Request, question_id: UUID) -> Response:
        """List comments, the newest first."""
        question = editable_question(request, question_id)
        comments = _with_people(question.comments.all())
        return _page(self, request, comments, CommentSerializer)

    @extend_schema(
        operation_id="organise_questions_comments_create",
        request=NewCommentSerializer,
        responses={201: CommentSerializer},
        examples=[NEW_COMMENT, COMMENT],
    )
    def post(self, request: Request, question_id: UUID) -> Response:
        """Say something about the question as it is now."""
        question = editable_question(request, question_id)
        given = NewCommentSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        text = given.validated_data["text"]
        comment = add_comment(
            question=question, text=text, by=organiser_of(request), now=clock.now()
        )
        shown = CommentSerializer(comment).data
        return Response(shown, status=HTTPStatus.CREATED, headers=NO_STORE)


class CommentDetail(APIView):
    """One comment."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_comments_resolve",
        request=ResolveCommentSerializer,
        responses=CommentSerializer,
        examples=[RESOLVE_COMMENT, RESOLVED_COMMENT],
    )
    def patch(self, request: Request, comment_id: UUID) -> Response:
        """Mark a comment as dealt with, or as open again."""
        by = organiser_of(request)
        mine = Comment.objects.filter(question__bank__in=editable_banks(by))
        comment = get_object_or_404(_with_people(mine), pk=comment_id)
        given = ResolveCommentSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        done = given.validated_data["is_resolved"]
        resolve_comment(comment=comment, is_resolved=done, by=by, now=clock.now())
        return Response(CommentSerializer(comment).data, headers=NO_STORE)


def _revisions(question: Question) -> QuerySet[Revision]:
    return question.revisions.select_related("created_by").prefetch_related("reviews__reviewer")


def _with_people(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("author", "resolved_by", "revision")


def _page(
    view: APIView,
    request: Request,
    found: QuerySet[Any],
    serializer: type[RevisionSerializer | CommentSerializer],
) -> Response:
    pages = CursorPages()
    rows = pages.paginate_queryset(found, request, view=view) or []
    response = pages.get_paginated_response(serializer(rows, many=True).data)
    response["Cache-Control"] = NO_STORE["Cache-Control"]
    return response
