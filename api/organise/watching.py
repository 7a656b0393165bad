"""Watching a contest that one runs: counts, pulse, and the board as organisers see it."""

from typing import Any
from uuid import UUID

from django.core.cache import cache
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.boards.examples import BOARD as BOARD_PAGE
from api.boards.views import BOARD, KIND, PAGE, asked_page, board_data, shown_kind
from api.organise.contests import NO_STORE, organised_contest, organiser_of
from api.organise.entry_examples import WATCH
from api.organise.entry_serializers import WatchSerializer
from api.permissions import IsOrganiser
from common import clock
from quiz.contest.board_rows import counts_of
from quiz.contest.models import Contest
from quiz.contest.participation import Tally, participation
from quiz.contest.viewing import board_for
from quiz.contest.watching import pulse_of

# Several organisers with the page open ask every few seconds; counting takes a fifth of a second
# at 100,000.
KEPT_S = 3


class WatchContest(APIView):
    """How a contest is going."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_contests_watch",
        responses=WatchSerializer,
        examples=[WATCH],
    )
    def get(self, request: Request, contest_id: UUID) -> Response:
        """Read who registered, started, finished and is answering now."""
        contest = organised_contest(request, contest_id)
        key = f"contest:{contest.pk}:watch"
        watched = cache.get(key)
        if watched is None:
            watched = _watched(contest)
            cache.set(key, watched, KEPT_S)
        return Response(WatchSerializer(watched).data, headers=NO_STORE)


class OrganisedBoard(APIView):
    """A board as those who run the contest see it, also during a freeze."""

    permission_classes = (IsOrganiser,)

    @extend_schema(
        operation_id="organise_boards_retrieve",
        responses=BOARD,
        parameters=[KIND, PAGE],
        examples=[BOARD_PAGE],
    )
    def get(self, request: Request, contest_id: UUID, kind: str) -> Response:
        """Read one page of the newest board."""
        contest = organised_contest(request, contest_id)
        view = board_for(organiser_of(request), contest, clock.now(), runs_it=True)
        data = board_data(contest, shown_kind(contest, kind), view, page=asked_page(request))
        return Response(data, headers=NO_STORE)


def _watched(contest: Contest) -> dict[str, Any]:
    now = clock.now()
    counted = participation(contest=contest)
    pulse = pulse_of(contest, now=now)
    public = board_for(None, contest, now)
    counts = counts_of(counted)
    nowhere = counted.by_region.get(None, Tally())
    by_region: list[dict[str, Any]] = [dict(region) for region in counts["by_region"]]
    if nowhere.registered:
        by_region.append(
            {
                "code": None,
                "name": None,
                "registered": nowhere.registered,
                "started": nowhere.started,
                "finished": nowhere.finished,
                "passed": nowhere.passed,
            }
        )
    return {
        "as_of": now,
        "registered": counts["registered"],
        "started": counts["started"],
        "finished": counts["finished"],
        "passed": None if contest.pass_mark_percent is None else counts["passed"],
        "open_now": pulse.open_now,
        "is_simulated": contest.is_simulated,
        "by_region": by_region,
        "by_day": counts["by_day"],
        "by_round": [
            {
                "number": one.number,
                "title": one.title,
                "started": tally.started,
                "finished": tally.finished,
            }
            for one, tally in zip(contest.rounds.order_by("number"), counted.by_round, strict=True)
        ],
        "last_minutes": [
            {"minute": one.minute, "started": one.started, "finished": one.finished}
            for one in pulse.minutes
        ],
        "board": {
            "frozen": public.frozen,
            "published_at": public.snapshot.published_at if public.snapshot else None,
        },
    }
