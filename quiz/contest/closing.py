"""Closing and cancelling a contest."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.audit import record_event
from quiz.contest.enums import ContestState
from quiz.contest.models import Contest
from quiz.contest.refusals import WrongState


def close_contest(*, contest: Contest, by: User | None, reason: str = "", now: datetime) -> Contest:
    """Let nobody start any more; return the contest as it is now.

    Closed early, its window ends now. Attempts in progress keep the deadlines they were given.
    Raises `WrongState`.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state != ContestState.PUBLISHED:
            raise WrongState(_("Only a published contest can be closed."))
        if now <= contest.opens_at:
            raise WrongState(_("The contest has not opened yet. It can be cancelled instead."))
        before = {"closes_at": contest.closes_at.isoformat()}
        changed = ["state", "closed_at", "version"]
        contest.state = ContestState.CLOSED
        contest.closed_at = now
        contest.version += 1
        if now < contest.closes_at:
            contest.closes_at = now
            changed.append("closes_at")
            if contest.freeze_at is not None and contest.freeze_at > now:
                contest.freeze_at = None
                changed.append("freeze_at")
            contest.rounds.filter(opens_at__lt=now, closes_at__gt=now).update(closes_at=now)
        contest.save(update_fields=changed)
        _record(contest, action="contest_closed", before=before, by=by, reason=reason, now=now)
    return contest


def cancel_contest(*, contest: Contest, by: User | None, reason: str, now: datetime) -> Contest:
    """Call a contest off, unless its standings are final; return it as it is now.

    Raises `WrongState`.
    """
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        if contest.state in (ContestState.FINAL, ContestState.CANCELLED):
            raise WrongState(_("The contest is final or cancelled already."))
        before = {"state": contest.state}
        contest.state = ContestState.CANCELLED
        contest.version += 1
        contest.save(update_fields=["state", "version"])
        _record(contest, action="contest_cancelled", before=before, by=by, reason=reason, now=now)
    return contest


def _record(
    contest: Contest,
    *,
    action: str,
    before: dict[str, str],
    by: User | None,
    reason: str,
    now: datetime,
) -> None:
    record_event(
        actor=by,
        action=action,
        subject=contest,
        organisation_id=contest.organisation_id,
        before=before,
        after={"state": contest.state, "closes_at": contest.closes_at.isoformat()},
        reason=reason,
        now=now,
    )
