"""The one rule about time: when an attempt ends, and what is too late."""

from datetime import datetime, timedelta

from django.conf import settings


def deadline_for(
    *,
    started_at: datetime,
    time_limit_s: int,
    time_factor_percent: int,
    window_end: datetime | None,
) -> datetime:
    """When an attempt started now must be handed in: the personal limit, or the window's end.

    The window's end is for everybody, extra time or not. `None` means that no window closes.
    """
    personal = started_at + timedelta(seconds=time_limit_s) * time_factor_percent / 100
    return personal if window_end is None else min(personal, window_end)


def grace() -> timedelta:
    """How long after the deadline an answer may still reach us: the way through the network."""
    return timedelta(seconds=settings.WANGAN_ATTEMPT_GRACE_SECONDS)


def earliest_deadline_in_time(received_at: datetime) -> datetime:
    """The earliest deadline for which something received then is not too late.

    Written this way round so that a statement can compare a column with it.
    """
    return received_at - grace()


def is_overdue(*, deadline: datetime, now: datetime) -> bool:
    """Whether nothing that is received now or later can count any more."""
    return deadline < earliest_deadline_in_time(now)
