"""Prizes at the end of a contest: written once, beside each version of the standings."""

from datetime import datetime, timedelta
from io import BytesIO
from unittest.mock import Mock

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from accounts.guests import create_guest
from accounts.models import Organisation, User
from common.audit import AuditEvent
from common.jobs import Progress
from quiz.contest.awarding import newest_awards, prizes_by_entry, prizes_won
from quiz.contest.closing import close_contest
from quiz.contest.disqualifying import disqualify_entry
from quiz.contest.enums import DrawAmong, PrizeKind
from quiz.contest.finalising import finalise_contest, reissue_standings
from quiz.contest.models import Award, AwardIsFinal, Contest, Prize
from quiz.contest.prize_rules import ticket_of
from quiz.contest.results_table import write_results
from quiz.leaderboard.enums import Audience
from quiz.leaderboard.models import Snapshot
from tests.quiz.contest.contests import entry_in, open_contest, sit

MINUTE = timedelta(minutes=1)


@pytest.fixture
def contest(organisation: Organisation, now: datetime) -> Contest:
    """First place, second and third place, and two lots among those who passed."""
    contest = open_contest(
        organisation, now=now, slug="prizes", audience="guests", pass_mark_percent=50
    )
    for number, (title, fields) in enumerate(
        [
            ("First prize", {"kind": PrizeKind.PLACE, "from_place": 1, "to_place": 1}),
            ("Second prize", {"kind": PrizeKind.PLACE, "from_place": 2, "to_place": 3}),
            ("Lucky prize", {"kind": PrizeKind.DRAW, "among": DrawAmong.PASSED, "count": 2}),
        ],
        start=1,
    ):
        Prize.objects.create(contest=contest, number=number, title={"en": title}, **fields)
    return contest


@pytest.fixture
def played(contest: Contest, people: list[User], now: datetime) -> Contest:
    """Five people with 4, 3, 3, 2 and 1 right answers; the pass mark is at 2."""
    for user, right in zip(people, (4, 3, 3, 2, 1), strict=True):
        sit(contest, user, right=right, at=now)
    return contest


def finalise(contest: Contest, now: datetime) -> Contest:
    closed = close_contest(contest=contest, by=None, now=now + 30 * MINUTE)
    return finalise_contest(contest=closed, by=None, now=now + 30 * MINUTE)


def won(contest: Contest) -> list[tuple[str, str | None]]:
    awards = newest_awards(contest).select_related("prize", "entry__user")
    return [(one.prize.title["en"], one.entry.user.username) for one in awards]


def test_the_final_standings_bring_the_prizes(played: Contest, now: datetime):
    assert won(played) == []
    final = finalise(played, now)
    assert won(final) == [
        ("First prize", "p1"),
        ("Second prize", "p2"),
        ("Second prize", "p3"),
        ("Lucky prize", "p4"),
    ]
    lot = newest_awards(final).get(prize__number=3)
    assert lot.ticket == ticket_of(final.draw_seed, 3, lot.entry_id)
    assert (lot.rank, lot.score_centi) == (4, 1000)
    assert AuditEvent.objects.get(action="contest_finalised").after == {
        "standings_version": 1,
        "prizes_awarded": 4,
    }


def test_the_rows_are_what_the_rules_make_of_the_standings(played: Contest, now: datetime):
    final = finalise(played, now)
    rows = newest_awards(final).values_list("prize__number", "entry_id", "ticket")
    again = prizes_won(final, final.prizes.order_by("number"))
    assert list(rows) == [(one.number, one.contender.entry_id, one.ticket) for one in again]


def test_nobody_disqualified_wins_and_the_places_move_up(
    played: Contest, people: list[User], now: datetime
):
    disqualify_entry(entry=entry_in(played, people[0]), by=None, reason="two phones", now=now)
    final = finalise(played, now)
    # Two share the first place now.
    assert won(final)[:2] == [("First prize", "p2"), ("First prize", "p3")]
    assert "p1" not in [name for _, name in won(final)]


@pytest.fixture
def guest(played: Contest, now: datetime) -> User:
    """Somebody without an account who was faster than everybody."""
    guest = create_guest(now=now)
    sit(played, guest, right=4, at=now, minutes=1)
    return guest


def test_a_guest_wins_nothing_and_passes_no_place_on(played: Contest, guest: User, now: datetime):
    assert won(finalise(played, now))[:3] == [
        ("Second prize", "p1"),
        ("Second prize", "p2"),
        ("Second prize", "p3"),
    ]


def test_guests_win_where_the_contest_lets_them(played: Contest, guest: User, now: datetime):
    Contest.objects.filter(pk=played.pk).update(guests_can_win=True)
    assert won(finalise(played, now))[0] == ("First prize", guest.username)


def test_new_standings_bring_new_awards_beside_the_old_ones(
    played: Contest, people: list[User], now: datetime
):
    final = finalise(played, now)
    seed = final.draw_seed
    later = now + 60 * MINUTE
    disqualify_entry(entry=entry_in(final, people[3]), by=None, reason="a bot", now=later)
    final = reissue_standings(contest=final, by=None, reason="a bot", now=later)
    assert final.draw_seed == seed
    assert [name for _, name in won(final)] == ["p1", "p2", "p3"]
    assert Award.objects.filter(standings_version=1).count() == 4
    assert Award.objects.filter(standings_version=2).count() == 3
    entries = [entry_in(final, people[place]).pk for place in (0, 3)]
    assert prizes_by_entry(entries) == {entries[0]: [{"en": "First prize"}]}


def test_awards_are_never_changed(played: Contest, now: datetime):
    award = newest_awards(finalise(played, now)).select_related("prize")[0]
    for change in (award.save, award.delete, Award.objects.all().delete):
        with pytest.raises(AwardIsFinal):
            change()
    with pytest.raises(AwardIsFinal):
        Award.objects.update(rank=9)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE contest_award SET rank = 9")


def test_the_final_board_shows_who_won_what(played: Contest, now: datetime):
    final = finalise(played, now)
    snapshot = Snapshot.objects.get(board=final.pk, audience=Audience.PUBLIC)
    assert [(row["rank"], row["prizes"]) for row in snapshot.top] == [
        (1, [{"en": "First prize"}]),
        (2, [{"en": "Second prize"}]),
        (2, [{"en": "Second prize"}]),
        (4, [{"en": "Lucky prize"}]),
        (5, []),
    ]


def test_the_exported_file_has_a_column_of_prizes(played: Contest, now: datetime):
    final = finalise(played, now)
    file = BytesIO()
    with override("en"):
        write_results(final, file, "csv", language="en", progress=Mock(spec=Progress))
    header, *rows = file.getvalue().decode("utf-8-sig").splitlines()
    column = header.split(",").index("Prizes")
    assert [row.split(",")[column] for row in rows] == [
        "First prize",
        "Second prize",
        "Second prize",
        "Lucky prize",
        "",
    ]


def test_a_contest_without_prizes_awards_none_and_asks_for_no_contenders(
    organisation: Organisation, people: list[User], now: datetime
):
    contest = open_contest(organisation, now=now)
    sit(contest, people[0], right=1, at=now)
    finalise(contest, now)
    assert not Award.objects.exists()


def test_lots_are_drawn_by_a_seed_that_is_fixed_at_publication(contest: Contest, now: datetime):
    seed = Contest.objects.get(pk=contest.pk).draw_seed
    assert len(seed) == 64
    assert finalise(contest, now).draw_seed == seed
