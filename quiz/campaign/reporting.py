"""Setting up a campaign: its figures, its contests, its place on the home page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from common.text import LocalisedText
from quiz.campaign.models import Campaign, CountedAs, Figure
from quiz.contest.models import Contest


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFigure:
    """A figure as a document reports it."""

    label: LocalisedText
    wording: LocalisedText
    lower_bound: int
    upper_bound: int | None = None
    unit: LocalisedText
    source_title: str
    source_publisher: str = ""
    source_year: int
    source_url: str = ""
    counted_as: CountedAs | None = None


@transaction.atomic
def report_figures(*, campaign: Campaign, figures: Sequence[ReportedFigure]) -> list[Figure]:
    """Replace the campaign's figures by these, in this order."""
    campaign.figures.all().delete()
    return Figure.objects.bulk_create(
        Figure(
            campaign=campaign,
            order=order,
            label=figure.label,
            wording=figure.wording,
            lower_bound=figure.lower_bound,
            upper_bound=figure.upper_bound,
            unit=figure.unit,
            source_title=figure.source_title,
            source_publisher=figure.source_publisher,
            source_year=figure.source_year,
            source_url=figure.source_url,
            counted_as=figure.counted_as,
        )
        for order, figure in enumerate(figures)
    )


@transaction.atomic
def feature_campaign(*, campaign: Campaign) -> None:
    """Put the campaign on the home page, in the place of whichever was there."""
    Campaign.objects.filter(is_featured=True).exclude(pk=campaign.pk).update(is_featured=False)
    campaign.is_featured = True
    campaign.save(update_fields=["is_featured"])


def add_contests(*, campaign: Campaign, contests: Iterable[Contest]) -> None:
    """Let contests count for the campaign; those that do already stay."""
    campaign.contests.add(*contests)
