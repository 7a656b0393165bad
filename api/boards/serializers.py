"""Shapes of boards and participation, and how they are made of snapshots."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import LocalisedStringField, PointsField
from quiz.contest.board_publishing import ROWS_A_PAGE
from quiz.contest.board_rows import people_rows
from quiz.contest.models import Contest
from quiz.contest.viewing import BoardView
from quiz.leaderboard.enums import BoardKind
from quiz.leaderboard.shared_snapshots import LiveSnapshot

# Two shapes of board, told apart by their kind.
PEOPLE = [BoardKind.PEOPLE.value]
TEAMS = [BoardKind.REGIONS.value, BoardKind.ORGANISATIONS.value]


@extend_schema_field({"type": "string"})
class PersonNameField(LocalisedStringField):
    """A name as it was given, or the words that stand for one; read only."""

    def to_representation(self, value: str | Mapping[str, object]) -> str:
        """The name, or the words in the active language."""
        return value if isinstance(value, str) else super().to_representation(value)


class PersonRowSerializer(serializers.Serializer[Any]):
    """One person. Equal people share a rank: 1-2-2-4."""

    rank = serializers.IntegerField(min_value=1)
    name = PersonNameField(
        help_text="As the contest shows names, in full or masked; a nameless guest has a number."
    )
    region = LocalisedStringField(allow_null=True)
    organisation = LocalisedStringField(allow_null=True)
    score = PointsField(source="score_centi")
    time_used_ms = serializers.IntegerField(
        min_value=0, allow_null=True, help_text="Null where time does not decide between equals."
    )
    # Rows that were published before there were prizes have none.
    prizes = serializers.ListField(
        child=LocalisedStringField(),
        default=list,
        help_text="What was won, once the results are final.",
    )


class TeamRowSerializer(serializers.Serializer[Any]):
    """One region or organisation. Rank and value are null where its figure is unknown."""

    rank = serializers.IntegerField(min_value=1, allow_null=True)
    code = serializers.CharField()
    name = LocalisedStringField()
    participants = serializers.IntegerField(min_value=0)
    rate = serializers.FloatField(min_value=0, max_value=1, allow_null=True)
    mean_top_k = PointsField(source="mean_top_k_centi", allow_null=True)
    value = serializers.FloatField(allow_null=True, help_text="What the board is ordered by.")


class BoardSerializer(serializers.Serializer[Any]):
    """What boards of people and of teams have in common."""

    kind = serializers.ChoiceField(BoardKind.choices)
    version = serializers.IntegerField(min_value=0)
    published_at = serializers.DateTimeField(allow_null=True)
    frozen = serializers.BooleanField(
        help_text="It stands still while results go on changing, until they are final."
    )
    final = serializers.BooleanField()
    is_simulated = serializers.BooleanField()
    total = serializers.IntegerField(min_value=0)
    page = serializers.IntegerField(min_value=1)
    pages = serializers.IntegerField(min_value=1)


class PeopleBoardSerializer(BoardSerializer):
    """A page of the board of people."""

    kind = serializers.ChoiceField(PEOPLE)
    rows = PersonRowSerializer(many=True)


class TeamBoardSerializer(BoardSerializer):
    """A page of a board of regions or organisations."""

    kind = serializers.ChoiceField(TEAMS)
    rows = TeamRowSerializer(many=True)


class MyPersonRowSerializer(PersonRowSerializer):
    """A row near one's own."""

    is_me = serializers.BooleanField()


class MyTeamRowSerializer(TeamRowSerializer):
    """A row near that of one's own region or organisation."""

    is_me = serializers.BooleanField()


class BoardPlaceSerializer(serializers.Serializer[Any]):
    """A place, and the page of the board on which it is."""

    rank = serializers.IntegerField(min_value=1, allow_null=True)
    of = serializers.IntegerField(min_value=1)
    page = serializers.IntegerField(min_value=1)


class MyBoardSerializer(serializers.Serializer[Any]):
    """What boards say of oneself. Without a place there are no rows."""

    kind = serializers.ChoiceField(BoardKind.choices)
    version = serializers.IntegerField(min_value=0)
    published_at = serializers.DateTimeField(allow_null=True)
    frozen = serializers.BooleanField()
    final = serializers.BooleanField()
    is_simulated = serializers.BooleanField()
    score = PointsField(allow_null=True, help_text="One's own score now, also during a freeze.")
    place = BoardPlaceSerializer(allow_null=True)


class MyPeopleBoardSerializer(MyBoardSerializer):
    """One's own place among people, with three neighbours either side."""

    kind = serializers.ChoiceField(PEOPLE)
    rows = MyPersonRowSerializer(many=True)


class MyTeamBoardSerializer(MyBoardSerializer):
    """The place of one's own region or organisation, with three neighbours either side."""

    kind = serializers.ChoiceField(TEAMS)
    rows = MyTeamRowSerializer(many=True)


class RegionCountSerializer(serializers.Serializer[Any]):
    """People of one prefecture."""

    code = serializers.CharField()
    name = LocalisedStringField()
    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)
    passed = serializers.IntegerField(min_value=0)


class DayCountSerializer(serializers.Serializer[Any]):
    """People who registered, started or finished for the first time on a day."""

    day = serializers.DateField()
    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)


class RoundCountSerializer(serializers.Serializer[Any]):
    """People who took part in a round."""

    number = serializers.IntegerField(min_value=1)
    started = serializers.IntegerField(min_value=0)
    finished = serializers.IntegerField(min_value=0)


class ParticipationSerializer(serializers.Serializer[Any]):
    """People, each counted once. Those who gave no region are in the totals only."""

    registered = serializers.IntegerField(min_value=0)
    started = serializers.IntegerField(min_value=0, help_text="Participants.")
    finished = serializers.IntegerField(min_value=0)
    passed = serializers.IntegerField(min_value=0)
    as_of = serializers.DateTimeField(allow_null=True)
    frozen = serializers.BooleanField()
    is_simulated = serializers.BooleanField()
    by_region = RegionCountSerializer(many=True)
    by_day = DayCountSerializer(many=True)
    by_round = RoundCountSerializer(many=True)


NOBODY: Mapping[str, Any] = {
    "registered": 0,
    "started": 0,
    "finished": 0,
    "passed": 0,
    "by_region": [],
    "by_day": [],
    "by_round": [],
}


def participation_document(contest: Contest, view: BoardView) -> dict[str, Any]:
    """What `ParticipationSerializer` renders."""
    snapshot = view.snapshot
    return {
        **(snapshot.counts if snapshot else NOBODY),
        "as_of": snapshot.published_at if snapshot else None,
        "frozen": view.frozen,
        "is_simulated": contest.is_simulated,
    }


def board_head(contest: Contest, kind: BoardKind, view: BoardView) -> dict[str, Any]:
    """What a board says of itself."""
    snapshot = view.snapshot
    return {
        "kind": kind,
        "version": snapshot.version if snapshot else 0,
        "published_at": snapshot.published_at if snapshot else None,
        "frozen": view.frozen,
        "final": snapshot.is_final if snapshot else False,
        "is_simulated": contest.is_simulated,
    }


def board_document(
    contest: Contest, kind: BoardKind, view: BoardView, *, page: int
) -> dict[str, Any] | None:
    """One page of a board; None for a page beyond the last."""
    snapshot = view.snapshot
    total = _total(kind, snapshot)
    pages = max(1, ceil(total / ROWS_A_PAGE))
    if page > pages:
        return None
    start, stop = (page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE
    rows = [] if snapshot is None else _rows(contest, kind, snapshot, start, stop)
    return {
        **board_head(contest, kind, view),
        "total": total,
        "page": page,
        "pages": pages,
        "rows": rows,
    }


def _total(kind: BoardKind, snapshot: LiveSnapshot | None) -> int:
    if snapshot is None:
        return 0
    if kind is BoardKind.PEOPLE:
        return len(snapshot.ranking)
    return len(snapshot.teams.get(kind.value, ()))


def _rows(
    contest: Contest, kind: BoardKind, snapshot: LiveSnapshot, start: int, stop: int
) -> Sequence[Any]:
    if kind is not BoardKind.PEOPLE:
        teams: list[Any] = snapshot.teams.get(kind.value, [])
        return teams[start:stop]
    if stop <= len(snapshot.top) or len(snapshot.top) == len(snapshot.ranking):
        return snapshot.top[start:stop]
    return people_rows(contest, snapshot.ranking.rows(start, stop), snapshot.layout)
