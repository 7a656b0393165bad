"""Give an attempt in progress more time."""

from datetime import datetime
from uuid import UUID

from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt


class AttemptClosed(Exception):
    """The attempt is over; what it needed to be open for did not happen."""


def extend_deadline(*, attempt_id: UUID, deadline: datetime, now: datetime) -> Attempt:
    """Move the deadline of an open attempt later, never earlier; return the attempt as stored.

    The participant's token stays good: the statement that saves looks at the stored deadline. An
    attempt whose time has passed but which nobody has closed yet goes on. Raises `AttemptClosed`
    when it is not open (or does not exist), and `ValueError` for a deadline already past.
    """
    if deadline < now:
        raise ValueError("a deadline in the past gives nobody more time")
    open_attempt = Attempt.objects.filter(id=attempt_id, state=AttemptState.OPEN)
    open_attempt.filter(deadline__lt=deadline).update(deadline=deadline)
    attempt = open_attempt.first()
    if attempt is None:
        raise AttemptClosed(attempt_id)
    return attempt
