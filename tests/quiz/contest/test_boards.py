"""Boards: published when something changed, frozen for the public, final in the end."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Organisation, User
from common.models import AuditEvent
from quiz.attempt.enums import RulingKind
from quiz.attempt.marking import RulingTerms
from quiz.attempt.remarking import remark_paper
from quiz.attempt.rulings import rule_on_paper
from quiz.contest.closing import close_contest
from quiz.contest.disqualifying import disqualify_entry, reinstate_entry
from quiz.contest.enums import ContestState, NameDisplay
from quiz.contest.finalising import finalise_contest, finalise_contests
from quiz.contest.models import Contest
from quiz.contest.refusals import WrongState
from quiz.contest.viewing import board_for, neighbours, place_of
from quiz.leaderboard.enums import Audience, BoardKind, TeamRule
from quiz.leaderboard.models import FinalStanding, Snapshot, StandingIsFinal
from tests.quiz.contest.contests import begin, entry_in, names_on, open_contest, publish, sit

MINUTE = timedelta(minutes=1)


def stored(contest: Contest) -> Contest:
    return Contest.objects.get(pk=contest.pk)


def test_people_are_ranked_by_score_then_time_and_names_are_masked(
    contest: Contest, people: list[User], now: datetime
) -> None:
    sit(contest, people[0], right=2, at=now, minutes=3)
    sit(contest, people[1], right=4, at=now, minutes=9)
    sit(contest, people[2], right=4, at=now, minutes=8)
    begin(contest, people[3], at=now)
    assert names_on(publish(contest, at=now + 10 * MINUTE)) == [
        (1, "周*", 20),
        (2, "林*", 20),
        (3, "陈*", 10),
    ]


def test_people_equal_in_everything_share_a_rank(
    organisation: Organisation, people: list[User], now: datetime
) -> None:
    contest = open_contest(
        organisation, now=now, tie_breaks=["time_used"], name_display=NameDisplay.FULL
    )
    for person, right in zip(people[:4], [4, 2, 2, 1], strict=True):
        sit(contest, person, right=right, at=now)
    assert names_on(publish(contest, at=now + 10 * MINUTE)) == [
        (1, "陈一", 20),
        (2, "林二", 10),
        (2, "周三", 10),
        (4, "吴四", 5),
    ]


def test_a_snapshot_is_published_only_when_something_changed(
    contest: Contest, people: list[User], now: datetime
) -> None:
    sit(contest, people[0], right=2, at=now)
    first = publish(contest, at=now + 6 * MINUTE)
    assert first is not None
    assert publish(contest, at=now + 7 * MINUTE) is None
    assert publish(contest, at=now + 30 * MINUTE) is None
    sit(contest, people[1], right=3, at=now + 30 * MINUTE)
    second = publish(contest, at=now + 36 * MINUTE)
    assert second is not None
    assert (first.version, second.version, second.total) == (1, 2, 2)
    assert list(Snapshot.objects.filter(board=contest.pk)) == [second]


def test_disqualifying_and_reinstating_show_on_the_next_snapshot_and_in_the_audit_trail(
    contest: Contest, people: list[User], organiser: User, now: datetime
) -> None:
    for person, right in zip(people[:2], [4, 2], strict=True):
        sit(contest, person, right=right, at=now)
    publish(contest, at=now + 6 * MINUTE)
    entry = entry_in(contest, people[0])
    later = now + 7 * MINUTE
    assert disqualify_entry(entry=entry, by=organiser, reason="helped", now=later)
    assert not disqualify_entry(entry=entry, by=organiser, reason="again", now=later)
    assert names_on(publish(contest, at=later)) == [(1, "林*", 10)]
    assert reinstate_entry(entry=entry, by=organiser, reason="appeal", now=later + MINUTE)
    assert names_on(publish(contest, at=later + MINUTE)) == [(1, "陈*", 20), (2, "林*", 10)]
    trail = AuditEvent.objects.filter(subject_id=str(entry.pk)).order_by("at")
    assert [(event.action, event.reason) for event in trail] == [
        ("entry_disqualified", "helped"),
        ("entry_reinstated", "appeal"),
    ]


@pytest.fixture
def frozen(organisation: Organisation, people: list[User], now: datetime) -> Contest:
    """Frozen an hour after now, with two results before and two changes after."""
    freeze_at = now + timedelta(hours=1)
    contest = open_contest(organisation, now=now, freeze_at=freeze_at)
    sit(contest, people[0], right=2, at=now)
    sit(contest, people[1], right=1, at=now)
    sit(contest, people[1], right=4, at=freeze_at + MINUTE)
    sit(contest, people[2], right=3, at=freeze_at - 2 * MINUTE)
    return contest


def seen_by(viewer: User | None, contest: Contest, now: datetime) -> list[tuple[str, int]]:
    view = board_for(viewer, contest, now)
    assert view.snapshot is not None
    return [(row["name"], row["score_centi"] // 100) for row in view.snapshot.top]


def test_a_freeze_shows_the_public_the_board_of_that_very_moment(
    frozen: Contest,
    people: list[User],
    organiser: User,
    stranger: User,
    staff: User,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    # The publisher was away when the freeze began, and people went on meanwhile.
    late = now + timedelta(hours=2)
    disqualify_entry(entry=entry_in(frozen, people[0]), by=None, reason="", now=late)
    with django_capture_on_commit_callbacks(execute=True):
        publish(frozen, at=late)
    public = [("陈*", 10), ("林*", 5)]
    for viewer in (None, stranger, people[1]):
        assert seen_by(viewer, frozen, late) == public
        assert board_for(viewer, frozen, late).frozen
    full = [("林*", 20), ("周*", 15)]
    for viewer in (organiser, staff):
        assert seen_by(viewer, frozen, late) == full
        assert not board_for(viewer, frozen, late).frozen
    with django_capture_on_commit_callbacks(execute=True):
        sit(frozen, people[3], right=4, at=late)
        publish(frozen, at=late + 10 * MINUTE)
    assert seen_by(None, frozen, late + 10 * MINUTE) == public
    assert len(seen_by(staff, frozen, late + 10 * MINUTE)) == 3


def test_during_a_freeze_the_own_place_comes_from_the_public_board_and_the_score_is_live(
    frozen: Contest,
    people: list[User],
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    late = now + timedelta(hours=2)
    with django_capture_on_commit_callbacks(execute=True):
        publish(frozen, at=late)
    entry = entry_in(frozen, people[1])
    snapshot = board_for(people[1], frozen, late).snapshot
    place = place_of(entry, snapshot)
    assert snapshot is not None
    assert place is not None
    assert (place.rank, place.of, entry.score_centi) == (2, 2, 2000)
    assert [row.entry_id for row in neighbours(snapshot, place)] == [
        entry_in(frozen, people[0]).pk,
        entry.pk,
    ]
    assert place_of(entry_in(frozen, people[2]), snapshot) is None


def test_counts_stop_at_the_freeze_too(
    frozen: Contest,
    organiser: User,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    late = now + timedelta(hours=2)
    with django_capture_on_commit_callbacks(execute=True):
        publish(frozen, at=late)
    public, full = (board_for(viewer, frozen, late).snapshot for viewer in (None, organiser))
    assert public is not None
    assert full is not None
    assert (public.counts["started"], public.counts["finished"]) == (3, 2)
    assert (full.counts["started"], full.counts["finished"]) == (3, 3)


def test_team_boards_stop_at_the_freeze_too(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    freeze_at = now + timedelta(hours=1)
    contest = open_contest(
        organisation,
        now=now,
        freeze_at=freeze_at,
        board_kinds=[BoardKind.REGIONS],
        team_rule=TeamRule.MEAN_TOP_K,
        top_k=1,
    )
    sit(contest, resident, right=1, at=now)
    sit(contest, resident, right=4, at=freeze_at + MINUTE)
    publish(contest, at=freeze_at + 10 * MINUTE)
    values = {
        snapshot.audience: [(row["code"], row["value"]) for row in snapshot.teams["regions"]]
        for snapshot in Snapshot.objects.filter(board=contest.pk)
    }
    assert values == {Audience.PUBLIC: [("230100", 5.0)], Audience.FULL: [("230100", 20.0)]}


def test_a_contest_over_is_closed_and_final_and_everybody_sees_the_final_board(
    frozen: Contest,
    now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(frozen, at=now + timedelta(hours=2))
        finalise_contests(now=frozen.closes_at + MINUTE)
    contest = stored(frozen)
    assert contest.state == ContestState.FINAL
    assert seen_by(None, contest, contest.closes_at + MINUTE) == [
        ("林*", 20),
        ("周*", 15),
        ("陈*", 10),
    ]
    assert list(Snapshot.objects.values_list("audience", "is_final")) == [("public", True)]
    standings = FinalStanding.objects.filter(board=contest.pk, standings_version=1)
    assert [(row.rank, row.score_centi) for row in standings] == [(1, 2000), (2, 1500), (3, 1000)]


def test_final_standings_cannot_be_changed(contest: Contest, resident: User, now: datetime) -> None:
    sit(contest, resident, right=1, at=now)
    finalise_contests(now=contest.closes_at)
    row = FinalStanding.objects.get()
    for change in (row.save, row.delete, FinalStanding.objects.all().delete):
        with pytest.raises(StandingIsFinal):
            change()
    with pytest.raises(StandingIsFinal):
        FinalStanding.objects.update(rank=1)


def test_a_re_mark_after_the_end_writes_a_new_version_beside_the_old(
    contest: Contest, people: list[User], organiser: User, now: datetime
) -> None:
    sit(contest, people[0], right=1, at=now)
    end = contest.closes_at + MINUTE
    finalise_contests(now=end)
    paper_id = contest.rounds.values_list("paper_id", flat=True).get()
    assert paper_id is not None
    ruling = [RulingTerms(index=index, kind=RulingKind.WITHDRAWN, key=None) for index in range(4)]
    rule_on_paper(paper_id=paper_id, rulings=ruling, reason="x", made_by=organiser, now=end)
    remark_paper(paper_id=paper_id, now=end + MINUTE)
    assert finalise_contests(now=end + MINUTE) == 0, "a re-mark may still be going on"
    assert finalise_contests(now=end + 3 * MINUTE) == 1
    assert finalise_contests(now=end + 9 * MINUTE) == 0
    rows = FinalStanding.objects.values_list("standings_version", "score_centi")
    assert list(rows) == [(1, 500), (2, 2000)]
    assert AuditEvent.objects.filter(action="standings_reissued").count() == 1


def test_nothing_is_final_while_somebody_is_still_answering(
    contest: Contest, resident: User, people: list[User], now: datetime
) -> None:
    sit(contest, people[0], right=2, at=now)
    begin(contest, resident, at=now)
    closed = close_contest(contest=contest, by=None, now=now + MINUTE)
    with pytest.raises(WrongState):
        finalise_contest(contest=closed, by=None, now=now + 2 * MINUTE)
    finalise_contest(contest=closed, by=None, now=now + 30 * MINUTE)
    assert FinalStanding.objects.count() == 2
