"""The contests one runs: list, compose, change, and the steps of their lives."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.conditional import matches
from api.idempotency import idempotent
from api.organise.contest_examples import (
    CANCEL,
    CANCELLED,
    CHANGED_CONTEST,
    CLOSE,
    CLOSED,
    CONTEST_CARD,
    DRAFT,
    DRAFT_WITH_PRIZES,
    EXTEND,
    EXTENDED,
    FINALISED,
    PUBLISHED,
)
from api.organise.examples import NEW_CONTEST
from api.organise.serializers import (
    ChangedContestSerializer,
    ExtendSerializer,
    NeededReasonSerializer,
    NewContestSerializer,
    OrganisedContestCardSerializer,
    OrganisedContestSerializer,
    ReasonSerializer,
)
from api.pages import CursorPages
from api.permissions import IsOrganiser
from api.problems import Problem
from api.schema.problems import problem
from api.strict import NOTHING, NothingSerializer
from common import clock
from quiz.contest.checking import check_contest
from quiz.contest.closing import cancel_contest, close_contest
from quiz.contest.drafting import change_contest, create_contest, delete_draft
from quiz.contest.enums import ContestState
from quiz.contest.extending import extend_contest
from quiz.contest.finalising import finalise_contest
from quiz.contest.models import Contest, Prize, Round
from quiz.contest.publishing import publish_contest
from quiz.contest.scopes import organised_contests
from quiz.contest.viewing import board_for

NO_STORE = {"Cache-Control": "private, no-store"}
_CONFLICT = problem("conflict")
_CHANGED = problem("changed_meanwhile")


def organiser_of(request: Request) -> User:
    """Who asks; `IsOrganiser` let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101 - see above
    return request.user


def organised_contest(request: Request, contest_id: UUID) -> Contest:
    """The contest, if the sender runs it; 404 otherwise."""
    return get_object_or_404(_contests(request), pk=contest_id)


class OrganisedContests(APIView):
    """The contests that one runs."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages

    @extend_schema(
        operation_id="organise_contests_list",
        responses=OrganisedContestCardSerializer(many=True),
        examples=[CONTEST_CARD],
    )
    def get(self, request: Request) -> Response:
        """List the contests of one's organisations, the newest first."""
        now = clock.now()
        contests = organised_contests(organiser_of(request)).select_related("organisation")
        pages = CursorPages()
        rows = pages.paginate_queryset(contests, request, view=self) or []
        context = {"now": now, "counts": _counts(organiser_of(request), rows, now)}
        shown = OrganisedContestCardSerializer(rows, many=True, context=context)
        response = pages.get_paginated_response(shown.data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response

    @extend_schema(
        operation_id="organise_contests_create",
        request=NewContestSerializer,
        responses={201: OrganisedContestSerializer},
        examples=[NEW_CONTEST, DRAFT],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Create a draft."""
        given = NewContestSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        settings = dict(given.validated_data)
        contest = create_contest(
            organisation=settings.pop("organisation"),
            blueprint=settings.pop("blueprint", {}),
            rounds=settings.pop("rounds", ()),
            prizes=settings.pop("prizes", ()),
            settings=settings,  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=organiser_of(request),
            now=clock.now(),
        )
        response = contest_response(request, contest.pk, status=HTTPStatus.CREATED)
        response["Location"] = f"/api/v1/organise/contests/{contest.pk}"
        return response


class OrganisedContest(APIView):
    """One contest that one runs."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_retrieve",
        responses=OrganisedContestSerializer,
        examples=[DRAFT, EXTENDED],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """Read the whole configuration. The tag goes back in `If-Match` with a change."""
        return contest_response(request, contest_id)

    @extend_schema(
        operation_id="organise_contests_update",
        request=ChangedContestSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT, 412: _CHANGED},
        examples=[CHANGED_CONTEST, DRAFT_WITH_PRIZES],
    )
    def patch(self, request: Request, contest_id: UUID) -> Response:
        """Change what is given. Once published, only what changes nobody's chances."""
        contest = organised_contest(request, contest_id)
        refuse_if_changed(request, contest)
        given = ChangedContestSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        settings = dict(given.validated_data)
        change_contest(
            contest=contest,
            rounds=settings.pop("rounds", ()),
            prizes=settings.pop("prizes", None),
            settings=settings,  # type: ignore[arg-type]  # the serializer's fields are its keys
            by=organiser_of(request),
            now=clock.now(),
        )
        return contest_response(request, contest_id)

    @extend_schema(operation_id="organise_contests_destroy", responses={204: None, 409: _CONFLICT})
    def delete(self, request: Request, contest_id: UUID) -> Response:
        """Throw a draft away."""
        delete_draft(contest=organised_contest(request, contest_id))
        return Response(status=HTTPStatus.NO_CONTENT)


class PublishContest(APIView):
    """Publishing."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_publish",
        request=NothingSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT},
        examples=[NOTHING, PUBLISHED],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Make a draft public and freeze its paper; names everything that is still wrong."""
        return act(request, contest_id, NothingSerializer, publish_contest)


class CloseContest(APIView):
    """Closing before the end."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_close",
        request=ReasonSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT},
        examples=[CLOSE, CLOSED],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Let nobody start any more; attempts in progress keep their time."""
        return act(request, contest_id, ReasonSerializer, close_contest)


class ExtendContest(APIView):
    """A later end."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_extend",
        request=ExtendSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT},
        examples=[EXTEND, EXTENDED],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Move an end later, also for those whose time the old one would have cut short."""
        return act(request, contest_id, ExtendSerializer, extend_contest)


class CancelContest(APIView):
    """Calling off."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_cancel",
        request=NeededReasonSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT},
        examples=[CANCEL, CANCELLED],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Call the contest off."""
        return act(request, contest_id, NeededReasonSerializer, cancel_contest)


class FinaliseContest(APIView):
    """Final standings."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_finalise",
        request=NothingSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT},
        examples=[NOTHING, FINALISED],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Write the standings down for good, once nobody is answering any more."""
        return act(request, contest_id, NothingSerializer, finalise_contest)


def act(
    request: Request,
    contest_id: UUID,
    serializer: type[NothingSerializer | ReasonSerializer | NeededReasonSerializer],
    action: Callable[..., Contest],
) -> Response:
    """Take a step in a contest's life, and answer with the contest as it is then."""
    contest = organised_contest(request, contest_id)
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    action(contest=contest, by=organiser_of(request), now=clock.now(), **given.validated_data)
    return contest_response(request, contest_id)


def contest_response(
    request: Request, contest_id: UUID, *, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """The contest as it is now."""
    now = clock.now()
    contest = organised_contest(request, contest_id)
    problems: list[Any] = []
    if contest.state == ContestState.DRAFT:
        problems = check_contest(contest, list(contest.rounds.all()), now=now)
    shown = OrganisedContestSerializer(contest, context={"now": now, "problems": problems})
    return Response(shown.data, status=status, headers={**NO_STORE, "ETag": _etag(contest)})


def _contests(request: Request) -> QuerySet[Contest]:
    rounds = Prefetch("rounds", Round.objects.select_related("blueprint").order_by("number"))
    prizes = Prefetch("prizes", Prize.objects.order_by("number"))
    contests = organised_contests(organiser_of(request))
    return contests.select_related("organisation").prefetch_related("regions", rounds, prizes)


def _counts(organiser: User, contests: list[Contest], now: datetime) -> dict[UUID, dict[str, Any]]:
    """The counts that were published last, as one who runs the contests may see them."""
    views = {
        contest.pk: board_for(organiser, contest, now, runs_it=True)
        for contest in contests
        if contest.state not in (ContestState.DRAFT, ContestState.CANCELLED)
    }
    return {contest_id: view.snapshot.counts for contest_id, view in views.items() if view.snapshot}


def _etag(contest: Contest) -> str:
    return f'"{contest.version}"'


def refuse_if_changed(request: Request, contest: Contest) -> None:
    """Raise 412 where the sender read an older version of the contest than there is."""
    given = request.headers.get("If-Match")
    if given and not matches(given, _etag(contest)):
        raise Problem(
            status=HTTPStatus.PRECONDITION_FAILED,
            code="changed_meanwhile",
            detail=_("Somebody changed this after you read it. Please read it again."),
        )
