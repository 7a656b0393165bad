from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from common.ids import uuid7
from quiz.attempt.attempt_token import (
    AttemptGrant,
    InvalidAttemptToken,
    issue_attempt_token,
    read_attempt_token,
)

ATTEMPT, PAPER = uuid7(), uuid7()
DRAWN = (3, 0, 65_535)
# As the first release wrote it: pages that were opened before an upgrade go on with theirs.
OF_THE_FIRST_RELEASE = (
    "AQGZR3BsAHAAgAAAAAAAAAEBmUdwbABwAIAAAAAAAAACAAAAAGqqWpAAAwAA__8yHlc9lQeJfDMROBFWliQz"
)


@pytest.fixture
def token(now: datetime) -> str:
    return issue_attempt_token(attempt_id=ATTEMPT, paper_id=PAPER, drawn=DRAWN, deadline=now)


def test_a_token_says_what_was_granted(token: str, now: datetime) -> None:
    grant = read_attempt_token(token, now=now)

    assert grant == AttemptGrant(attempt_id=ATTEMPT, paper_id=PAPER, drawn=DRAWN)


def test_a_token_of_an_earlier_release_is_good(now: datetime) -> None:
    assert read_attempt_token(OF_THE_FIRST_RELEASE, now=now) == AttemptGrant(
        attempt_id=UUID("01994770-6c00-7000-8000-000000000001"),
        paper_id=UUID("01994770-6c00-7000-8000-000000000002"),
        drawn=DRAWN,
    )


def test_a_token_outlives_the_deadline_so_that_an_extension_needs_no_new_one(
    token: str, now: datetime
) -> None:
    assert read_attempt_token(token, now=now + timedelta(days=2)).attempt_id == ATTEMPT


def test_a_token_expires(token: str, now: datetime) -> None:
    with pytest.raises(InvalidAttemptToken):
        read_attempt_token(token, now=now + timedelta(days=2, seconds=1))


def test_changing_any_character_makes_it_invalid(token: str, now: datetime) -> None:
    # The last character carries unused bits, so not every change of it changes a byte.
    for place in range(len(token) - 1):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(InvalidAttemptToken):
            read_attempt_token(token[:place] + other + token[place + 1 :], now=now)


def test_cutting_it_short_makes_it_invalid(token: str, now: datetime) -> None:
    for length in range(len(token)):
        with pytest.raises(InvalidAttemptToken):
            read_attempt_token(token[:length], now=now)


@given(token=st.text(max_size=300))
def test_nothing_invented_is_valid_and_nothing_crashes(token: str) -> None:
    with pytest.raises(InvalidAttemptToken):
        read_attempt_token(token, now=datetime.fromisoformat("2026-09-14T09:00:00Z"))


def test_a_new_secret_key_ends_tokens_unless_the_old_one_is_listed(
    token: str, now: datetime, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert read_attempt_token(token, now=now).attempt_id == ATTEMPT

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidAttemptToken):
        read_attempt_token(token, now=now)
