"""What this room does when a lower one says that something happened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from accounts.guests import ClaimConflict
from accounts.models import User
from accounts.signals import guest_claimed
from quiz.attempt.models import Attempt
from quiz.attempt.signals import attempts_finished, attempts_remarked
from quiz.contest.guest_claims import move_guest_entries
from quiz.contest.standing import recompute_standings


@receiver([attempts_finished, attempts_remarked], dispatch_uid="contest.follow_attempts")
def follow_attempts(*, attempts: Sequence[Attempt], now: datetime, **_signal: Any) -> None:
    """Recompute the standings in the transaction that closed or re-marked the attempts."""
    recompute_standings(entry_ids={attempt.entry_id for attempt in attempts}, now=now)


@receiver(guest_claimed, dispatch_uid="contest.follow_claim")
def follow_claim(*, guest: User, user: User, now: datetime, **_signal: Any) -> list[ClaimConflict]:
    """Move the guest's entries in the transaction that claims the guest."""
    return move_guest_entries(guest=guest, user=user, now=now)
