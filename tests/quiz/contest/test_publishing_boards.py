"""The task that publishes: thrifty, and safe to lose, repeat or run twice at once."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from quiz.contest import board_publishing, tasks
from quiz.contest.board_publishing import publish_boards
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest
from quiz.leaderboard import shared_snapshots
from quiz.leaderboard.enums import Audience
from quiz.leaderboard.models import Board, Snapshot
from quiz.leaderboard.publishing import Publication, publish_snapshot
from quiz.leaderboard.ranking import Ranking
from quiz.leaderboard.shared_snapshots import newest_snapshot
from tests.quiz.contest.contests import names_on, publish, sit

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def test_only_contests_under_way_are_published_and_only_after_a_rest(
    contest: Contest, people: list[User], now: datetime
):
    assert publish_boards(now=contest.opens_at - SECOND) == 0
    sit(contest, people[0], right=1, at=now)
    assert publish_boards(now=now + 10 * MINUTE) == 1
    Board.objects.update(build_ms=2000)
    sit(contest, people[1], right=1, at=now + 6 * MINUTE)
    assert publish_boards(now=now + 10 * MINUTE + 9 * SECOND) == 0
    assert publish_boards(now=now + 10 * MINUTE + 10 * SECOND) == 1


def test_a_board_that_cannot_be_built_does_not_keep_the_others_waiting(
    contest: Contest, people: list[User], now: datetime
):
    sit(contest, people[0], right=1, at=now)
    Contest.objects.create(
        slug="broken",
        organisation=contest.organisation,
        title=contest.title,
        state=ContestState.PUBLISHED,
        # Comes first, and its board fails on the days of a place that does not exist.
        opens_at=contest.opens_at + SECOND,
        closes_at=contest.closes_at,
        timezone="Nowhere/Land",
        key_layout=contest.key_layout,
        created_at=now,
        published_at=now,
    )

    assert publish_boards(now=now + 10 * MINUTE) == 1


def test_a_change_that_came_late_to_the_database_is_merged_all_the_same(
    contest: Contest, people: list[User], now: datetime
):
    sit(contest, people[0], right=1, at=now)
    publish(contest, at=now + 6 * MINUTE)
    # Finished, by its stamp, ten seconds before the snapshot that missed it.
    sit(contest, people[1], right=2, at=now + MINUTE - 10 * SECOND)
    assert names_on(publish(contest, at=now + 6 * MINUTE + 3 * SECOND)) == [
        (1, "林*", 10),
        (2, "陈*", 5),
    ]


def test_a_full_build_finds_what_merging_missed(
    contest: Contest, people: list[User], now: datetime
):
    sit(contest, people[0], right=1, at=now)
    publish(contest, at=now + 20 * MINUTE)
    # Stamped a quarter of an hour before the snapshot: no merge looks back so far.
    sit(contest, people[1], right=2, at=now)
    assert names_on(publish(contest, at=now + 21 * MINUTE)) == [(1, "陈*", 5)]
    assert names_on(publish(contest, at=now + 25 * MINUTE)) == [(1, "林*", 10), (2, "陈*", 5)]


def test_of_two_publishers_at_once_one_gives_way(contest: Contest, now: datetime):
    publication = Publication(
        audience=Audience.PUBLIC,
        layout=contest.layout(),
        ranking=Ranking.empty(),
        top=[],
        teams={},
        counts={},
    )
    boards = [Board.objects.get(pk=contest.pk) for _ in range(2)]
    published = [
        publish_snapshot(
            board=board,
            publication=publication,
            merged_through=now,
            rebuilt=True,
            build_ms=1,
            now=now,
        )
        for board in boards
    ]
    assert [snapshot is not None for snapshot in published] == [True, False]
    assert Snapshot.objects.count() == 1


def test_a_process_swaps_a_newer_snapshot_in_and_asks_the_cache_only(
    contest: Contest,
    people: list[User],
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
):
    def publish_one_more(number: int) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            sit(contest, people[number], right=1, at=now + number * MINUTE)
            publish(contest, at=now + (5 + number) * MINUTE)

    publish_one_more(0)
    first = newest_snapshot(contest.pk, audience=Audience.PUBLIC)
    assert first is not None
    assert (first.version, len(first.ranking)) == (1, 1)
    held = dict(shared_snapshots._held)
    publish_one_more(1)
    # Another process still holds the first one.
    shared_snapshots._held.update(held)
    monkeypatch.setattr(shared_snapshots, "ASK_EVERY_S", -1)
    Snapshot.objects.all().delete()
    second = newest_snapshot(contest.pk, audience=Audience.PUBLIC)
    assert second is not None
    assert (second.version, len(second.ranking)) == (2, 2)


def test_a_lost_cache_loses_no_snapshot(
    contest: Contest,
    people: list[User],
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        sit(contest, people[0], right=1, at=now)
        publish(contest, at=now + 6 * MINUTE)
    cache.clear()
    shared_snapshots._held.clear()
    found = newest_snapshot(contest.pk, audience=Audience.PUBLIC)
    assert found is not None
    assert [row["score_centi"] for row in found.top] == [500]


@pytest.mark.django_db
def test_a_board_nobody_knows_has_no_snapshot():
    assert newest_snapshot(UUID(int=1), audience=Audience.PUBLIC) is None


def test_the_tasks_find_their_work_in_the_database(contest: Contest, resident: User):
    sit(contest, resident, right=1, at=contest.opens_at)
    Contest.objects.update(closes_at=contest.opens_at + MINUTE)
    tasks.publish_boards()
    tasks.finalise_contests()
    tasks.finalise_contests()
    contest.refresh_from_db()
    assert contest.state == "final"
    assert Snapshot.objects.get().is_final
    assert board_publishing.publish_boards(now=contest.closes_at) == 0


def test_a_board_and_its_counts_do_not_wait_for_a_clock_that_was_set_back(
    contest: Contest, people: list[User], now: datetime
):
    sit(contest, people[0], right=1, at=now)
    assert publish_boards(now=now + 70 * MINUTE) == 1
    sit(contest, people[1], right=2, at=now + MINUTE)

    assert publish_boards(now=now + 10 * MINUTE) == 1
    snapshot = Snapshot.objects.get(audience=Audience.PUBLIC)
    assert (snapshot.total, snapshot.counts["finished"]) == (2, 2)


def test_a_publisher_that_died_is_waited_for_as_long_as_it_may_have_taken(
    contest: Contest, people: list[User], now: datetime, monkeypatch: pytest.MonkeyPatch
):
    waits: list[int] = []

    def note(_key: str, _value: bool, seconds: int) -> bool:
        waits.append(seconds)
        return False

    publish(contest, at=now)
    monkeypatch.setattr(cache, "add", note)
    publish_boards(now=now + MINUTE)
    Board.objects.update(build_ms=3_000)
    publish_boards(now=now + 2 * MINUTE)

    assert waits == [10, 30]
