"""The start pass: proof that somebody may take part, given out with the contest's page.

Who may take part, and for which region and organisation, is decided once, when the page is read,
and holds for an hour. A start then needs neither session nor user nor membership query. It decides
nothing else: window, limits, disqualification and whether the account still lives are looked at
when the attempt starts.
"""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from accounts.models import User
from common.signed_bytes import BadSignature, sign, verify
from quiz.contest.eligibility import why_closed, why_not_eligible
from quiz.contest.entering import organisation_for
from quiz.contest.models import Contest, Entry

_PURPOSE = "wangan.start"
VALID_FOR = timedelta(hours=1)
_LONGEST = 512


class InvalidStartPass(ValueError):
    """Not a pass of ours, changed on the way, or expired."""


class StartPass(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Who may start in which contest, and what an entry made by this start takes down."""

    contest_id: UUID
    slug: str
    user_id: UUID
    region_id: str | None
    organisation_id: UUID | None
    expires_at: datetime


def issue_start_pass(
    *, contest: Contest, user: User, entry: Entry | None, now: datetime
) -> str | None:
    """Make the pass; none for whom starting takes something else first, or is not for them.

    One query for who has not entered yet, and those of `why_not_eligible`.
    """
    refused = why_closed(contest, now) or why_not_eligible(contest, user)
    if refused is not None or (entry is None and contest.needs_access_code):
        return None
    organisation = None if entry is not None else organisation_for(contest, user)
    holder = StartPass(
        contest_id=contest.pk,
        slug=contest.slug,
        user_id=user.pk,
        region_id=user.region_id,
        organisation_id=organisation.pk if organisation else None,
        expires_at=now + VALID_FOR,
    )
    return write_start_pass(holder)


def write_start_pass(holder: StartPass) -> str:
    """Sign a pass, whoever decided that its holder may have it."""
    return sign(msgspec.msgpack.encode(holder), purpose=_PURPOSE)


def read_start_pass(text: str, *, now: datetime) -> StartPass:
    """Verify a pass and return what it says; raises `InvalidStartPass`."""
    if len(text) > _LONGEST:
        raise InvalidStartPass
    try:
        found = msgspec.msgpack.decode(verify(text, purpose=_PURPOSE), type=StartPass)
    except (BadSignature, msgspec.DecodeError):
        raise InvalidStartPass from None
    if found.expires_at < now:
        raise InvalidStartPass
    return found
