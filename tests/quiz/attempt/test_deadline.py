from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from quiz.attempt.deadline import deadline_for, is_overdue

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("percent", "window_minutes", "expected_minutes"),
    [
        (100, None, 20),
        (100, 60, 20),
        (100, 15, 15),
        (150, 60, 30),
        (150, 25, 25),
    ],
)
def test_the_deadline_is_the_personal_limit_or_the_end_of_the_window(
    now: datetime, percent: int, window_minutes: int | None, expected_minutes: int
) -> None:
    deadline = deadline_for(
        started_at=now,
        time_limit_s=1200,
        time_factor_percent=percent,
        window_end=None if window_minutes is None else now + window_minutes * MINUTE,
    )

    assert deadline == now + expected_minutes * MINUTE


def test_an_odd_factor_is_exact_to_the_microsecond(now: datetime) -> None:
    deadline = deadline_for(
        started_at=now, time_limit_s=61, time_factor_percent=133, window_end=None
    )

    assert deadline == now + timedelta(seconds=81, microseconds=130_000)


def test_the_grace_is_part_of_what_is_in_time(now: datetime, settings: Settings) -> None:
    settings.WANGAN_ATTEMPT_GRACE_SECONDS = 5

    assert not is_overdue(deadline=now, now=now + timedelta(seconds=5))
    assert is_overdue(deadline=now, now=now + timedelta(seconds=5, microseconds=1))
