"""Taking part: entering a contest, starting an attempt, one's own entries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.attempts.examples import OPEN_ATTEMPT
from api.attempts.serializers import AttemptSerializer
from api.attempts.views import attempt_response, raise_refusal, received_at
from api.contests.examples import ENTER, ENTERED, ENTRY
from api.contests.lookup import contest_for, rounds_with_papers, viewer_of
from api.contests.serializers import (
    EnteredContestSerializer,
    EnterSerializer,
    OwnEntrySerializer,
    entry_document,
)
from api.contests.start_pass import StartPassAuthentication, contest_reference
from api.pages import CursorPages
from api.schema.problems import problem
from api.strict import NOTHING, NothingSerializer
from api.throttles import network_asking
from common import clock
from common.text import LocalisedText
from quiz.attempt.models import Attempt
from quiz.contest.awarding import prizes_by_entry
from quiz.contest.entering import enter_contest, entry_of
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest, Entry, Round
from quiz.contest.scopes import organised_contests
from quiz.contest.start_pass import issue_start_pass
from quiz.contest.start_status import start_status, status_of
from quiz.contest.starting import start_contest_attempt
from quiz.contest.viewing import board_for

PRIVATE = {"Cache-Control": "private, no-store"}
_REFUSALS = {
    401: problem("sign_in_required"),
    403: problem("not_eligible", "access_code_required", "access_code_wrong", "disqualified"),
    409: problem("not_open_yet", "already_closed", "cancelled"),
}


class ContestEntry(APIView):
    """One's own participation."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="contests_entry_retrieve", responses=OwnEntrySerializer, examples=[ENTRY]
    )
    def get(self, request: Request, slug: str) -> Response:
        """Read what one can do in this contest now, and one's own score and place."""
        contest = contest_for(request, slug)
        return Response(_entry_data(request, contest), headers=PRIVATE)


class ContestEntries(APIView):
    """Entering."""

    throttle_scope = "access_code"

    @extend_schema(
        operation_id="contests_entries_create",
        request=EnterSerializer,
        responses={200: OwnEntrySerializer, 201: OwnEntrySerializer, **_REFUSALS},
        examples=[ENTER, ENTRY],
    )
    def post(self, request: Request, slug: str) -> Response:
        """Enter a contest; entering again changes nothing."""
        given = EnterSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = _signed_in(request)
        contest = contest_for(request, slug)
        is_new = entry_of(contest, user) is None
        enter_contest(
            contest=contest,
            user=user,
            access_code=given.validated_data.get("access_code"),
            network=network_asking(request),
            now=clock.now(),
        )
        status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        return Response(_entry_data(request, contest), status=status, headers=PRIVATE)


class ContestAttempts(APIView):
    """Starting. The gateway answers the plain starts of those with a pass."""

    authentication_classes = [StartPassAuthentication, *APIView.authentication_classes]
    throttle_scope = "start"

    @extend_schema(
        operation_id="contests_attempts_create",
        request=NothingSerializer,
        responses={
            200: AttemptSerializer,
            201: AttemptSerializer,
            **_REFUSALS,
            409: problem(
                "not_open_yet",
                "already_closed",
                "cancelled",
                "attempt_limit_reached",
                "round_limit_reached",
                "daily_limit_reached",
                "conflict",
            ),
        },
        examples=[NOTHING, OPEN_ATTEMPT],
    )
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Start an attempt (201), or go on with the one in progress (200)."""
        raise_refusal(request)
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        now = received_at(request)
        contest = contest_for(request, slug)
        started = start_contest_attempt(contest=contest, user=_signed_in(request), now=now)
        return attempt_response(
            started.attempt,
            contest=contest_reference(contest),
            now=now,
            status=HTTPStatus.CREATED if started.is_new else HTTPStatus.OK,
        )


class MyEntries(APIView):
    """The contests one entered."""

    pagination_class = CursorPages

    @extend_schema(
        operation_id="me_entries_list",
        responses=EnteredContestSerializer(many=True),
        examples=[ENTERED],
    )
    def get(self, request: Request) -> Response:
        """List the contests one entered, with one's own attempts; the latest first."""
        user = _signed_in(request)
        now = clock.now()
        contests = Contest.objects.select_related("organisation").prefetch_related(
            rounds_with_papers()
        )
        entries = Entry.objects.filter(user=user).prefetch_related(Prefetch("contest", contests))
        pages = CursorPages()
        rows = pages.paginate_queryset(entries, request, view=self) or []
        documents = _entered_contests(user, rows, now)
        context = {"now": now, "rounds": _rounds_by_paper(rows)}
        shown = EnteredContestSerializer(documents, many=True, context=context)
        response = pages.get_paginated_response(shown.data)
        response["Cache-Control"] = PRIVATE["Cache-Control"]
        return response


def _entered_contests(user: User, entries: list[Entry], now: datetime) -> list[dict[str, Any]]:
    """What `EnteredContestSerializer` renders. Two queries, whatever the number of entries."""
    attempts: defaultdict[UUID, list[Attempt]] = defaultdict(list)
    mine = Attempt.objects.filter(entry_id__in=[entry.pk for entry in entries])
    for attempt in mine.order_by("entry_id", "number"):
        attempts[attempt.entry_id].append(attempt)
    contest_ids = [entry.contest_id for entry in entries]
    run_by_me = set(
        organised_contests(user).filter(pk__in=contest_ids).values_list("pk", flat=True)
    )
    prizes = _prizes_won(entries)
    documents = []
    for entry in entries:
        contest = entry.contest
        status = status_of(
            contest=contest,
            rounds=list(contest.rounds.all()),
            entry=entry,
            attempts=attempts[entry.pk],
            # Who entered was eligible; whether that changed is looked at when starting.
            ineligible=None,
            now=now,
        )
        view = board_for(user, contest, now, runs_it=contest.pk in run_by_me)
        documents.append(
            {
                "contest": contest,
                "entry": entry_document(contest, status, view, prizes.get(entry.pk, ())),
                "attempts": attempts[entry.pk],
            }
        )
    return documents


def _prizes_won(entries: list[Entry]) -> dict[UUID, list[LocalisedText]]:
    """What was won in contests whose results are final; asks nothing where there is none."""
    final = [entry.pk for entry in entries if entry.contest.state == ContestState.FINAL]
    return prizes_by_entry(final) if final else {}


def _rounds_by_paper(entries: list[Entry]) -> dict[UUID, Round]:
    """The rounds of contests that have several, by the papers that were sat in them."""
    several = [rounds for entry in entries if len(rounds := entry.contest.rounds.all()) > 1]
    return {one.paper_id: one for rounds in several for one in rounds if one.paper_id}


def _entry_data(request: Request, contest: Contest) -> dict[str, Any]:
    now = clock.now()
    viewer = viewer_of(request)
    status = start_status(contest=contest, user=viewer, now=now)
    view = board_for(viewer, contest, now)
    won: Sequence[LocalisedText] = ()
    if status.entry is not None and contest.state == ContestState.FINAL:
        won = prizes_by_entry([status.entry.pk]).get(status.entry.pk, ())
    start_pass = None
    if viewer is not None and not (status.entry and status.entry.is_disqualified):
        start_pass = issue_start_pass(contest=contest, user=viewer, entry=status.entry, now=now)
    document = entry_document(contest, status, view, won) | {"start_pass": start_pass}
    return dict(OwnEntrySerializer(document).data)


def _signed_in(request: Request) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - only the signed-in come so far
    return request.user
