"""Rendering the home page and campaigns once for everybody, and keeping the bytes for a moment."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from api.campaign.serializers import CampaignPageSerializer, HomeSerializer
from api.ready_bytes import ReadyBody, ReadyQuestion, provide_ready_bytes
from api.rendering import to_json
from quiz.campaign.counting import recent_count
from quiz.campaign.models import Campaign
from quiz.campaign.queries import campaigns_with_figures, contests_by_phase, featured_campaign
from quiz.contest.models import Contest
from quiz.contest.scopes import visible_contests

HOME = ""
PAGES_KEPT = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    ready: ReadyBody
    fresh_until: float


_pages: dict[tuple[str, str], _Kept] = {}


def home_page(*, now: datetime) -> ReadyBody:
    """`GET /home` in the active language."""
    return _rendered(HOME, lambda: _home(now))


def campaign_page(*, slug: str, now: datetime) -> ReadyBody:
    """`GET /campaigns/{slug}` in the active language; raises `Campaign.DoesNotExist`."""
    return _rendered(slug, lambda: _campaign_page(slug, now))


@provide_ready_bytes("/home|/campaigns/(?P<slug>[-a-zA-Z0-9_]+)")
def fresh_page(question: ReadyQuestion) -> ReadyBody | None:
    """What was rendered a moment ago, if anything was, without asking anything else."""
    return _fresh(question.words["slug"] or HOME, question.language)


def _fresh(slug: str, language: str) -> ReadyBody | None:
    kept = _pages.get((slug, language))
    return kept.ready if kept is not None and time.monotonic() < kept.fresh_until else None


def _rendered(slug: str, build: Callable[[], dict[str, Any]]) -> ReadyBody:
    language = get_language() or ""
    ready = _fresh(slug, language)
    if ready is None:
        body = to_json(build())
        ready = ReadyBody(body=body, etag=f'W/"{blake2b(body, digest_size=10).hexdigest()}"')
        if len(_pages) >= PAGES_KEPT:
            _pages.clear()
        fresh_until = time.monotonic() + settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS
        _pages[slug, language] = _Kept(ready, fresh_until)
    return ready


def _home(now: datetime) -> dict[str, Any]:
    campaign = featured_campaign()
    page = {
        "campaign": None if campaign is None else _counted(campaign, now),
        "contests": contests_by_phase(visible_contests(None), now=now),
    }
    return dict(HomeSerializer(page, context={"now": now}).data)


def _campaign_page(slug: str, now: datetime) -> dict[str, Any]:
    campaign = campaigns_with_figures().get(slug=slug)
    contests = Contest.objects.filter(campaigns=campaign)
    page = {
        "campaign": _counted(campaign, now),
        "contests": contests_by_phase(contests, now=now),
    }
    return dict(CampaignPageSerializer(page, context={"now": now}).data)


def _counted(campaign: Campaign, now: datetime) -> Campaign:
    campaign.participation = recent_count(campaign=campaign, now=now)  # type: ignore[attr-defined]  # read by the serializer
    return campaign
