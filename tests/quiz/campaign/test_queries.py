"""Visitors see contests by what they are now."""

from datetime import datetime, timedelta

from accounts.models import Organisation
from quiz.campaign.queries import contests_by_phase
from quiz.contest.closing import close_contest
from quiz.contest.enums import Phase
from quiz.contest.models import Contest
from quiz.contest.scopes import visible_contests
from tests.quiz.contest.contests import draft_contest, open_contest

HOUR = timedelta(hours=1)


def test_contests_are_sorted_into_what_they_are_now(organisation: Organisation, now: datetime):
    open_contest(organisation, now=now, slug="open-long", open_for=9 * HOUR)
    open_contest(organisation, now=now, slug="open-short", open_for=2 * HOUR)
    open_contest(organisation, now=now, slug="opens-now", opens_in=0 * HOUR, open_for=3 * HOUR)
    open_contest(organisation, now=now, slug="later", opens_in=5 * HOUR)
    open_contest(organisation, now=now, slug="soon", opens_in=HOUR)
    open_contest(organisation, now=now, slug="ended", opens_in=-3 * HOUR, open_for=2 * HOUR)
    open_contest(organisation, now=now, slug="ends-now", opens_in=-3 * HOUR, open_for=3 * HOUR)
    draft_contest(organisation, now=now, slug="draft")
    stopped = open_contest(organisation, now=now, slug="stopped", open_for=5 * HOUR)
    close_contest(contest=stopped, by=None, now=now)
    cancelled = open_contest(organisation, now=now, slug="cancelled")
    Contest.objects.filter(pk=cancelled.pk).update(state="cancelled")

    found = contests_by_phase(visible_contests(None), now=now)
    assert [contest.slug for contest in found.open] == ["open-short", "opens-now", "open-long"]
    assert [contest.slug for contest in found.upcoming] == ["soon", "later"]
    assert {contest.slug for contest in found.finished} == {"stopped", "ends-now", "ended"}
    for phase, contests in (
        (Phase.OPEN, found.open),
        (Phase.UPCOMING, found.upcoming),
        (Phase.FINISHED, found.finished),
    ):
        assert [contest.phase(now) for contest in contests] == [phase] * len(contests)
