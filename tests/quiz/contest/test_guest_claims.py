"""What a guest played becomes the account's, and nothing is lost."""

from datetime import datetime

from accounts.guests import ClaimConflict, claim_guest, create_guest, guest_claim_token
from accounts.models import Organisation, User
from common.models import AuditEvent
from quiz.contest.enums import Eligibility
from quiz.contest.models import Entry
from tests.quiz.contest.contests import open_contest, sit


def test_entries_move_and_a_conflict_is_kept_and_reported(
    organisation: Organisation, resident: User, now: datetime
):
    free = open_contest(organisation, now=now, audience=Eligibility.GUESTS)
    both = open_contest(organisation, now=now, audience=Eligibility.GUESTS)
    guest = create_guest(now=now)
    token = guest_claim_token(guest)
    moved = sit(free, guest, right=4, at=now)
    kept = sit(both, guest, right=3, at=now)
    own = sit(both, resident, right=1, at=now)
    claim = claim_guest(user=resident, token=token, now=now)
    left = Entry.objects.get(contest=both, user=guest)
    assert claim.conflicts == (
        ClaimConflict(kind="entry", subject_id=str(left.pk), title=both.title["zh-Hans"]),
    )
    for attempt, owner in ((moved, resident), (kept, guest), (own, resident)):
        attempt.refresh_from_db()
        assert attempt.user == owner
    scores = Entry.objects.filter(user=resident).order_by("pk").values_list("score_centi")
    assert sorted(scores) == [(500,), (2000,)]
    assert left.score_centi == 1500
    actions = AuditEvent.objects.filter(action__startswith="guest_entry")
    assert sorted(event.action for event in actions) == ["guest_entry_kept", "guest_entry_moved"]
    assert claim_guest(user=resident, token=token, now=now).conflicts == ()


def test_an_entry_without_region_and_organisation_takes_those_of_the_account(
    organisation: Organisation, manager: User, now: datetime
):
    contest = open_contest(organisation, now=now, audience=Eligibility.GUESTS)
    guest = create_guest(now=now)
    sit(contest, guest, right=4, at=now)
    manager.region_id = "230102"
    manager.save(update_fields=["region"])
    claim_guest(user=manager, token=guest_claim_token(guest), now=now)
    entry = Entry.objects.get(contest=contest, user=manager)
    assert (entry.region_id, entry.organisation) == ("230102", organisation)


def test_a_region_the_guest_gave_is_kept(organisation: Organisation, resident: User, now: datetime):
    contest = open_contest(organisation, now=now, audience=Eligibility.GUESTS)
    guest = create_guest(now=now)
    guest.region_id = "230202"
    guest.save(update_fields=["region"])
    sit(contest, guest, right=4, at=now)
    claim_guest(user=resident, token=guest_claim_token(guest), now=now)
    assert Entry.objects.get(contest=contest, user=resident).region_id == "230202"
