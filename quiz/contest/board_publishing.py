"""Publishing a contest's boards: merge what changed, rebuild now and then, stop at the freeze."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from django.core.cache import cache

from quiz.contest.board_rows import (
    PersonRow,
    counts_of,
    organisation_rows,
    people_rows,
    region_rows,
)
from quiz.contest.enums import ContestState
from quiz.contest.field import Field, field_at, field_merged, field_now
from quiz.contest.models import Contest
from quiz.contest.participation import participation
from quiz.contest.team_tallies import organisation_tallies, region_tallies
from quiz.leaderboard.enums import Audience, BoardKind, TeamRule
from quiz.leaderboard.models import Board, Snapshot
from quiz.leaderboard.publishing import Publication, publish_snapshot
from quiz.leaderboard.team_board import rank_teams

ROWS_A_PAGE = 50
TOP_PAGES = 4
REBUILD_EVERY = timedelta(minutes=5)
# A standing is stamped before its transaction commits, by a host whose clock may be a little off.
OVERLAP = timedelta(seconds=20)
# Merging may take a fifth of the time, counting a twentieth.
REST_PER_COST = 5
COUNT_REST_PER_COST = 20
COUNT_EVERY_S = 5
# How long others wait for a worker that may have died: so many times what the last build took.
PUBLISHING_PER_COST = 10
PUBLISHING_AT_LEAST_S = 10

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is counted more slowly than the ranking is merged."""

    teams: dict[str, Any]
    counts: dict[str, Any]


def publish_boards(*, now: datetime) -> int:
    """Publish what changed in every contest under way; returns how many boards did.

    A contest whose boards are costly to build is published less often, and counted less often
    still. Of several workers one at a time does it; a lost cache costs some work done twice.
    """
    published = 0
    running = Contest.objects.filter(
        state__in=[ContestState.PUBLISHED, ContestState.CLOSED], opens_at__lte=now
    )
    for contest in running:
        board = board_of(contest)
        rest = timedelta(milliseconds=board.build_ms * REST_PER_COST)
        if _is_within(board.published_at, rest, now):
            continue
        publishing = f"contest:{contest.pk}:publishing"
        at_most_s = max(PUBLISHING_AT_LEAST_S, board.build_ms * PUBLISHING_PER_COST // 1000)
        if cache.add(publishing, True, at_most_s):
            try:
                published += _publish_thriftily(contest, now)
            except Exception:
                # One contest whose board cannot be built must not keep the others waiting.
                log.exception("board_failed", contest=contest.slug)
            finally:
                # Unlike a deletion this is no error while Redis is away: it then ends by itself.
                cache.touch(publishing, 0)
    return published


def _is_within(moment: datetime | None, span: timedelta, now: datetime) -> bool:
    """Whether now is in the span after a moment; a clock that was set back is before it."""
    return moment is not None and moment <= now < moment + span


def _publish_thriftily(contest: Contest, now: datetime) -> bool:
    counted = f"contest:{contest.pk}:counted"
    counted_at, rest_s = cache.get(counted, (None, 0))
    recount = not _is_within(counted_at, timedelta(seconds=rest_s), now)
    started = time.perf_counter()
    snapshot = publish_board(contest=contest, now=now, recount=recount)
    if recount:
        cost_s = time.perf_counter() - started
        rest_s = max(COUNT_EVERY_S, round(cost_s * COUNT_REST_PER_COST))
        # The moment too: Redis keeps it an hour longer when its clock is set back.
        cache.set(counted, (now, rest_s), rest_s)
    return snapshot is not None


def publish_board(*, contest: Contest, now: datetime, recount: bool = True) -> Snapshot | None:
    """Publish a new snapshot if anything changed; None if nothing did, or somebody else has.

    From `freeze_at` on, the public gets one more: the board exactly as at that moment. After
    that new ones are for organisers only, until the contest is final. Without `recount`, team
    boards and counts are taken over from the snapshot before.
    """
    if contest.is_frozen(now):
        _publish_freeze(contest, now)
        return _publish_changes(contest, Audience.FULL, now=now, recount=recount)
    return _publish_changes(contest, Audience.PUBLIC, now=now, recount=recount)


def publish_final_board(*, contest: Contest, now: datetime) -> Snapshot | None:
    """Publish the final board to everybody, built anew."""
    started = time.perf_counter()
    field = field_now(contest)
    figures = _figures(contest, field)
    return _publish(
        contest, Audience.PUBLIC, field, figures, started=started, rebuilt=True, now=now
    )


def board_of(contest: Contest) -> Board:
    """The contest's board, made when it is first asked for."""
    return Board.objects.get_or_create(pk=contest.pk)[0]


def _publish_freeze(contest: Contest, now: datetime) -> None:
    """Publish the public board as at the freeze, once."""
    freeze_at = cast("datetime", contest.freeze_at)
    public = Snapshot.objects.filter(board=contest.pk, audience=Audience.PUBLIC)
    if public.filter(published_at__gte=freeze_at).exists():
        return
    started = time.perf_counter()
    field = field_at(contest, freeze_at)
    figures = _figures(contest, field, before=freeze_at)
    _publish(contest, Audience.PUBLIC, field, figures, started=started, rebuilt=False, now=now)


def _publish_changes(
    contest: Contest, audience: Audience, *, now: datetime, recount: bool
) -> Snapshot | None:
    started = time.perf_counter()
    board = board_of(contest)
    before = Snapshot.objects.filter(board=board, audience=audience).order_by("-version").first()
    rebuilt = before is None or not _is_within(board.rebuilt_at, REBUILD_EVERY, now)
    if before is None or rebuilt or board.merged_through is None:
        field = field_now(contest)
    else:
        field = field_merged(
            contest, before.ranking(), changed_since=board.merged_through - OVERLAP
        )
    if recount or before is None:
        counting = time.perf_counter()
        figures = _figures(contest, field)
        # Counting has a rhythm of its own; what it takes is no part of the build.
        started += time.perf_counter() - counting
    else:
        figures = _Figures(before.teams, before.counts)
    if before is not None and _says_the_same(before, contest, field, figures, rebuilt=rebuilt):
        Board.objects.filter(pk=board.pk, version=board.version).update(
            merged_through=now, **({"rebuilt_at": now} if rebuilt else {})
        )
        return None
    return _publish(contest, audience, field, figures, started=started, rebuilt=rebuilt, now=now)


def _publish(
    contest: Contest,
    audience: Audience,
    field: Field,
    figures: _Figures,
    *,
    started: float,
    rebuilt: bool,
    now: datetime,
) -> Snapshot | None:
    return publish_snapshot(
        board=board_of(contest),
        publication=Publication(
            audience=audience,
            layout=contest.layout(),
            ranking=field.ranking,
            top=_top_rows(contest, field),
            teams=figures.teams,
            counts=figures.counts,
            is_final=contest.state == ContestState.FINAL,
        ),
        merged_through=now,
        rebuilt=rebuilt,
        build_ms=round((time.perf_counter() - started) * 1000),
        now=now,
    )


def _top_rows(contest: Contest, field: Field) -> list[PersonRow]:
    return people_rows(contest, field.ranking.rows(0, ROWS_A_PAGE * TOP_PAGES), contest.layout())


def _figures(contest: Contest, field: Field, *, before: datetime | None = None) -> _Figures:
    counted = participation(contest=contest, before=before)
    rule = TeamRule(contest.team_rule)
    teams: dict[str, Any] = {}
    if BoardKind.REGIONS in contest.board_kinds:
        tallies = region_tallies(contest, counted, field)
        teams[BoardKind.REGIONS] = region_rows(rank_teams(tallies, rule=rule, top_k=contest.top_k))
    if BoardKind.ORGANISATIONS in contest.board_kinds:
        tallies = organisation_tallies(contest, counted, field)
        ranked = rank_teams(tallies, rule=rule, top_k=contest.top_k)
        teams[BoardKind.ORGANISATIONS] = organisation_rows(ranked)
    return _Figures(teams, cast("dict[str, Any]", counts_of(counted)))


def _says_the_same(
    before: Snapshot, contest: Contest, field: Field, figures: _Figures, *, rebuilt: bool
) -> bool:
    if before.counts != figures.counts or before.teams != figures.teams:
        return False
    if not before.ranking().equals(field.ranking):
        return False
    # People also change their names, which no standing tells; minutes later is soon enough.
    return not rebuilt or before.top == _top_rows(contest, field)
