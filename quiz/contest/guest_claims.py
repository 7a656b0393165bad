"""Handing a guest's entries to the account that claims them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from common.audit import record_event
from quiz.attempt.models import Attempt
from quiz.contest.models import Entry


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """Contests whose entry moved, and those where the account has an entry of its own.

    In a conflict nothing is lost or merged: the guest's entry stays with the guest.
    """

    moved: tuple[UUID, ...]
    conflicts: tuple[UUID, ...]


def move_guest_entries(*, guest: User, user: User, now: datetime) -> ClaimReport:
    """Give a guest's entries and attempts to an account, contest by contest.

    Region and organisation stay those of the guest's day of entering. Doing it again moves
    nothing more.
    """
    moved, conflicts = [], []
    for entry in Entry.objects.filter(user=guest).select_related("contest").order_by("pk"):
        if _move(entry, user):
            moved.append(entry.contest_id)
        else:
            conflicts.append(entry.contest_id)
        record_event(
            actor=user,
            action="guest_entry_moved" if entry.contest_id in moved else "guest_entry_kept",
            subject=entry,
            organisation_id=entry.contest.organisation_id,
            before={"user": str(guest.pk)},
            after={"user": str(entry.user_id)},
            now=now,
        )
    return ClaimReport(tuple(moved), tuple(conflicts))


def _move(entry: Entry, user: User) -> bool:
    try:
        with transaction.atomic():
            # The attempts before the entry: finishing locks them in this order, too.
            Attempt.objects.filter(entry_id=entry.pk).update(user=user)
            entry.user = user
            entry.save(update_fields=["user"])
    except IntegrityError:
        entry.refresh_from_db(fields=["user"])
        return False
    return True
