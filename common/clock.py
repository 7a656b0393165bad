"""The one place that reads the clock.

An operation reads it once, at its edge (a view, a task, a command), and passes `now` down, so
that no two checks of one operation can disagree about the time.
"""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()
