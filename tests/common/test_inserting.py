from datetime import datetime

import pytest

from accounts.models import User
from common.inserting import insert_unless_taken
from quiz.contest.models import Contest, Entry
from tests.quiz.contest.contests import open_contest


@pytest.fixture
def contest(organisation, now: datetime) -> Contest:
    return open_contest(organisation, now=now)


def entry(contest: Contest, user: User, now: datetime) -> Entry:
    return Entry(contest=contest, user=user, registered_at=now)


def test_a_second_row_like_it_is_not_inserted_and_the_transaction_goes_on(
    contest: Contest, resident: User, stranger: User, now: datetime
):
    first = entry(contest, resident, now)
    assert insert_unless_taken(first)
    assert not insert_unless_taken(entry(contest, resident, now))
    assert insert_unless_taken(entry(contest, stranger, now))
    assert contest.entries.get(user=resident).pk == first.pk


@pytest.mark.django_db(transaction=True)
def test_the_same_holds_where_every_statement_commits(
    contest: Contest, resident: User, now: datetime
):
    assert insert_unless_taken(entry(contest, resident, now))
    assert not insert_unless_taken(entry(contest, resident, now))
    assert contest.entries.count() == 1
