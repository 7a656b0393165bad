"""A contest under way at the fixed moment, at which the clock stands still."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from accounts.models import Organisation, User
from quiz.contest.models import Contest
from quiz.paper.compiled import compiled_paper
from tests.cast import make_user
from tests.quiz.contest.contests import open_contest


@pytest.fixture(autouse=True)
def _the_clock_stands_still(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def contest(organisation: Organisation, now: datetime) -> Iterator[Contest]:
    """Four questions of 5 points, twenty minutes, any number of attempts, the best counts."""
    yield open_contest(organisation, now=now, slug="spring", board_kinds=["people", "regions"])
    compiled_paper.cache_clear()


@pytest.fixture
def people(db: None) -> list[User]:
    """Five more people."""
    names = ["陈一", "林二", "周三", "吴四", "郑五"]
    return [
        make_user(f"p{number}", display_name=name) for number, name in enumerate(names, start=1)
    ]
