"""The table of results that organisers take away."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from unittest.mock import Mock

import pytest
from django.utils.translation import override
from pytest_django.asserts import assertNumQueries

from accounts.models import Organisation, User
from common.jobs import Progress
from quiz.contest.disqualifying import disqualify_entry
from quiz.contest.models import Contest
from quiz.contest.results_table import write_results
from tests.quiz.contest.contests import begin, entry_in, sit, two_rounds

DAY = timedelta(days=1)

Read = Callable[[Contest], list[dict[str, str]]]


@pytest.fixture
def read() -> Read:
    """Export a contest in English, and read the file again."""

    def exported(contest: Contest) -> list[dict[str, str]]:
        file = BytesIO()
        with override("en"):
            write_results(contest, file, "csv", language="en", progress=Mock(spec=Progress))
        return list(csv.DictReader(StringIO(file.getvalue().decode("utf-8-sig"))))

    return exported


def scores(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(row["Score"], row["Score: Round 1"], row["Score: Round 2, Final"]) for row in rows]


@pytest.mark.parametrize("people_each", [1, 3])
def test_each_of_several_rounds_has_a_column(
    organisation: Organisation, people: list[User], now: datetime, read: Read, people_each: int
):
    contest = two_rounds(organisation, now=now, score_rule="sum_of_round_bests")
    for person in people[:people_each]:
        sit(contest, person, right=1, at=now)
        sit(contest, person, right=3, at=now + timedelta(hours=1))
        sit(contest, person, right=2, at=now + 2 * DAY)
    with assertNumQueries(5):
        rows = read(contest)
    assert scores(rows) == [("25.0", "15.0", "10.0")] * people_each


def test_a_round_without_a_result_is_left_empty(
    organisation: Organisation, people: list[User], now: datetime, read: Read
):
    contest = two_rounds(organisation, now=now, score_rule="sum_of_round_bests")
    sit(contest, people[0], right=4, at=now)
    sit(contest, people[1], right=2, at=now + 2 * DAY)
    sit(contest, people[2], right=0, at=now)
    begin(contest, people[3], at=now)
    disqualify_entry(entry=entry_in(contest, people[0]), by=None, reason="two phones", now=now)
    assert scores(read(contest)) == [
        ("10.0", "", "10.0"),
        ("0.0", "0.0", ""),
        ("", "", ""),
        ("20.0", "20.0", ""),
    ]


@pytest.mark.parametrize(
    ("rule", "options", "first_round", "final"),
    [
        ("best", {}, "15.0", "10.0"),
        ("first", {}, "5.0", "10.0"),
        ("last", {}, "15.0", "10.0"),
        ("sum", {}, "20.0", "10.0"),
        ("sudden_death", {"mistakes_allowed": 0}, "15.0", "10.0"),
    ],
)
def test_a_round_is_scored_by_the_rule_of_the_contest(
    organisation: Organisation,
    resident: User,
    now: datetime,
    read: Read,
    rule: str,
    options: dict[str, int],
    first_round: str,
    final: str,
):
    contest = two_rounds(organisation, now=now, score_rule=rule, score_rule_options=options)
    sit(contest, resident, right=1, at=now)
    sit(contest, resident, right=3, at=now + timedelta(hours=1))
    sit(contest, resident, right=2, at=now + 2 * DAY)
    [(_, of_first, of_final)] = scores(read(contest))
    assert (of_first, of_final) == (first_round, final)


def test_a_contest_of_one_round_has_no_such_columns(
    contest: Contest, resident: User, now: datetime, read: Read
):
    sit(contest, resident, right=4, at=now)
    with assertNumQueries(4):
        [row] = read(contest)
    assert [title for title in row if title.startswith("Score")] == ["Score"]


def test_moments_are_those_of_the_contests_time_zone(
    contest: Contest, resident: User, now: datetime, read: Read
):
    contest.timezone = "Asia/Urumqi"
    contest.save(update_fields=["timezone"])
    sit(contest, resident, right=4, at=now)
    [row] = read(contest)
    assert row["Registered at"] == (now + timedelta(hours=6)).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("phone", "written"),
    [
        ("+8613800138000", "13800138000"),
        ("+861062771234", "01062771234"),
        ("+14155552671", "'+14155552671"),
    ],
)
def test_a_phone_number_of_the_country_is_one_to_dial(
    contest: Contest, resident: User, now: datetime, read: Read, phone: str, written: str
):
    resident.phone = phone
    resident.save(update_fields=["phone"])
    sit(contest, resident, right=4, at=now)
    [row] = read(contest)
    assert row["Phone"] == written
