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
from api.rendering import to_json
from quiz.campaign.counting import recent_count
from quiz.campaign.models import Campaign
from quiz.campaign.queries import campaigns_with_figures, contests_by_phase, featured_campaign
from quiz.contest.models import Contest
from quiz.contest.scopes import visible_contests

HOME = ""
PAGES_KEPT = 200


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """The bytes of an answer, what tells them from others, and until when they are fresh."""

    body: bytes
    etag: str
    fresh_until: float


_pages: dict[tuple[str, str], RenderedPage] = {}


def home_page(*, now: datetime) -> RenderedPage:
    """`GET /home` in the active language."""
    return _rendered(HOME, lambda: _home(now))


def campaign_page(*, slug: str, now: datetime) -> RenderedPage:
    """`GET /campaigns/{slug}` in the active language; raises `Campaign.DoesNotExist`."""
    return _rendered(slug, lambda: _campaign_page(slug, now))


def fresh_page(slug: str, *, language: str) -> RenderedPage | None:
    """What was rendered a moment ago, without asking anything else."""
    page = _pages.get((slug, language))
    return page if page is not None and time.monotonic() < page.fresh_until else None


def _rendered(slug: str, build: Callable[[], dict[str, Any]]) -> RenderedPage:
    language = get_language() or ""
    page = fresh_page(slug, language=language)
    if page is None:
        body = to_json(build())
        digest = blake2b(body, digest_size=10).hexdigest()
        fresh_until = time.monotonic() + settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS
        page = RenderedPage(body, f'W/"{digest}"', fresh_until)
        if len(_pages) >= PAGES_KEPT:
            _pages.clear()
        _pages[slug, language] = page
    return page


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
