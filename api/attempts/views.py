"""One's own attempt: read it, save answers to it, finish it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from api.attempts.authentication import AttemptTokenAuthentication, token_refused
from api.attempts.documents import ContestReference, attempt_document, contest_of
from api.attempts.examples import CLOSED_ATTEMPT, OPEN_ATTEMPT, SAVE, SAVE_REPLY
from api.attempts.save_request import (
    MAX_BODY_BYTES,
    RECEIVED_AT,
    REFUSAL,
    answer_save_request,
)
from api.attempts.serializers import AttemptSerializer, SaveReplySerializer, SaveSerializer
from api.problems import too_large
from api.strict import NOTHING, NothingSerializer
from common import clock
from quiz.attempt.attempt_token import AttemptGrant
from quiz.attempt.closing import close_if_overdue, finish_attempt
from quiz.attempt.models import Attempt
from quiz.attempt.queries import visible_attempts


class AttemptView(APIView):
    """One's own attempt."""

    @extend_schema(
        operation_id="attempts_retrieve",
        responses=AttemptSerializer,
        examples=[OPEN_ATTEMPT, CLOSED_ATTEMPT],
    )
    def get(self, request: Request, attempt_id: UUID) -> HttpResponse:
        """Read one's own attempt; reading one whose time is over closes it."""
        now = clock.now()
        attempt = close_if_overdue(_own_attempt(request, attempt_id), now)
        return attempt_response(attempt, contest=contest_of(attempt), now=now)


class AttemptFinishView(APIView):
    """The end of one's own attempt. The gateway answers those with a token."""

    authentication_classes = [AttemptTokenAuthentication, *APIView.authentication_classes]
    # A token is enough, and there is no user then; `_finisher` decides.
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="attempts_finish",
        request=NothingSerializer,
        responses=AttemptSerializer,
        examples=[NOTHING, CLOSED_ATTEMPT],
    )
    def post(self, request: Request, attempt_id: UUID) -> HttpResponse:
        """Finish one's own attempt; finishing again answers the same."""
        raise_refusal(request)
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        now = received_at(request)
        user_id = _finisher(request, attempt_id)
        attempt = finish_attempt(attempt_id=attempt_id, user_id=user_id, now=now)
        return attempt_response(attempt, contest=contest_of(attempt), now=now)


class AttemptAnswersView(APIView):
    """The answers of an attempt.

    The gateway answers saves with a token before Django sees them, and leaves to this view whatever
    it does not answer itself: other ways of signing in, and every refusal.
    """

    authentication_classes = [
        AttemptTokenAuthentication,
        *APIView.authentication_classes,
    ]
    # A token is enough, and there is no user then; `_grant` decides.
    permission_classes = [AllowAny]
    throttle_scope = "save"

    @extend_schema(
        operation_id="attempts_answers_update",
        request=SaveSerializer,
        responses=SaveReplySerializer,
        examples=[SAVE, SAVE_REPLY],
    )
    def put(self, request: Request, attempt_id: UUID) -> HttpResponse:
        """Save one or more answers; each gets a verdict of its own."""
        raise_refusal(request)
        grant = _grant(request, attempt_id)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY_BYTES:
            raise too_large()
        reply = answer_save_request(
            grant=grant,
            body=request.body,
            content_type=request.content_type,
            received_at=received_at(request),
        )
        return _json_response(reply)


def received_at(request: Request) -> datetime:
    """When the request reached us: what is late is judged by that moment."""
    moment: datetime | None = request.META.get(RECEIVED_AT)
    return moment or clock.now()


def raise_refusal(request: Request) -> None:
    """Raise what the gateway met with when it tried this request; it is not tried again."""
    refusal: Exception | None = request.META.get(REFUSAL)
    if refusal is not None:
        raise refusal


def attempt_response(
    attempt: Attempt, *, contest: ContestReference | None, now: datetime, status: int = 200
) -> HttpResponse:
    """The attempt's document as a response that nobody keeps."""
    return _json_response(attempt_document(attempt, contest=contest, now=now), status=status)


def _json_response(body: bytes, *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        body,
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def _finisher(request: Request, attempt_id: UUID) -> UUID | None:
    """Whose attempt it must be; a token speaks for its attempt alone."""
    if isinstance(request.auth, AttemptGrant):
        if request.auth.attempt_id != attempt_id:
            raise token_refused()
        return None
    if not request.user.is_authenticated:
        raise NotAuthenticated
    user_id: UUID = request.user.pk
    return user_id


def _grant(request: Request, attempt_id: UUID) -> AttemptGrant:
    if isinstance(request.auth, AttemptGrant):
        if request.auth.attempt_id != attempt_id:
            raise token_refused()
        return request.auth
    if not request.user.is_authenticated:
        raise NotAuthenticated
    attempt = _own_attempt(request, attempt_id)
    return AttemptGrant(
        attempt_id=attempt.id, paper_id=attempt.paper_id, drawn=tuple(attempt.drawn)
    )


def _own_attempt(request: Request, attempt_id: UUID) -> Attempt:
    return get_object_or_404(visible_attempts(request.user), id=attempt_id)
