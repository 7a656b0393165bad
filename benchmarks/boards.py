"""Boards: built, refreshed after 2,000 finishers, and read, at 100,000 entries and more."""

from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import TypeAlias

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from redis import Redis

from benchmarks.crowd import write_entries
from benchmarks.report import Figures, Report, Round, Target, median_round
from benchmarks.sittings import contest
from benchmarks.stage import Plan, at_most, timed
from common import clock
from quiz.contest.board_publishing import ROWS_A_PAGE, board_of, publish_board
from quiz.contest.board_rows import people_rows
from quiz.contest.field import field_merged, field_now, ranked_entries
from quiz.contest.models import Contest, Entry
from quiz.leaderboard.models import Board
from quiz.leaderboard.ranking import RankedEntry, Ranking

FINISHERS = 2_000
READS = 200
BUILD_LIMITS_S = {100_000: 0.5, 1_000_000: 3.0, 5_000_000: 20.0}
LIMITS = {
    ("refresh", "ms"): 20.0,
    ("own place", "µs"): 10.0,
    ("deep page", "ms"): 1.0,
    ("bytes an entry", ""): 24.0,
}
Lookup: TypeAlias = Callable[[], object]


def measure(plan: Plan) -> Report:
    """Each size in turn, the crowd growing."""
    sizes = [size for size in BUILD_LIMITS_S if plan.is_full or size == min(BUILD_LIMITS_S)]
    scenes: Round = {}
    targets: list[Target] = []
    there = 0
    for size in sizes:
        write_entries(size - there, first=there)
        there = size
        found = median_round([_Board(size).round() for _ in range(plan.rounds)])
        scenes |= found
        targets += _targets(size, found[_ours(size)])
    return plan.report(scenes, targets, NOTES)


NOTES = [
    "Build and refresh: read from the database and sorted or merged. Published: the same, with "
    "the first pages, packed, stored, announced; a refresh without counting anew.",
    "A deep page is one from the middle; its names are read from the database.",
]


def _ours(size: int) -> str:
    return f"ours, {size:,}"


def _targets(size: int, ours: Figures) -> list[Target]:
    name = f"{size:,}"
    build = at_most(f"full build at {name}", BUILD_LIMITS_S[size], ours["build s"], "s")
    return [build] + [
        at_most(f"{what} at {name}", limit, ours[f"{what} {unit}".strip()], unit)
        for (what, unit), limit in LIMITS.items()
    ]


class _Board:
    """The board of the contest as it is, and the same in a ZSET and by `COUNT(*)`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._contest: Contest = contest()
        self._random = Random(size)

    def round(self) -> Round:
        """Build, read, refresh."""
        build_s = timed(lambda: field_now(self._contest))
        ranking = field_now(self._contest).ranking
        Board.objects.filter(pk=board_of(self._contest).pk).update(rebuilt_at=None)
        published_s = timed(lambda: publish_board(contest=self._contest, now=clock.now()))
        some = [row for at in self._some_rows(ranking) for row in ranking.rows(at, at + 1)]
        rows = {
            _ours(self._size): {
                "build s": build_s,
                "published s": published_s,
                **self._refresh(ranking),
                **_place_and_page(self._ours(ranking, some)),
                "with names ms": timed(lambda: self._names(ranking)) * 1e3,
                "bytes an entry": ranking.bytes_held / len(ranking),
            },
            f"COUNT(*), OFFSET, {self._size:,}": _place_and_page(self._counted(some), reads=3),
        }
        if settings.REDIS_URL:
            rows[f"Redis ZSET, {self._size:,}"] = self._zset(ranking, some)
        connection.close()
        return rows

    def _refresh(self, ranking: Ranking) -> Figures:
        """What the publisher does when so many have finished since it last looked."""
        since = clock.now()
        lucky = ranking.rows(0, len(ranking))[:: len(ranking) // FINISHERS][:FINISHERS]
        Entry.objects.filter(pk__in=[row.entry_id for row in lucky]).update(
            standing_changed_at=Now()
        )
        read_and_merged = timed(lambda: field_merged(self._contest, ranking, changed_since=since))
        changed = {row.entry_id: row.key - 1 for row in lucky}
        for row in lucky:
            Entry.objects.filter(pk=row.entry_id).update(rank_key=max(row.key - 1, 0))
        published = timed(
            lambda: publish_board(contest=self._contest, now=clock.now(), recount=False)
        )
        Entry.objects.filter(pk__in=list(changed)).update(standing_changed_at=None)
        return {
            "merge ms": timed(lambda: ranking.merged(dict(changed))) * 1e3,
            "refresh ms": read_and_merged * 1e3,
            "refresh published ms": published * 1e3,
        }

    def _ours(self, ranking: Ranking, some: list[RankedEntry]) -> tuple[Sequence[Lookup], Lookup]:
        places = [partial(ranking.place_of, row.entry_id, likely_key=row.key) for row in some]
        return places, lambda: ranking.rows(*self._middle)

    def _counted(self, some: list[RankedEntry]) -> tuple[Sequence[Lookup], Lookup]:
        entries = ranked_entries(self._contest)
        places = [entries.filter(rank_key__lt=row.key).count for row in some]
        start, stop = self._middle
        page = entries.order_by("rank_key", "id").values_list("rank_key", "id")
        return places, lambda: list(page[start:stop])

    def _zset(self, ranking: Ranking, some: list[RankedEntry]) -> Figures:
        """The same keys as scores, which are doubles: it could not tell the lowest bits apart."""
        name = "benchmark:board"
        with Redis.from_url(settings.REDIS_URL) as client:
            client.delete(name)
            build_s = timed(lambda: _fill(client, name, ranking))
            places = [partial(client.zrank, name, str(row.entry_id)) for row in some]
            start, stop = self._middle
            read = _place_and_page((places, lambda: client.zrange(name, start, stop - 1)))
            held = client.memory_usage(name, samples=0) if self._size <= 1_000_000 else 0
            client.delete(name)
        return {"build s": build_s} | read | ({"bytes an entry": held / self._size} if held else {})

    def _names(self, ranking: Ranking) -> object:
        return people_rows(self._contest, ranking.rows(*self._middle), self._contest.layout())

    @property
    def _middle(self) -> tuple[int, int]:
        return self._size // 2, self._size // 2 + ROWS_A_PAGE

    def _some_rows(self, ranking: Ranking) -> list[int]:
        return [self._random.randrange(len(ranking)) for _ in range(READS)]


def _place_and_page(read: tuple[Sequence[Lookup], Lookup], *, reads: int = READS) -> Figures:
    places, page = read
    wanted = places[:reads]
    place_s = timed(lambda: [place() for place in wanted]) / len(wanted)
    return {"own place µs": place_s * 1e6, "deep page ms": timed(page, times=min(reads, 20)) * 1e3}


def _fill(client: Redis, name: str, ranking: Ranking) -> None:
    step = 20_000
    for start in range(0, len(ranking), step):
        rows = ranking.rows(start, start + step)
        client.zadd(name, {str(row.entry_id): row.key for row in rows})
