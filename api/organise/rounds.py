"""The rounds of a contest that one runs. They are changed together with the contest itself."""

from http import HTTPStatus
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.idempotency import idempotent
from api.organise.contest_examples import ONE_ROUND_LEFT, REORDERED, ROUND, ROUND_ORDER, TWO_ROUNDS
from api.organise.contests import (
    NO_STORE,
    contest_response,
    organised_contest,
    organiser_of,
    refuse_if_changed,
)
from api.organise.examples import NEW_ROUND
from api.organise.serializers import (
    AddedRoundSerializer,
    OrganisedContestSerializer,
    OrganisedRoundSerializer,
    RoundOrderSerializer,
)
from api.permissions import IsOrganiser
from api.schema.problems import problem
from common import clock
from quiz.contest.arranging import add_round, order_rounds, remove_round

_CONFLICT = problem("conflict")
_CHANGED = problem("changed_meanwhile")


class ContestRounds(APIView):
    """The rounds of one contest."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_rounds_list",
        responses=OrganisedRoundSerializer(many=True),
        examples=[ROUND],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """List all rounds in their order, at most twenty."""
        contest = organised_contest(request, contest_id)
        context = {"now": clock.now()}
        shown = OrganisedRoundSerializer(contest.rounds.all(), many=True, context=context)
        return Response(shown.data, headers=NO_STORE)

    @extend_schema(
        operation_id="organise_rounds_create",
        request=AddedRoundSerializer,
        responses={201: OrganisedContestSerializer, 409: _CONFLICT, 412: _CHANGED},
        examples=[NEW_ROUND, TWO_ROUNDS],
    )
    @idempotent
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Add a round at the end of a draft; the contest's window is widened to hold it."""
        contest = organised_contest(request, contest_id)
        refuse_if_changed(request, contest)
        given = AddedRoundSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        added = add_round(
            contest=contest, by=organiser_of(request), now=clock.now(), **given.validated_data
        )
        response = contest_response(request, contest_id, status=HTTPStatus.CREATED)
        response["Location"] = f"/api/v1/organise/contests/{contest_id}/rounds/{added.pk}"
        return response


class ContestRound(APIView):
    """One round."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_rounds_retrieve",
        responses=OrganisedRoundSerializer,
        examples=[ROUND],
    )
    def get(self, request: Request, contest_id: UUID, round_id: UUID) -> Response:
        """Read one round."""
        contest = organised_contest(request, contest_id)
        one = get_object_or_404(contest.rounds.select_related("blueprint", "contest"), pk=round_id)
        shown = OrganisedRoundSerializer(one, context={"now": clock.now()})
        return Response(shown.data, headers=NO_STORE)

    @extend_schema(
        operation_id="organise_rounds_destroy",
        responses={200: OrganisedContestSerializer, 409: _CONFLICT, 412: _CHANGED},
        examples=[ONE_ROUND_LEFT],
    )
    def delete(self, request: Request, contest_id: UUID, round_id: UUID) -> Response:
        """Take a round out of a draft; the contest's window becomes that of the others."""
        contest = organised_contest(request, contest_id)
        get_object_or_404(contest.rounds.all(), pk=round_id)
        refuse_if_changed(request, contest)
        remove_round(contest=contest, round_id=round_id, by=organiser_of(request), now=clock.now())
        return contest_response(request, contest_id)


class RoundOrder(APIView):
    """The order of the rounds."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_rounds_order",
        request=RoundOrderSerializer,
        responses={200: OrganisedContestSerializer, 409: _CONFLICT, 412: _CHANGED},
        examples=[ROUND_ORDER, REORDERED],
    )
    def post(self, request: Request, contest_id: UUID) -> Response:
        """Put the rounds of a draft into another order; their windows stay where they are."""
        contest = organised_contest(request, contest_id)
        refuse_if_changed(request, contest)
        given = RoundOrderSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        order_rounds(
            contest=contest,
            order=given.validated_data["rounds"],
            by=organiser_of(request),
            now=clock.now(),
        )
        return contest_response(request, contest_id)
