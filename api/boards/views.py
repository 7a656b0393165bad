"""Boards over HTTP: pages for everybody, and one's own place."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.boards import examples
from api.boards.serializers import (
    MyPeopleBoardSerializer,
    MyTeamBoardSerializer,
    PeopleBoardSerializer,
    TeamBoardSerializer,
    board_document,
    board_head,
)
from api.contests.lookup import contest_for, public_contest
from api.problems import FieldProblem, Problem
from api.public_pages import PublicView
from common import clock
from quiz.contest.board_publishing import ROWS_A_PAGE
from quiz.contest.board_rows import people_rows
from quiz.contest.entering import entry_of
from quiz.contest.models import Contest, Entry
from quiz.contest.team_tallies import prefectures
from quiz.contest.viewing import NEIGHBOURS_EACH_SIDE, BoardView, board_for, neighbours, place_of
from quiz.leaderboard.enums import BoardKind

MAX_PAGE = 1_000_000
KIND = OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=BoardKind.values)
PAGE = OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE})

BOARD = PolymorphicProxySerializer(
    component_name="Board",
    serializers=[PeopleBoardSerializer, TeamBoardSerializer],
    resource_type_field_name=None,
)
MY_BOARD = PolymorphicProxySerializer(
    component_name="MyBoard",
    serializers=[MyPeopleBoardSerializer, MyTeamBoardSerializer],
    resource_type_field_name=None,
)


class BoardPage(PublicView):
    """A board as everybody may see it; organisers see more under `/organise`."""

    @extend_schema(
        operation_id="boards_retrieve",
        responses=BOARD,
        parameters=[KIND, PAGE],
        examples=[examples.BOARD],
    )
    def get(self, request: Request, slug: str, kind: str) -> HttpResponse:
        """Read one page of a board, fifty rows."""
        return self.respond(request, slug=slug, kind=kind)

    def canonical_query(self, request: Request) -> str:
        """`page=3`, and nothing for the first page."""
        page = asked_page(request)
        return f"page={page}" if page > 1 else ""

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        """From the snapshot; a page further down asks for its fifty names."""
        contest = public_contest(kwargs["slug"])
        kind = shown_kind(contest, kwargs["kind"])
        view = board_for(None, contest, clock.now())
        return board_data(contest, kind, view, page=asked_page(request))


class MyBoardPlace(APIView):
    """One's own place on a board."""

    @extend_schema(
        operation_id="boards_me",
        responses=MY_BOARD,
        parameters=[KIND],
        examples=[examples.MY_PLACE],
    )
    def get(self, request: Request, slug: str, kind: str) -> Response:
        """Read where one stands, with three neighbours either side."""
        assert isinstance(request.user, User)  # noqa: S101 - only the signed-in come so far
        contest = contest_for(request, slug)
        shown = shown_kind(contest, kind)
        view = board_for(request.user, contest, clock.now())
        entry = entry_of(contest, request.user)
        head = board_head(contest, shown, view) | {
            "score": entry.score_centi if entry else None,
            "place": None,
            "rows": [],
        }
        serializer: type[MyPeopleBoardSerializer | MyTeamBoardSerializer]
        if shown is BoardKind.PEOPLE:
            serializer = MyPeopleBoardSerializer
            found = _among_people(contest, entry, view)
        else:
            serializer = MyTeamBoardSerializer
            found = _among_teams(shown, entry, view)
        return Response(
            serializer(head | found).data, headers={"Cache-Control": "private, no-store"}
        )


def asked_page(request: Request) -> int:
    """The page that is asked for; raises for what is no page."""
    asked = request.query_params.get("page", "1")
    if asked.isascii() and asked.isdecimal() and len(asked) <= len(str(MAX_PAGE)):
        page = int(asked)
        if 1 <= page <= MAX_PAGE:
            return page
    detail = _("Pages are counted from 1.")
    raise Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=detail,
        errors=[FieldProblem("/page", "out_of_range", detail)],
    )


def shown_kind(contest: Contest, kind: str) -> BoardKind:
    """The kind, if the contest has such a board."""
    if kind not in BoardKind.values or kind not in contest.board_kinds:
        raise Http404
    return BoardKind(kind)


def board_data(
    contest: Contest, kind: BoardKind, view: BoardView, *, page: int
) -> Mapping[str, Any]:
    """One page of a board as JSON values."""
    document = board_document(contest, kind, view, page=page)
    if document is None:
        raise Http404
    if kind is BoardKind.PEOPLE:
        return PeopleBoardSerializer(document).data
    return TeamBoardSerializer(document).data


def _among_people(contest: Contest, entry: Entry | None, view: BoardView) -> dict[str, Any]:
    place = place_of(entry, view.snapshot) if entry else None
    if place is None or view.snapshot is None or entry is None:
        return {}
    near = neighbours(view.snapshot, place)
    rows = people_rows(contest, near, view.snapshot.layout)
    mine = next(index for index, row in enumerate(near) if row.entry_id == entry.pk)
    return {
        "place": {"rank": place.rank, "of": place.of, "page": place.row // ROWS_A_PAGE + 1},
        "rows": _marked(rows, mine),
    }


def _among_teams(kind: BoardKind, entry: Entry | None, view: BoardView) -> dict[str, Any]:
    teams: list[Any] = view.snapshot.teams.get(kind.value, []) if view.snapshot else []
    code = _team_of(kind, entry)
    row = next((index for index, team in enumerate(teams) if team["code"] == code), None)
    if row is None:
        return {}
    first = max(row - NEIGHBOURS_EACH_SIDE, 0)
    return {
        "place": {
            "rank": teams[row]["rank"],
            "of": len(teams),
            "page": row // ROWS_A_PAGE + 1,
        },
        "rows": _marked(teams[first : row + NEIGHBOURS_EACH_SIDE + 1], row - first),
    }


def _team_of(kind: BoardKind, entry: Entry | None) -> str | None:
    if entry is None:
        return None
    if kind is BoardKind.ORGANISATIONS:
        return entry.organisation.slug if entry.organisation else None
    return prefectures().get(entry.region_id) if entry.region_id else None


def _marked(rows: Sequence[Any], mine: int) -> list[dict[str, Any]]:
    return [{**row, "is_me": index == mine} for index, row in enumerate(rows)]
