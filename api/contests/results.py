"""One's own closed attempt: the result, and the review when the contest allows it."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.contests.entries import PRIVATE
from api.contests.examples import RESULT, REVIEW
from api.contests.serializers import ResultSerializer, ReviewSerializer, result_document
from api.problems import Problem
from api.schema.problems import problem
from common import clock
from quiz.attempt.closing import close_if_overdue
from quiz.attempt.models import Attempt
from quiz.attempt.queries import visible_attempts
from quiz.attempt.review import review_attempt
from quiz.contest.results import AttemptResult, attempt_result


class AttemptResultView(APIView):
    """The result of one's own attempt."""

    @extend_schema(
        operation_id="attempts_result",
        responses={200: ResultSerializer, 409: problem("attempt_open")},
        examples=[RESULT],
    )
    def get(self, request: Request, attempt_id: UUID) -> Response:
        """Read the result of a closed attempt; reading one whose time is over closes it."""
        result = _result(request, attempt_id)
        return Response(ResultSerializer(result_document(result)).data, headers=PRIVATE)


class AttemptReviewView(APIView):
    """The review of one's own attempt."""

    @extend_schema(
        operation_id="attempts_review",
        responses={
            200: ReviewSerializer,
            403: problem("review_not_allowed"),
            409: problem("attempt_open"),
        },
        examples=[REVIEW],
    )
    def get(self, request: Request, attempt_id: UUID) -> Response:
        """Read the right answers and explanations, once the contest's policy allows it."""
        result = _result(request, attempt_id)
        if not result.review.allowed:
            raise _review_refused(result)
        reviewed = review_attempt(result.attempt)
        return Response(ReviewSerializer({"questions": reviewed}).data, headers=PRIVATE)


def _result(request: Request, attempt_id: UUID) -> AttemptResult:
    assert isinstance(request.user, User)  # noqa: S101 - only the signed-in come so far
    now = clock.now()
    attempt: Attempt = get_object_or_404(visible_attempts(request.user), pk=attempt_id)
    attempt = close_if_overdue(attempt, now)
    result = attempt_result(attempt=attempt, viewer=request.user, now=now)
    if result is None:
        raise Problem(code="attempt_open", detail=_("This attempt is still in progress."))
    return result


def _review_refused(result: AttemptResult) -> Problem:
    available_from = result.review.available_from
    if available_from is None:
        detail = _("The right answers of this contest are not shown, or not yet.")
        return Problem(status=403, code="review_not_allowed", detail=detail)
    local = available_from.astimezone(result.contest.zone)
    words = _("You can see the right answers from %(moment)s.")
    # Translators: a date format of Django's, such as "j F Y, H:i" or "Y年n月j日 H:i".
    moment = date_format(local, str(_("j F Y, H:i")), use_l10n=False)
    return Problem(status=403, code="review_not_allowed", detail=str(words) % {"moment": moment})
