"""Campaigns frame contests; their figures are what a document reports, never what we count."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from common.text import LocalisedTextField


class CountedAs(models.TextChoices):
    """Which of our own counts is about the same thing as a reported figure."""

    PARTICIPANTS = "participants", _("Participants")


class Campaign(models.Model):
    """A public effort with its contests. At most one is featured: it is the home page's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = LocalisedTextField()
    summary = LocalisedTextField(blank=True, default=dict)
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    is_featured = models.BooleanField(default=False)
    is_simulated = models.BooleanField(
        default=False, help_text=_("Its contests hold simulated people only.")
    )
    contests = models.ManyToManyField("contest.Contest", blank=True, related_name="campaigns")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ("-year", "slug")
        constraints = [
            models.UniqueConstraint(
                fields=("is_featured",), condition=Q(is_featured=True), name="campaign_one_featured"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Figure(models.Model):
    """A number as a document reports it: 10万余 keeps its wording, and is at least 100,000.

    `counted_as` names the count of ours that it is shown beside. The two are never added up.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="figures")
    order = models.PositiveSmallIntegerField()
    label = LocalisedTextField()
    wording = LocalisedTextField(help_text=_("The number as the source puts it."))
    lower_bound = models.PositiveBigIntegerField()
    upper_bound = models.PositiveBigIntegerField(null=True, blank=True)
    unit = LocalisedTextField()
    source_title = models.CharField(max_length=200)
    source_publisher = models.CharField(max_length=200, blank=True)
    source_year = models.PositiveSmallIntegerField()
    source_url = models.URLField(blank=True)
    counted_as = models.CharField(
        max_length=20, choices=CountedAs, null=True, blank=True, default=None
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("campaign", "order")
        constraints = [
            models.UniqueConstraint(fields=("campaign", "order"), name="figure_order_once"),
            models.UniqueConstraint(fields=("campaign", "counted_as"), name="figure_count_once"),
            models.CheckConstraint(
                condition=Q(upper_bound__isnull=True) | Q(upper_bound__gte=F("lower_bound")),
                name="figure_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(counted_as__isnull=True) | Q(counted_as__in=CountedAs.values),
                name="figure_count_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.order}"
