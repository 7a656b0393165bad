"""An attempt in progress, its token, and the two mounts that save answers."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from accounts.models import User
from quiz.attempt.attempt_token import issue_attempt_token
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
def attempt(paper: Paper, resident: User, now: datetime) -> Iterator[Attempt]:
    """The resident's attempt; the clock stands still at its start."""
    with time_machine.travel(now, tick=False):
        yield begin(paper=paper, user=resident, now=now)


@pytest.fixture
def token(attempt: Attempt) -> str:
    """The attempt's token."""
    return token_of(attempt)


def token_of(attempt: Attempt) -> str:
    return issue_attempt_token(
        attempt_id=attempt.id,
        paper_id=attempt.paper_id,
        drawn=attempt.drawn,
        deadline=attempt.deadline,
    )
