from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.many_rows import insert_rows, update_rows
from quiz.attempt.models import Attempt
from quiz.contest.models import Contest, Entry
from quiz.paper.models import Paper
from tests.quiz.attempt.sitting import begin
from tests.quiz.contest.contests import open_contest
from tests.quiz.factories import make_paper


@pytest.fixture
def contest(organisation, now: datetime) -> Contest:
    return open_contest(organisation, now=now)


@pytest.fixture
def paper(db: None) -> Paper:
    return make_paper(questions=2)


def entry(contest: Contest, user: User, now: datetime) -> Entry:
    return Entry(contest=contest, user=user, registered_at=now)


def stored(row: Attempt) -> dict[str, object]:
    return dict(Attempt.objects.filter(pk=row.pk).values().get())


def as_written(row: Attempt) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in Attempt._meta.concrete_fields}


def test_what_is_inserted_is_read_back_the_same(
    paper: Paper, resident: User, now: datetime
) -> None:
    like = begin(paper=paper, user=resident, now=now)
    row = Attempt(
        entry_id=resident.pk,
        user=resident,
        paper=paper,
        number=7,
        seed=-(2**63),
        drawn=[1, 0],
        question_count=2,
        max_centi=like.max_centi,
        started_at=now,
        deadline=now + timedelta(microseconds=1),
    )
    assert insert_rows([row]) == [row]
    assert stored(row) == as_written(row)


def test_a_row_that_is_taken_is_left_out_and_the_others_go_in(
    contest: Contest,
    resident: User,
    stranger: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = entry(contest, resident, now)
    assert insert_rows([first]) == [first]
    again, other = entry(contest, resident, now), entry(contest, stranger, now)
    with django_assert_num_queries(1):
        assert insert_rows([again, other]) == [other]
    assert set(contest.entries.values_list("pk", flat=True)) == {first.pk, other.pk}


def test_a_row_that_offends_another_constraint_is_an_error(
    contest: Contest, resident: User, now: datetime
) -> None:
    wrong = entry(contest, resident, now)
    wrong.time_factor_percent = 50
    with pytest.raises(IntegrityError):
        insert_rows([wrong])


def test_each_row_gets_its_own_values(
    paper: Paper,
    resident: User,
    stranger: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [begin(paper=paper, user=user, now=now) for user in (resident, stranger)]
    for number, row in enumerate(rows):
        row.state, row.marks, row.rulings_applied = "finished", [number, 0], number
        row.finished_at = row.marked_at = now + timedelta(seconds=number)
        row.time_used_ms = row.score_centi = number
        row.drawn = list(row.drawn)
    with django_assert_num_queries(1):
        assert update_rows(rows, fields=FINISHED, where={"state": "open"}) == rows
    assert [stored(row) for row in rows] == [as_written(row) for row in rows]


def test_a_row_that_has_changed_meanwhile_is_left_alone(
    paper: Paper, resident: User, now: datetime
) -> None:
    row = begin(paper=paper, user=resident, now=now)
    row.deadline += timedelta(hours=1)
    assert update_rows([row], fields=["deadline"], where={"state": "finished"}) == []
    assert stored(row)["deadline"] == row.deadline - timedelta(hours=1)


def test_nothing_is_asked_for_no_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert (insert_rows([]), update_rows([], fields=["state"])) == ([], [])


FINISHED = (
    "state",
    "marks",
    "rulings_applied",
    "finished_at",
    "marked_at",
    "time_used_ms",
    "score_centi",
)
