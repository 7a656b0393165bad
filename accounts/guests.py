"""Guests: people who take a contest without an account, and may make it theirs later.

A guest gets a token. Signed in to an account, whoever holds the token can claim the guest: what
the guest did then belongs to the account. The guest remains, closed, as the record of the claim.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction

from accounts.models import User
from accounts.signals import guest_claimed
from common.text import Language

CLAIMABLE_FOR = timedelta(days=90)
_SALT = "wangan guest claim"


class GuestClaimRefusedError(Exception):
    """The token is not ours, is too old or has been used by another account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimConflict:
    """Something that stayed with the guest because the account has its own of it."""

    kind: str
    subject_id: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestClaim:
    """What came of a claim: the guest, and what could not be moved."""

    guest: User
    conflicts: tuple[ClaimConflict, ...]


def create_guest(*, now: datetime, language: Language = Language.CHINESE) -> User:
    """A new guest, whom only the session that is opened for it can be."""
    guest = User(is_guest=True, language=language, date_joined=now)
    guest.set_unusable_password()
    guest.save()
    return guest


def guest_claim_token(guest: User) -> str:
    """The token with which an account can claim this guest. Raises ValueError for anybody else."""
    if not guest.is_guest:
        raise ValueError(f"{guest.pk} is not a guest")
    return signing.Signer(salt=_SALT).sign_object(str(guest.pk))


def claim_guest(*, user: User, token: str, now: datetime) -> GuestClaim:
    """Make what a guest did the account's. Claiming again changes nothing.

    Two accounts may try at once: one wins. Raises GuestClaimRefusedError otherwise.
    """
    guest_id = _guest_of(token)
    if user.is_guest:
        raise GuestClaimRefusedError("a guest cannot claim a guest")
    with transaction.atomic():
        claimed = User.objects.filter(
            pk=guest_id, is_guest=True, claimed_by=None, date_joined__gt=now - CLAIMABLE_FOR
        ).update(claimed_by=user, is_active=False)
        guest = User.objects.filter(pk=guest_id, claimed_by=user).first()
        if guest is None:
            raise GuestClaimRefusedError("no such guest, too old, or claimed by another account")
        conflicts = _tell(guest=guest, user=user, now=now) if claimed else ()
    return GuestClaim(guest=guest, conflicts=conflicts)


def _guest_of(token: str) -> UUID:
    try:
        return UUID(signing.Signer(salt=_SALT).unsign_object(token))
    except (signing.BadSignature, ValueError) as error:
        raise GuestClaimRefusedError("the token is not ours") from error


def _tell(*, guest: User, user: User, now: datetime) -> tuple[ClaimConflict, ...]:
    conflicts: list[ClaimConflict] = []
    for _, answer in guest_claimed.send(sender=User, guest=guest, user=user, now=now):
        conflicts.extend(answer or ())  # type: ignore[arg-type]  # the stubs expect a string
    return tuple(conflicts)
