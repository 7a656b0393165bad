"""Taking an entry off the boards, and putting it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common.audit import record_event
from quiz.contest.models import Entry


def disqualify_entry(*, entry: Entry, by: User | None, reason: str, now: datetime) -> bool:
    """Keep an entry off the boards from the next snapshot on; False if it already was.

    Its attempts and score stay as they are: only the boards leave it out.
    """
    with transaction.atomic():
        changed = Entry.objects.filter(pk=entry.pk, disqualified_at__isnull=True).update(
            disqualified_at=now, disqualified_reason=reason, standing_changed_at=now
        )
        if changed:
            _record(entry, "entry_disqualified", by=by, reason=reason, now=now)
    entry.refresh_from_db()
    return bool(changed)


def reinstate_entry(*, entry: Entry, by: User | None, reason: str, now: datetime) -> bool:
    """Put a disqualified entry back on the boards; False if it was not disqualified."""
    with transaction.atomic():
        changed = Entry.objects.filter(pk=entry.pk, disqualified_at__isnull=False).update(
            disqualified_at=None, disqualified_reason="", standing_changed_at=now
        )
        if changed:
            _record(entry, "entry_reinstated", by=by, reason=reason, now=now)
    entry.refresh_from_db()
    return bool(changed)


def _record(entry: Entry, action: str, *, by: User | None, reason: str, now: datetime) -> None:
    record_event(
        actor=by,
        action=action,
        subject=entry,
        organisation_id=entry.contest.organisation_id,
        before={"disqualified_reason": entry.disqualified_reason},
        reason=reason,
        now=now,
    )
