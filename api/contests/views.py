"""Contests as everybody may see them: the list, the facts, how many took part, the calendar."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.boards.serializers import ParticipationSerializer, participation_document
from api.campaign.serializers import ContestCardSerializer
from api.contests.examples import AWARD, CARD, CONTEST, PARTICIPATION
from api.contests.lookup import public_contest, with_cards
from api.contests.prize_serializers import AwardSerializer
from api.contests.serializers import ContestSerializer
from api.pages import CursorPages
from api.problems import FieldProblem, Problem
from api.public_pages import PublicView, ready_page
from api.ready_bytes import provide_ready_bytes
from api.rendering import FileNegotiation
from common import clock
from common.text import localise
from quiz.contest.awarding import newest_awards
from quiz.contest.calendar_file import calendar_file
from quiz.contest.enums import ContestState, Phase
from quiz.contest.models import Contest
from quiz.contest.rules_text import contest_rules
from quiz.contest.scopes import visible_contests
from quiz.contest.viewing import board_for

STATES = (Phase.OPEN, Phase.UPCOMING, Phase.FINISHED)

provide_ready_bytes(r"/contests/[^/]+(?:/participation|/boards/[a-z]+)?")(ready_page)


class ContestList(APIView):
    """Contests that everybody may see."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    pagination_class = CursorPages
    page_ordering = ("-opens_at", "-id")

    @extend_schema(
        operation_id="contests_list",
        responses=ContestCardSerializer(many=True),
        examples=[CARD],
        parameters=[
            OpenApiParameter(
                "state", str, enum=[state.value for state in STATES], description="What it is now."
            ),
        ],
    )
    def get(self, request: Request) -> Response:
        """List contests, or only those that are open, to come or over."""
        now = clock.now()
        contests = with_cards(_in_state(request.query_params.get("state"), now))
        pages = CursorPages()
        rows = pages.paginate_queryset(contests, request, view=self) or []
        shown = ContestCardSerializer(rows, many=True, context={"now": now})
        response = pages.get_paginated_response(shown.data)
        response["Cache-Control"] = "public, max-age=5"
        return response


class ContestDetail(PublicView):
    """One contest."""

    @extend_schema(
        operation_id="contests_retrieve", responses=ContestSerializer, examples=[CONTEST]
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Read a contest's facts and its rules in plain words."""
        return self.respond(request, slug=slug)

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        """Seven queries, once in a while."""
        contests = with_cards(visible_contests(None)).prefetch_related(
            "regions", "campaigns", "prizes"
        )
        contest = get_object_or_404(contests, slug=kwargs["slug"])
        return ContestSerializer(contest, context={"now": clock.now()}).data


class ContestParticipation(PublicView):
    """How many took part."""

    @extend_schema(
        operation_id="contests_participation",
        responses=ParticipationSerializer,
        examples=[PARTICIPATION],
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Read how many people registered, started, finished and passed, each counted once."""
        return self.respond(request, slug=slug)

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        """From the snapshot that everybody may see."""
        contest = public_contest(kwargs["slug"])
        view = board_for(None, contest, clock.now())
        return ParticipationSerializer(participation_document(contest, view)).data


class ContestCalendar(APIView):
    """A contest for one's calendar."""

    content_negotiation_class = FileNegotiation
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="contests_calendar", responses={(200, "text/calendar"): OpenApiTypes.STR}
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Download the contest's window, or each of its rounds, as an iCalendar file."""
        contests = with_cards(visible_contests(None)).prefetch_related("regions")
        contest = get_object_or_404(contests, slug=slug)
        language = get_language() or ""
        rules = contest_rules(
            contest,
            rounds=list(contest.rounds.all()),
            region_names=[localise(region.name, language) for region in contest.regions.all()],
            prizes=list(contest.prizes.order_by("number")),
        )
        file = calendar_file(
            contest,
            rounds=list(contest.rounds.all()),
            rules=rules,
            address=f"{settings.PUBLIC_BASE_URL}/contests/{contest.slug}",
            # To the hour, so that the file and its tag stay the same for a while.
            now=clock.now().replace(minute=0, second=0, microsecond=0),
        )
        return HttpResponse(
            file,
            content_type="text/calendar; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{contest.slug}.ics"',
                "Cache-Control": "public, max-age=60",
                "Vary": "Accept-Language",
            },
        )


class ContestAwards(APIView):
    """Who won the prizes."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    pagination_class = CursorPages
    page_ordering = ("id",)

    @extend_schema(
        operation_id="contests_awards", responses=AwardSerializer(many=True), examples=[AWARD]
    )
    def get(self, request: Request, slug: str) -> Response:
        """List who won what, prize after prize; empty before the results are final."""
        awards = newest_awards(public_contest(slug)).select_related(
            "prize", "contest", "entry__user"
        )
        pages = CursorPages()
        rows = pages.paginate_queryset(awards, request, view=self) or []
        response = pages.get_paginated_response(AwardSerializer(rows, many=True).data)
        response["Cache-Control"] = "public, max-age=60"
        response["Vary"] = "Accept-Language"
        return response


def _in_state(state: str | None, now: datetime) -> QuerySet[Contest]:
    contests = visible_contests(None)
    running = Q(state=ContestState.PUBLISHED)
    match state:
        case None:
            return contests
        case Phase.OPEN:
            return contests.filter(running, opens_at__lte=now, closes_at__gt=now)
        case Phase.UPCOMING:
            return contests.filter(running, opens_at__gt=now)
        case Phase.FINISHED:
            over = Q(state__in=[ContestState.CLOSED, ContestState.FINAL])
            return contests.filter(over | running & Q(closes_at__lte=now))
    detail = _("Ask for open, upcoming or finished.")
    raise Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=detail,
        errors=[FieldProblem("/state", "invalid_choice", detail)],
    )
