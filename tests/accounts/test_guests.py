"""Guests, and the accounts that claim them."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from accounts.guests import (
    CLAIMABLE_FOR,
    ClaimConflict,
    GuestClaimRefusedError,
    claim_guest,
    create_guest,
    guest_claim_token,
)
from accounts.models import User
from accounts.signals import guest_claimed
from common.text import Language
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(now):
    return create_guest(now=now, language=Language.ENGLISH)


@pytest.fixture
def heard():
    """What the rooms above were told; they answer with a conflict."""
    calls = []

    def receiver(sender, *, guest, user, now, **_):
        calls.append((guest, user, now))
        return [ClaimConflict(kind="entry", subject_id="1", title="Practice")]

    guest_claimed.connect(receiver)
    yield calls
    guest_claimed.disconnect(receiver)


def test_a_guest_cannot_sign_in(guest, now):
    assert (guest.is_guest, guest.username, guest.email, guest.phone) == (True, None, "", None)
    assert (guest.language, guest.date_joined) == (Language.ENGLISH, now)
    assert not guest.has_usable_password()


def test_whoever_holds_the_token_can_claim_the_guest(guest, resident, now, heard):
    claim = claim_guest(user=resident, token=guest_claim_token(guest), now=now)

    guest.refresh_from_db()
    assert (guest.claimed_by, guest.is_active) == (resident, False)
    assert heard == [(guest, resident, now)]
    assert claim.conflicts == (ClaimConflict(kind="entry", subject_id="1", title="Practice"),)


def test_claiming_again_changes_nothing(guest, resident, now, heard):
    token = guest_claim_token(guest)
    claim_guest(user=resident, token=token, now=now)

    claim = claim_guest(user=resident, token=token, now=now)

    assert (claim.guest, claim.conflicts, len(heard)) == (guest, (), 1)


def test_a_claimed_guest_belongs_to_one_account(guest, resident, stranger, now, heard):
    token = guest_claim_token(guest)
    claim_guest(user=resident, token=token, now=now)

    with pytest.raises(GuestClaimRefusedError):
        claim_guest(user=stranger, token=token, now=now)

    assert len(heard) == 1


@pytest.mark.parametrize(
    "change", [str.upper, lambda token: token[:-1], lambda token: "", str.title]
)
def test_a_token_that_was_tampered_with_is_refused(guest, resident, now, heard, change):
    with pytest.raises(GuestClaimRefusedError):
        claim_guest(user=resident, token=change(guest_claim_token(guest)), now=now)

    assert heard == []


def test_a_token_is_good_for_ninety_days(guest, resident, now):
    with pytest.raises(GuestClaimRefusedError):
        claim_guest(user=resident, token=guest_claim_token(guest), now=now + CLAIMABLE_FOR)

    late = now + CLAIMABLE_FOR - timedelta(seconds=1)
    assert claim_guest(user=resident, token=guest_claim_token(guest), now=late).guest == guest


def test_a_guest_cannot_claim_a_guest(guest, now):
    with pytest.raises(GuestClaimRefusedError):
        claim_guest(user=create_guest(now=now), token=guest_claim_token(guest), now=now)


def test_an_account_has_no_token(resident):
    with pytest.raises(ValueError, match="is not a guest"):
        guest_claim_token(resident)


def test_only_guests_are_claimed(resident, stranger):
    stranger.claimed_by = resident

    with pytest.raises(IntegrityError):
        stranger.save(update_fields=["claimed_by"])


def test_what_fails_above_leaves_the_guest_unclaimed(guest, resident, now):
    def receiver(sender, **_):
        raise ZeroDivisionError

    guest_claimed.connect(receiver)
    try:
        with pytest.raises(ZeroDivisionError):
            claim_guest(user=resident, token=guest_claim_token(guest), now=now)
    finally:
        guest_claimed.disconnect(receiver)

    guest.refresh_from_db()
    assert (guest.claimed_by, guest.is_active) == (None, True)


@pytest.mark.django_db(transaction=True)
def test_of_two_accounts_at_once_one_gets_the_guest(now):
    guest = create_guest(now=now)
    token = guest_claim_token(guest)
    people = [make_user(), make_user()]
    together = Barrier(2)
    outcomes = []

    def claim(user: User) -> None:
        together.wait()
        try:
            claim_guest(user=user, token=token, now=now)
            outcomes.append("claimed")
        except GuestClaimRefusedError:
            outcomes.append("refused")
        finally:
            connection.close()

    claimants = [Thread(target=claim, args=[user]) for user in people]
    for claimant in claimants:
        claimant.start()
    for claimant in claimants:
        claimant.join()

    assert sorted(outcomes) == ["claimed", "refused"]
