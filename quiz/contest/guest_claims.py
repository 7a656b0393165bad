"""Handing a guest's entries to the account that claims them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.guests import ClaimConflict
from accounts.models import User
from common.audit import record_event
from common.text import localise
from quiz.attempt.models import Attempt
from quiz.contest.entering import organisation_for
from quiz.contest.models import Entry

CONFLICT_KIND = "entry"


def move_guest_entries(*, guest: User, user: User, now: datetime) -> list[ClaimConflict]:
    """Give a guest's entries and attempts to an account, contest by contest.

    Where the account has an entry of its own, nothing is lost or merged: the guest's stays with
    the guest, and is returned as a conflict. Region and organisation stay those of the day of
    entering; where the guest had none, the account's of today count. Doing it again moves nothing
    more.
    """
    conflicts = []
    for entry in Entry.objects.filter(user=guest).select_related("contest").order_by("pk"):
        moved = _move(entry, user)
        if not moved:
            title = localise(entry.contest.title, user.language)
            conflicts.append(
                ClaimConflict(kind=CONFLICT_KIND, subject_id=str(entry.pk), title=title)
            )
        record_event(
            actor=user,
            action="guest_entry_moved" if moved else "guest_entry_kept",
            subject=entry,
            organisation_id=entry.contest.organisation_id,
            before={"user": str(guest.pk)},
            after={"user": str(entry.user_id)},
            now=now,
        )
    return conflicts


def _move(entry: Entry, user: User) -> bool:
    try:
        with transaction.atomic():
            # The attempts before the entry: finishing locks them in this order, too.
            Attempt.objects.filter(entry_id=entry.pk).update(user=user)
            entry.user = user
            entry.region_id = entry.region_id or user.region_id
            if entry.organisation_id is None:
                entry.organisation = organisation_for(entry.contest, user)
            entry.save(update_fields=["user", "region", "organisation"])
    except IntegrityError:
        entry.refresh_from_db(fields=["user", "region", "organisation"])
        return False
    return True
