"""A campaign keeps what documents report, apart from what is counted."""

import pytest
from django.db import IntegrityError, transaction

from quiz.campaign.models import Campaign, Figure
from quiz.campaign.reporting import feature_campaign, report_figures
from tests.quiz.campaign.campaigns import make_campaign, reported

pytestmark = pytest.mark.django_db


def test_figures_keep_their_wording_bounds_and_order():
    campaign = make_campaign()
    report_figures(
        campaign=campaign,
        figures=[reported(), reported("20余", 20, upper_bound=29, counted_as=None)],
    )
    rows = campaign.figures.values_list("order", "wording__zh-Hans", "lower_bound", "upper_bound")
    assert list(rows) == [(0, "10万余", 100_000, None), (1, "20余", 20, 29)]


def test_reporting_again_replaces():
    campaign = make_campaign()
    for _ in range(2):
        report_figures(campaign=campaign, figures=[reported()])
    assert Figure.objects.count() == 1


def test_only_one_figure_stands_beside_a_count():
    campaign = make_campaign()
    with pytest.raises(IntegrityError), transaction.atomic():
        report_figures(campaign=campaign, figures=[reported(), reported()])
    assert Figure.objects.count() == 0


def test_bounds_are_in_order():
    with pytest.raises(IntegrityError), transaction.atomic():
        report_figures(campaign=make_campaign(), figures=[reported(upper_bound=99_999)])


def test_one_campaign_is_featured_at_a_time():
    first, second = make_campaign("first"), make_campaign("second")
    feature_campaign(campaign=first)
    feature_campaign(campaign=second)
    assert list(Campaign.objects.filter(is_featured=True)) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=first.pk).update(is_featured=True)
