"""The people of a contest that one runs, and decisions about single ones."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.organise.contests import NO_STORE, organised_contest, organiser_of
from api.organise.entry_examples import (
    DISQUALIFIED,
    DISQUALIFY,
    EXTRA_TIME,
    ORGANISED_ENTRY,
    ORGANISED_ENTRY_DETAIL,
    REINSTATE,
    WITH_EXTRA_TIME,
)
from api.organise.entry_serializers import (
    ExtraTimeSerializer,
    OrganisedEntryDetailSerializer,
    OrganisedEntrySerializer,
)
from api.organise.serializers import NeededReasonSerializer
from api.pages import CursorPages
from api.permissions import IsOrganiser
from common import clock
from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt
from quiz.contest.disqualifying import disqualify_entry, reinstate_entry
from quiz.contest.extra_time import grant_extra_time
from quiz.contest.models import Entry, Round
from quiz.contest.scopes import organised_entries

MAX_SEARCH = 60


class ContestPeople(APIView):
    """Who entered."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages

    @extend_schema(
        operation_id="organise_contests_entries",
        responses=OrganisedEntrySerializer(many=True),
        parameters=[
            OpenApiParameter(
                "search",
                {"type": "string", "maxLength": MAX_SEARCH},
                description="Part of a name, or the beginning of a username, phone or e-mail.",
            )
        ],
        examples=[ORGANISED_ENTRY],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """List who entered, the latest first."""
        contest = organised_contest(request, contest_id)
        entries = _with_attempts(Entry.objects.filter(contest=contest), clock.now())
        search = request.query_params.get("search", "").replace("\x00", "").strip()[:MAX_SEARCH]
        if search:
            entries = entries.filter(
                Q(user__display_name__icontains=search)
                | Q(user__username__istartswith=search)
                | Q(user__phone__startswith=search)
                | Q(user__phone__startswith=f"+86{search}")
                | Q(user__email__istartswith=search)
            )
        pages = CursorPages()
        rows = pages.paginate_queryset(entries, request, view=self) or []
        response = pages.get_paginated_response(OrganisedEntrySerializer(rows, many=True).data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response


class OrganisedEntryView(APIView):
    """One entry."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_entries_retrieve",
        responses=OrganisedEntryDetailSerializer,
        examples=[ORGANISED_ENTRY_DETAIL],
    )
    def get(self, request: Request, entry_id: UUID) -> Response:
        """Read one person's participation, with every attempt."""
        return _entry_response(request, entry_id)


class ExtraTime(APIView):
    """Extra time for one person."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_entries_extra_time",
        request=ExtraTimeSerializer,
        responses=OrganisedEntryDetailSerializer,
        examples=[EXTRA_TIME, WITH_EXTRA_TIME],
    )
    def post(self, request: Request, entry_id: UUID) -> Response:
        """Give somebody a longer time limit, also for an attempt in progress."""
        entry = _entry(request, entry_id)
        given = ExtraTimeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        grant_extra_time(
            entry=entry, by=organiser_of(request), now=clock.now(), **given.validated_data
        )
        return _entry_response(request, entry_id)


class Disqualify(APIView):
    """Off the boards."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_entries_disqualify",
        request=NeededReasonSerializer,
        responses=OrganisedEntryDetailSerializer,
        examples=[DISQUALIFY, DISQUALIFIED],
    )
    def post(self, request: Request, entry_id: UUID) -> Response:
        """Take an entry off the boards; doing it again changes nothing."""
        entry = _entry(request, entry_id)
        disqualify_entry(
            entry=entry, by=organiser_of(request), reason=_reason(request), now=clock.now()
        )
        return _entry_response(request, entry_id)


class Reinstate(APIView):
    """Back on the boards."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_entries_reinstate",
        request=NeededReasonSerializer,
        responses=OrganisedEntryDetailSerializer,
        examples=[REINSTATE, ORGANISED_ENTRY_DETAIL],
    )
    def post(self, request: Request, entry_id: UUID) -> Response:
        """Put a disqualified entry back; doing it again changes nothing."""
        entry = _entry(request, entry_id)
        reinstate_entry(
            entry=entry, by=organiser_of(request), reason=_reason(request), now=clock.now()
        )
        return _entry_response(request, entry_id)


def _reason(request: Request) -> str:
    given = NeededReasonSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    reason: str = given.validated_data["reason"]
    return reason


def _entry(request: Request, entry_id: UUID) -> Entry:
    return get_object_or_404(organised_entries(organiser_of(request)), pk=entry_id)


def _entry_response(request: Request, entry_id: UUID) -> Response:
    entries = _with_attempts(organised_entries(organiser_of(request)), clock.now())
    entry: Any = get_object_or_404(entries, pk=entry_id)
    entry.attempts_list = list(Attempt.objects.filter(entry_id=entry_id).order_by("number"))
    rounds = Round.objects.filter(contest=entry.contest_id)
    context = {"rounds": dict(rounds.values_list("paper_id", "number"))}
    return Response(OrganisedEntryDetailSerializer(entry, context=context).data, headers=NO_STORE)


def _with_attempts(entries: QuerySet[Entry], now: datetime) -> QuerySet[Entry]:
    """Entries with the number of their attempts, and whether one is in progress."""
    attempts = Attempt.objects.filter(entry_id=OuterRef("pk")).order_by()
    counted = attempts.values("entry_id").annotate(number=Count("pk")).values("number")
    in_progress = attempts.filter(state=AttemptState.OPEN, deadline__gt=now)
    return entries.select_related("contest", "user", "region", "organisation").annotate(
        attempt_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        attempt_open=Exists(in_progress),
    )
