"""The home page and campaigns: public, the same for everybody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.campaign.examples import CAMPAIGN, HOME
from api.campaign.serializers import CampaignPageSerializer, HomeSerializer
from api.public_pages import PublicView, ready_page
from api.ready_bytes import provide_ready_bytes
from common import clock
from quiz.campaign.counting import recent_count
from quiz.campaign.models import Campaign
from quiz.campaign.queries import campaigns_with_figures, contests_by_phase, featured_campaign
from quiz.contest.models import Contest
from quiz.contest.scopes import visible_contests

provide_ready_bytes(r"/home|/campaigns/[^/]+")(ready_page)


class Home(PublicView):
    """What the home page shows."""

    @extend_schema(
        operation_id="home",
        responses=HomeSerializer,
        examples=[HOME],
    )
    def get(self, request: Request) -> HttpResponse:
        """Read the featured campaign, reported and counted, and the contests to take."""
        return self.respond(request)

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        """Six queries and, now and then, four to count anew."""
        now = clock.now()
        campaign = featured_campaign()
        page = {
            "campaign": None if campaign is None else _counted(campaign, now),
            "contests": contests_by_phase(visible_contests(None), now=now),
        }
        return HomeSerializer(page, context={"now": now}).data


class CampaignPage(PublicView):
    """One campaign."""

    @extend_schema(
        operation_id="campaigns_retrieve",
        responses=CampaignPageSerializer,
        examples=[CAMPAIGN],
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Read a campaign with its figures, what was counted, and its contests."""
        return self.respond(request, slug=slug)

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        """As many queries as the home page."""
        now = clock.now()
        campaign = get_object_or_404(campaigns_with_figures(), slug=kwargs["slug"])
        page = {
            "campaign": _counted(campaign, now),
            "contests": contests_by_phase(Contest.objects.filter(campaigns=campaign), now=now),
        }
        return CampaignPageSerializer(page, context={"now": now}).data


def _counted(campaign: Campaign, now: datetime) -> Campaign:
    campaign.participation = recent_count(campaign=campaign, now=now)  # type: ignore[attr-defined]  # read by the serializer
    return campaign
