"""A paper of four single choices, and somebody's attempt at it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from accounts.models import User
from common.batcher import stop_batchers
from quiz.attempt.models import Attempt
from quiz.paper.compiled import compiled_paper
from quiz.paper.models import Paper
from tests.quiz.attempt.sitting import begin
from tests.quiz.factories import make_paper


@pytest.fixture
def paper(db: None) -> Iterator[Paper]:
    """Four single choices, 5 points each, twenty minutes; `a` is right everywhere."""
    yield make_paper(questions=4)
    compiled_paper.cache_clear()


@pytest.fixture
def attempt(paper: Paper, resident: User, now: datetime) -> Attempt:
    """The resident's attempt, started `now`."""
    return begin(paper=paper, user=resident, now=now)


@pytest.fixture
def window_end(now: datetime) -> datetime:
    """When everything is over."""
    return now + timedelta(hours=2)


@pytest.fixture(
    params=["direct", pytest.param("batched", marks=pytest.mark.django_db(transaction=True))]
)
def save_mode(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    """Both ways of committing. The batched one has a connection of its own."""
    settings.WANGAN_GROUP_COMMIT = request.param == "batched"
    yield request.param
    stop_batchers()
