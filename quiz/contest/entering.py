"""Entering a contest."""

from datetime import datetime

from accounts.models import Organisation, User
from accounts.permissions import primary_organisation
from common.inserting import insert_unless_taken
from quiz.contest.access_codes import check_access_code
from quiz.contest.eligibility import why_closed, why_not_eligible
from quiz.contest.models import Contest, Entry
from quiz.contest.refusals import ContestRefused


def enter_contest(
    *,
    contest: Contest,
    user: User,
    access_code: str | None = None,
    network: str | None = None,
    now: datetime,
) -> Entry:
    """Make somebody a participant-to-be; entering again returns the entry there is.

    Takes down region and organisation as they are today: later moves do not change a team board.
    `network` is where a guess of the access code comes from, if that is known. Raises
    `ContestRefused` and `TooManyTries`.
    """
    entry = entry_of(contest, user)
    if entry is not None:
        return entry
    _refuse_who_may_not_enter(
        contest=contest, user=user, access_code=access_code, network=network, now=now
    )
    return create_entry(contest=contest, user=user, now=now)


def _refuse_who_may_not_enter(
    *, contest: Contest, user: User, access_code: str | None, network: str | None, now: datetime
) -> None:
    refusal = why_closed(contest, now) or why_not_eligible(contest, user)
    if refusal is not None:
        raise ContestRefused(refusal)
    if contest.needs_access_code:
        check_access_code(contest=contest, user=user, code=access_code, network=network, now=now)


def create_entry(*, contest: Contest, user: User, now: datetime) -> Entry:
    """Write the entry of somebody who may enter, or return the one that a second tab wrote.

    Whether somebody may is the caller's to have decided.
    """
    entry = Entry(
        contest=contest,
        user=user,
        region_id=user.region_id,
        organisation=organisation_for(contest, user),
        registered_at=now,
    )
    return entry if insert_unless_taken(entry) else Entry.objects.get(contest=contest, user=user)


def entry_of(contest: Contest, user: User) -> Entry | None:
    """Somebody's entry in a contest."""
    return Entry.objects.filter(contest=contest, user=user).first()


def organisation_for(contest: Contest, user: User) -> Organisation | None:
    """The organisation somebody plays for: the contest's own if a member of it, or the primary."""
    return primary_organisation(user, preferring=contest.organisation_id)
