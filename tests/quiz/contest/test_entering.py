"""Who may enter, and who may start."""

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from accounts.models import Organisation, Region, User
from quiz.contest.access_codes import TRIES, hash_access_code
from quiz.contest.closing import cancel_contest, close_contest
from quiz.contest.disqualifying import disqualify_entry
from quiz.contest.entering import enter_contest
from quiz.contest.enums import Eligibility, RefusalCode
from quiz.contest.models import AccessTries, Contest, Entry
from quiz.contest.refusals import ContestRefused, TooManyTries
from quiz.contest.start_status import start_status
from quiz.contest.starting import start_contest_attempt
from tests.cast import make_user
from tests.quiz.contest.contests import begin, draft_contest, entry_in, open_contest, sit

MINUTE = timedelta(minutes=1)


def refusal_to_enter(contest: Contest, user: User, now: datetime, code: str = "") -> RefusalCode:
    with pytest.raises(ContestRefused) as refused:
        enter_contest(contest=contest, user=user, access_code=code, now=now)
    assert not Entry.objects.filter(contest=contest, user=user).exists()
    return refused.value.code


def refusal_to_start(contest: Contest, user: User, now: datetime) -> RefusalCode:
    with pytest.raises(ContestRefused) as refused:
        start_contest_attempt(contest=contest, user=user, now=now)
    return refused.value.code


def guest() -> User:
    return User.objects.create(is_guest=True)


def test_entering_twice_is_entering_once(contest: Contest, resident: User, now: datetime) -> None:
    entry = enter_contest(contest=contest, user=resident, now=now)
    assert enter_contest(contest=contest, user=resident, now=now + MINUTE) == entry
    assert (entry.region_id, entry.organisation, entry.registered_at) == ("230102", None, now)


def test_a_member_plays_for_the_contests_organisation(
    contest: Contest, organiser: User, organisation: Organisation, now: datetime
) -> None:
    assert enter_contest(contest=contest, user=organiser, now=now).organisation == organisation


def test_one_registers_before_the_opening_and_starts_after_it(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    contest = open_contest(organisation, now=now, opens_in=timedelta(hours=1))
    enter_contest(contest=contest, user=resident, now=now)
    assert refusal_to_start(contest, resident, now) == RefusalCode.NOT_OPEN_YET
    assert begin(contest, resident, at=contest.opens_at).number == 1


def test_a_draft_a_closed_and_a_cancelled_contest_let_nobody_in(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    draft = draft_contest(organisation, now=now)
    assert refusal_to_enter(draft, resident, now) == RefusalCode.NOT_OPEN_YET
    over = open_contest(organisation, now=now)
    assert refusal_to_enter(over, resident, over.closes_at) == RefusalCode.ALREADY_CLOSED
    closed = close_contest(contest=over, by=None, now=now)
    assert refusal_to_enter(closed, resident, now) == RefusalCode.ALREADY_CLOSED
    cancelled = cancel_contest(contest=closed, by=None, reason="flood", now=now)
    assert refusal_to_enter(cancelled, resident, now) == RefusalCode.CANCELLED


@pytest.mark.parametrize(
    ("audience", "refusal"),
    [
        (Eligibility.GUESTS, None),
        (Eligibility.SIGNED_IN, RefusalCode.SIGN_IN_REQUIRED),
        (Eligibility.ORGANISATION, RefusalCode.SIGN_IN_REQUIRED),
    ],
)
def test_guests_play_only_where_the_contest_allows_it(
    organisation: Organisation, now: datetime, audience: Eligibility, refusal: RefusalCode | None
) -> None:
    contest = open_contest(organisation, now=now, audience=audience)
    if refusal is None:
        assert enter_contest(contest=contest, user=guest(), now=now).pk
    else:
        assert refusal_to_enter(contest, guest(), now) == refusal


def test_an_organisation_contest_is_for_members(
    organisation: Organisation, organiser: User, manager: User, stranger: User, now: datetime
) -> None:
    contest = open_contest(organisation, now=now, audience=Eligibility.ORGANISATION)
    assert refusal_to_enter(contest, stranger, now) == RefusalCode.NOT_ELIGIBLE
    assert enter_contest(contest=contest, user=manager, now=now).organisation == organisation
    assert enter_contest(contest=contest, user=organiser, now=now).organisation == organisation


@pytest.mark.parametrize("region", ["230000", "230100", "230102"])
def test_a_region_contest_is_for_people_of_the_region_and_below(
    organisation: Organisation, resident: User, stranger: User, now: datetime, region: str
) -> None:
    contest = draft_contest(organisation, now=now, audience=Eligibility.REGIONS)
    contest.regions.add(Region.objects.get(pk=region))
    Contest.objects.filter(pk=contest.pk).update(state="published", published_at=now, key_layout={})
    contest.refresh_from_db()
    elsewhere = make_user("elsewhere", region_id="230202")
    assert enter_contest(contest=contest, user=resident, now=now).region_id == "230102"
    assert refusal_to_enter(contest, stranger, now) == RefusalCode.NOT_ELIGIBLE
    if region != "230000":
        assert refusal_to_enter(contest, elsewhere, now) == RefusalCode.NOT_ELIGIBLE


@pytest.fixture
def coded(contest: Contest) -> Contest:
    contest.access_code_hash = hash_access_code(contest.pk, "Hall-7")
    contest.save(update_fields=["access_code_hash"])
    return contest


def test_the_access_code_is_asked_for_and_forgives_how_it_is_typed(
    coded: Contest, resident: User, stranger: User, now: datetime
) -> None:
    assert refusal_to_enter(coded, resident, now) == RefusalCode.ACCESS_CODE_REQUIRED
    assert refusal_to_enter(coded, resident, now, "hall-8") == RefusalCode.ACCESS_CODE_WRONG
    assert refusal_to_start(coded, resident, now) == RefusalCode.ACCESS_CODE_REQUIRED
    assert enter_contest(contest=coded, user=resident, access_code=" ｈall-7 ", now=now).pk
    assert begin(coded, resident, at=now).number == 1
    assert "Hall-7" not in coded.access_code_hash


def test_a_changed_secret_key_keeps_old_codes_while_it_is_a_fallback(
    coded: Contest, resident: User, now: datetime, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new"
    assert enter_contest(contest=coded, user=resident, access_code="hall-7", now=now).pk


def test_guessing_is_stopped_for_this_person_and_contest_alone(
    coded: Contest, resident: User, stranger: User, now: datetime
) -> None:
    for _ in range(TRIES):
        assert refusal_to_enter(coded, resident, now, "guess") == RefusalCode.ACCESS_CODE_WRONG
    with pytest.raises(TooManyTries) as stopped:
        enter_contest(contest=coded, user=resident, access_code="hall-7", now=now + 4 * MINUTE)
    assert stopped.value.retry_after_s == 6 * 60
    assert enter_contest(contest=coded, user=stranger, access_code="hall-7", now=now).pk
    later = now + 10 * MINUTE
    assert enter_contest(contest=coded, user=resident, access_code="hall-7", now=later).pk
    assert AccessTries.objects.get(user=resident).tries == 1


def test_starting_again_goes_on_with_the_open_attempt(
    contest: Contest, resident: User, now: datetime
) -> None:
    first = start_contest_attempt(contest=contest, user=resident, now=now)
    again = start_contest_attempt(contest=contest, user=resident, now=now + MINUTE)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.attempt == again.attempt


def test_a_new_attempt_may_follow_one_that_ran_out(
    contest: Contest, resident: User, now: datetime
) -> None:
    begin(contest, resident, at=now)
    second = start_contest_attempt(contest=contest, user=resident, now=now + 30 * MINUTE)
    assert (second.is_new, second.attempt.number) == (True, 2)
    assert entry_in(contest, resident).attempts_counted == 1


def test_the_total_limit_holds(organisation: Organisation, resident: User, now: datetime) -> None:
    contest = open_contest(organisation, now=now, attempts_total=2)
    sit(contest, resident, right=1, at=now)
    sit(contest, resident, right=1, at=now + 10 * MINUTE)
    late = now + 20 * MINUTE
    assert refusal_to_start(contest, resident, late) == RefusalCode.ATTEMPT_LIMIT_REACHED


def test_the_day_begins_at_midnight_of_the_contests_zone(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    contest = open_contest(organisation, now=now, attempts_per_day=1, timezone="Asia/Shanghai")
    # 09:00 UTC is 17:00 in Shanghai, where the next day begins at 16:00 UTC.
    sit(contest, resident, right=1, at=now)
    before_midnight = now.replace(hour=15, minute=59, second=59)
    assert refusal_to_start(contest, resident, before_midnight) == RefusalCode.DAILY_LIMIT_REACHED
    assert begin(contest, resident, at=now.replace(hour=16)).number == 2


def test_who_was_disqualified_does_not_start(
    contest: Contest, resident: User, now: datetime
) -> None:
    entry = enter_contest(contest=contest, user=resident, now=now)
    disqualify_entry(entry=entry, by=None, reason="two accounts", now=now)
    assert refusal_to_start(contest, resident, now) == RefusalCode.DISQUALIFIED


def test_the_status_page_says_what_starting_would(
    organisation: Organisation, resident: User, now: datetime
) -> None:
    contest = open_contest(organisation, now=now, attempts_total=3, attempts_per_day=2)
    nobody = start_status(contest=contest, user=None, now=now)
    assert (nobody.can_start, nobody.decision.refusal) == (False, RefusalCode.SIGN_IN_REQUIRED)
    fresh = start_status(contest=contest, user=resident, now=now)
    assert (fresh.can_start, fresh.attempts_left, fresh.attempts_left_today) == (True, 3, 2)
    attempt = begin(contest, resident, at=now)
    during = start_status(contest=contest, user=resident, now=now)
    assert (during.can_start, during.so_far.open_attempt) == (True, attempt)
    sit(contest, resident, right=1, at=now)
    sit(contest, resident, right=1, at=now + 10 * MINUTE)
    spent = start_status(contest=contest, user=resident, now=now + 20 * MINUTE)
    assert (spent.can_start, spent.decision.refusal) == (False, RefusalCode.DAILY_LIMIT_REACHED)
    # Midnight in Shanghai.
    assert spent.decision.next_start_at == now.replace(hour=16)
    assert (spent.so_far.used, spent.attempts_left, spent.attempts_left_today) == (2, 1, 0)
