"""What this room does when a lower one says that something happened."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from quiz.attempt.models import Attempt
from quiz.attempt.signals import attempt_finished, attempt_remarked
from quiz.contest.standing import recompute_standing


@receiver([attempt_finished, attempt_remarked], dispatch_uid="contest.follow_attempt")
def follow_attempt(*, attempt: Attempt, now: datetime, **_signal: Any) -> None:
    """Recompute the standing in the transaction that closed or re-marked the attempt."""
    recompute_standing(entry_id=attempt.entry_id, now=now)
