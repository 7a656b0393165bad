"""How many people took part in a campaign: counted over its contests, each person once.

Counting a hundred thousand attempts takes a tenth of a second, so a count is kept for some
seconds and shared through the cache. It is computed from the rows every time, never adjusted.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from quiz.campaign.models import Campaign
from quiz.contest.enums import PUBLIC_STATES
from quiz.contest.models import Contest
from quiz.contest.participation import people_of

COUNTED_EVERY = timedelta(seconds=15)
KEPT_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCount:
    """People who registered, started, finished and passed in any contest of a campaign.

    `simulated` of those who started are made up: they took part in simulated contests.
    """

    registered: int
    started: int
    finished: int
    passed: int
    simulated: int
    as_of: datetime


def public_contests(campaign: Campaign) -> list[Contest]:
    """The campaign's contests that visitors may know of."""
    return list(campaign.contests.filter(state__in=PUBLIC_STATES))


def count_campaign(*, campaign: Campaign, now: datetime) -> CampaignCount:
    """Count from the rows. Three queries, and two more where contests are simulated.

    What happens in a contest after its board froze is not told by the campaign's count either.
    """
    contests = public_contests(campaign)
    simulated = [contest for contest in contests if contest.is_simulated]
    return CampaignCount(
        **asdict(people_of(contests, now=now)),
        simulated=people_of(simulated, now=now).started if simulated else 0,
        as_of=now,
    )


def recent_count(*, campaign: Campaign, now: datetime) -> CampaignCount:
    """The count of the last seconds. Whoever finds it too old counts anew, once for all hosts."""
    key = f"campaign:{campaign.pk}:count"
    kept: CampaignCount | None = cache.get(key)
    if kept is not None and (
        now - kept.as_of < COUNTED_EVERY
        or not cache.add(f"{key}:counting", True, COUNTED_EVERY.seconds)
    ):
        return kept
    counted = count_campaign(campaign=campaign, now=now)
    cache.set(key, counted, KEPT_S)
    return counted
