"""Publishing a snapshot, and writing final standings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from quiz.leaderboard.enums import Audience
from quiz.leaderboard.models import Board, FinalStanding, Snapshot
from quiz.leaderboard.rank_key import KeyLayout
from quiz.leaderboard.ranking import Ranking
from quiz.leaderboard.shared_snapshots import announce_snapshot

ROWS_A_STATEMENT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a snapshot will say. `top`, `teams` and `counts` are plain JSON values."""

    audience: Audience
    layout: KeyLayout
    ranking: Ranking
    top: Sequence[Any]
    teams: dict[str, Any]
    counts: dict[str, Any]
    is_final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalResult:
    """One entry's result, as it will be written down for good."""

    entry_id: UUID
    rank_key: int
    score_centi: int
    time_used_ms: int
    reached_at: datetime


def publish_snapshot(
    *,
    board: Board,
    publication: Publication,
    merged_through: datetime,
    rebuilt: bool,
    build_ms: int,
    now: datetime,
) -> Snapshot | None:
    """Publish the next version of a board as it was read; None if somebody else did meanwhile.

    Older snapshots for the same audience go. Processes hear of the new one after the commit.
    """
    with transaction.atomic():
        changed: dict[str, Any] = {
            "version": board.version + 1,
            "merged_through": merged_through,
            "published_at": now,
            "build_ms": build_ms,
        }
        if rebuilt:
            changed["rebuilt_at"] = now
        if not Board.objects.filter(pk=board.pk, version=board.version).update(**changed):
            return None
        snapshot = Snapshot.objects.create(
            board=board,
            version=board.version + 1,
            audience=publication.audience,
            is_final=publication.is_final,
            published_at=now,
            total=len(publication.ranking),
            layout=publication.layout.stored(),
            packed=publication.ranking.packed(),
            top=list(publication.top),
            teams=publication.teams,
            counts=publication.counts,
        )
        outdated = Snapshot.objects.filter(board=board, version__lt=snapshot.version)
        if not publication.is_final:
            outdated = outdated.filter(audience=publication.audience)
        outdated.delete()
        transaction.on_commit(lambda: announce_snapshot(snapshot))
    for field, value in changed.items():
        setattr(board, field, value)
    return snapshot


def write_final_standings(*, board_id: UUID, results: Iterable[FinalResult]) -> int:
    """Write down who came where, as a new version beside earlier ones; return its number.

    `results` come in the order of the board: by rank key, then by entry. Ranks are 1-2-2-4.
    """
    with transaction.atomic():
        Board.objects.filter(pk=board_id).update(standings_version=F("standings_version") + 1)
        version = Board.objects.values_list("standings_version", flat=True).get(pk=board_id)
        rows = _final_rows(board_id, version, results)
        while batch := list(islice(rows, ROWS_A_STATEMENT)):
            FinalStanding.objects.bulk_create(batch)
    return version


def _final_rows(
    board_id: UUID, version: int, results: Iterable[FinalResult]
) -> Iterable[FinalStanding]:
    rank, key_before = 0, -1
    for row, result in enumerate(results):
        if result.rank_key != key_before:
            rank, key_before = row + 1, result.rank_key
        yield FinalStanding(
            board_id=board_id,
            standings_version=version,
            row=row,
            rank=rank,
            entry_id=result.entry_id,
            rank_key=result.rank_key,
            score_centi=result.score_centi,
            time_used_ms=result.time_used_ms,
            reached_at=result.reached_at,
        )
