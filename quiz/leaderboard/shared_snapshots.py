"""The newest snapshots, held in each process and shared between hosts through the cache.

The cache says which version is the newest for each audience; a process asks it at most once a
second a board, and swaps in a newer version when there is one. The snapshot itself travels through
the cache too unless it is large; the database always has it, so an empty cache loses nothing.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache

from quiz.leaderboard.enums import Audience
from quiz.leaderboard.models import Snapshot
from quiz.leaderboard.rank_key import KeyLayout
from quiz.leaderboard.ranking import Ranking

ASK_EVERY_S = 1.0
# About 350,000 entries. Beyond, each process reads the database instead of filling the cache.
LARGEST_IN_CACHE = 8 * 1024 * 1024
KEPT_S = 24 * 60 * 60
BOARDS_HELD = 500
# Rankings of five million entries altogether; beyond, those not asked for go first.
BYTES_HELD = 120 * 1024 * 1024

Versions = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSnapshot:
    """A snapshot ready to answer from: never changes."""

    board_id: UUID
    version: int
    audience: Audience
    is_final: bool
    published_at: datetime
    layout: KeyLayout
    ranking: Ranking
    top: list[Any]
    teams: dict[str, Any]
    counts: dict[str, Any]


@dataclass(slots=True)
class _Held:
    asked_at: float
    snapshots: dict[Audience, LiveSnapshot]

    @property
    def bytes_held(self) -> int:
        return sum(snapshot.ranking.bytes_held for snapshot in self.snapshots.values())


_held: dict[UUID, _Held] = {}
_loading = threading.Lock()


def newest_snapshot(board_id: UUID, *, audience: Audience) -> LiveSnapshot | None:
    """The newest snapshot published for exactly this audience, at most a second old news."""
    held = _held.get(board_id)
    if held is None or time.monotonic() - held.asked_at > ASK_EVERY_S:
        held = _refresh(board_id)
    return held.snapshots.get(audience)


def announce_snapshot(snapshot: Snapshot) -> None:
    """Tell other processes of a snapshot that was just committed, and forget the older here."""
    if len(snapshot.packed) <= LARGEST_IN_CACHE:
        cache.set(_snapshot_key(snapshot.board_id, snapshot.version), snapshot, KEPT_S)
    cache.set(_versions_key(snapshot.board_id), _stored_versions(snapshot.board_id), KEPT_S)
    _held.pop(snapshot.board_id, None)


def _refresh(board_id: UUID) -> _Held:
    with _loading:
        held = _held.get(board_id)
        if held is not None and time.monotonic() - held.asked_at <= ASK_EVERY_S:
            return held
        before = held.snapshots if held else {}
        versions = cache.get(_versions_key(board_id))
        if versions is None:
            versions = _stored_versions(board_id)
            cache.set(_versions_key(board_id), versions, KEPT_S)
        snapshots: dict[Audience, LiveSnapshot] = {}
        for audience in Audience:
            known = before.get(audience)
            version = versions.get(audience.value)
            if known is None or known.version != version:
                known = None if version is None else _load(board_id, version, audience) or known
            if known is not None:
                snapshots[audience] = known
        _held.pop(board_id, None)
        held = _held[board_id] = _Held(asked_at=time.monotonic(), snapshots=snapshots)
        _let_go()
        return held


def _let_go() -> None:
    """Forget the boards asked for longest ago until what is held is little enough."""
    held_bytes = sum(held.bytes_held for held in _held.values())
    while len(_held) > 1 and (len(_held) > BOARDS_HELD or held_bytes > BYTES_HELD):
        held_bytes -= _held.pop(next(iter(_held))).bytes_held


def _stored_versions(board_id: UUID) -> Versions:
    rows = Snapshot.objects.filter(board=board_id).order_by("version")
    return dict(rows.values_list("audience", "version"))


def _load(board_id: UUID, version: int, audience: Audience) -> LiveSnapshot | None:
    snapshot = cache.get(_snapshot_key(board_id, version))
    if snapshot is None:
        # It may be outdated already; then the newest there is will do.
        rows = Snapshot.objects.filter(board=board_id, audience=audience)
        snapshot = rows.order_by("-version").first()
    return None if snapshot is None else live_snapshot(snapshot)


def live_snapshot(snapshot: Snapshot) -> LiveSnapshot:
    """Unpack a stored snapshot."""
    return LiveSnapshot(
        board_id=snapshot.board_id,
        version=snapshot.version,
        audience=Audience(snapshot.audience),
        is_final=snapshot.is_final,
        published_at=snapshot.published_at,
        layout=snapshot.key_layout(),
        ranking=snapshot.ranking(),
        top=snapshot.top,
        teams=snapshot.teams,
        counts=snapshot.counts,
    )


def _versions_key(board_id: UUID) -> str:
    return f"board:{board_id}:versions"


def _snapshot_key(board_id: UUID, version: int) -> str:
    return f"board:{board_id}:snapshot:{version}"
