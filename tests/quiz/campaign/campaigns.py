"""Short ways to make a campaign."""

from typing import Any

from quiz.campaign.models import Campaign, CountedAs
from quiz.campaign.reporting import ReportedFigure
from tests.quiz.factories import NOW


def make_campaign(slug: str = "clean-net", **fields: Any) -> Campaign:
    """A campaign of 2019 without figures or contests."""
    return Campaign.objects.create(
        **{
            "slug": slug,
            "title": {"zh-Hans": "净网行动", "en": "Clean net"},
            "summary": {"zh-Hans": "摘要", "en": "Summary"},
            "year": 2019,
            "created_at": NOW,
            **fields,
        }
    )


def reported(wording: str = "10万余", lower_bound: int = 100_000, **fields: Any) -> ReportedFigure:
    """A figure of a document, by default the number of participants."""
    return ReportedFigure(
        **{
            "label": {"zh-Hans": "参与人数", "en": "Participants"},
            "wording": {"zh-Hans": wording, "en": "over 100,000"},
            "lower_bound": lower_bound,
            "unit": {"zh-Hans": "人", "en": "people"},
            "source_title": "最新进展",
            "source_year": 2019,
            "counted_as": CountedAs.PARTICIPANTS,
            **fields,
        }
    )
