"""Who won the prizes of a contest that one runs."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.organise.contests import NO_STORE, organised_contest
from api.organise.entry_examples import ORGANISED_AWARD
from api.organise.prize_serializers import OrganisedAwardSerializer
from api.pages import CursorPages
from api.permissions import IsOrganiser
from quiz.contest.awarding import newest_awards


class ContestAwards(APIView):
    """The prizes that were awarded."""

    permission_classes = (IsOrganiser,)
    pagination_class = CursorPages
    page_ordering = ("id",)

    @extend_schema(
        operation_id="organise_contests_awards",
        responses=OrganisedAwardSerializer(many=True),
        examples=[ORGANISED_AWARD],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """List who won what, prize after prize; empty before the results are final."""
        contest = organised_contest(request, contest_id)
        awards = newest_awards(contest).select_related(
            "prize", "entry__user", "entry__region", "entry__organisation"
        )
        pages = CursorPages()
        rows = pages.paginate_queryset(awards, request, view=self) or []
        response = pages.get_paginated_response(OrganisedAwardSerializer(rows, many=True).data)
        response["Cache-Control"] = NO_STORE["Cache-Control"]
        return response
