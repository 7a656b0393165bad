"""Taking a contest of several rounds: limits, windows, scores."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Organisation, User
from quiz.contest.closing import close_contest
from quiz.contest.enums import Phase, RefusalCode
from quiz.contest.extending import extend_contest
from quiz.contest.models import Contest, round_to_show
from quiz.contest.refusals import ContestRefused, WrongState
from quiz.contest.results import attempt_result
from quiz.contest.start_status import start_status
from quiz.contest.starting import start_contest_attempt
from tests.quiz.contest.contests import begin, entry_in, sit, two_rounds

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def contest(organisation: Organisation, now: datetime) -> Contest:
    """A day of round 1, a day of rest, a day of the final; once in each, added up."""
    return two_rounds(organisation, now=now, attempts_per_round=1, score_rule="sum_of_round_bests")


def refusal(contest: Contest, user: User, at: datetime) -> RefusalCode:
    with pytest.raises(ContestRefused) as refused:
        start_contest_attempt(contest=contest, user=user, now=at)
    return refused.value.code


def test_one_takes_each_round_once_and_the_rounds_add_up(
    contest: Contest, resident: User, now: datetime
):
    first = sit(contest, resident, right=3, at=now)
    assert refusal(contest, resident, now + 10 * MINUTE) == RefusalCode.ROUND_LIMIT_REACHED
    assert refusal(contest, resident, now + DAY) == RefusalCode.NOT_OPEN_YET
    final = sit(contest, resident, right=2, at=now + 2 * DAY)
    assert first.paper_id != final.paper_id
    assert entry_in(contest, resident).score_centi == 2500
    result = attempt_result(attempt=final, viewer=resident, now=now + 2 * DAY + 10 * MINUTE)
    assert result is not None
    assert result.round is not None
    assert (result.round.number, result.counts, result.attempts_left) == (2, True, 0)


def test_whoever_has_to_wait_is_told_until_when(contest: Contest, resident: User, now: datetime):
    opens = contest.rounds.get(number=2).opens_at
    sit(contest, resident, right=1, at=now)
    for moment in (now + 10 * MINUTE, now + DAY):
        status = start_status(contest=contest, user=resident, now=moment)
        assert (status.can_start, status.decision.next_start_at) == (False, opens)
    assert start_status(contest=contest, user=resident, now=now).attempts_left == 0
    assert start_status(contest=contest, user=resident, now=opens).attempts_left == 1


def test_a_daily_limit_waits_for_a_day_on_which_a_round_is_open(
    organisation: Organisation, resident: User, now: datetime
):
    contest = two_rounds(organisation, now=now, attempts_per_day=1)
    # A day of the contest begins at 16:00 UTC, when the first round is still open for its last
    # eight hours less the hour that it opened before.
    sit(contest, resident, right=1, at=now)
    status = start_status(contest=contest, user=resident, now=now + 10 * MINUTE)
    assert status.decision.next_start_at == now.replace(hour=16)
    sit(contest, resident, right=1, at=now.replace(hour=16))
    later = start_status(contest=contest, user=resident, now=now.replace(hour=17))
    assert later.decision.next_start_at == contest.rounds.get(number=2).opens_at


def test_an_attempt_ends_with_its_round(contest: Contest, resident: User):
    first = contest.rounds.get(number=1)
    attempt = begin(contest, resident, at=first.closes_at - 5 * MINUTE)
    assert attempt.deadline == first.closes_at


def test_a_round_is_what_its_window_and_its_contest_say(contest: Contest, now: datetime):
    first, final = contest.rounds.order_by("number")
    phases = [
        (first.phase(contest, at), final.phase(contest, at))
        for at in (now - DAY, now, now + DAY, now + 2 * DAY, now + 4 * DAY)
    ]
    assert phases == [
        (Phase.UPCOMING, Phase.UPCOMING),
        (Phase.OPEN, Phase.UPCOMING),
        (Phase.FINISHED, Phase.UPCOMING),
        (Phase.FINISHED, Phase.OPEN),
        (Phase.FINISHED, Phase.FINISHED),
    ]
    shown = [round_to_show([first, final], now + days * DAY).number for days in range(5)]
    assert shown == [1, 2, 2, 2, 2]


def test_a_round_that_an_early_end_cut_off_did_not_take_place(contest: Contest, now: datetime):
    closed = close_contest(contest=contest, by=None, now=now)
    first, final = closed.rounds.order_by("number")
    assert first.closes_at == now
    assert [one.phase(closed, now + 2 * DAY) for one in (first, final)] == [
        Phase.FINISHED,
        Phase.CANCELLED,
    ]


def test_the_first_round_is_extended_by_itself_up_to_the_next_one(
    contest: Contest, resident: User, now: datetime
):
    first, final = contest.rounds.order_by("number")
    end = first.closes_at
    attempt = begin(contest, resident, at=end - 5 * MINUTE)

    def extend(to: datetime, number: int = 1) -> None:
        extend_contest(
            contest=contest,
            closes_at=to,
            round_number=number,
            by=None,
            reason="storm",
            now=end - MINUTE,
        )

    for to, number in ((end, 1), (final.opens_at + MINUTE, 1), (end + DAY, 3)):
        with pytest.raises(WrongState):
            extend(to, number)
    extend(end + 10 * MINUTE)
    attempt.refresh_from_db()
    first.refresh_from_db()
    assert attempt.deadline == first.closes_at == end + 10 * MINUTE
    assert Contest.objects.get(pk=contest.pk).closes_at == final.closes_at


def test_the_contest_closes_later_with_its_last_round(contest: Contest, now: datetime):
    later = contest.closes_at + DAY
    extended = extend_contest(contest=contest, closes_at=later, by=None, reason="", now=now)
    assert extended.closes_at == extended.rounds.get(number=2).closes_at == later
