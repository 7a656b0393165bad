"""One person's participation in a contest, with its standing."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from quiz.contest.models.contests import Contest

ORDINARY_TIME_PERCENT = 100
MOST_TIME_PERCENT = 400


class Entry(models.Model):
    """One person in one contest.

    The standing (from `score_centi` on) is never edited: `standing.recompute_standings` derives it
    from the entry's finished attempts. Region and organisation are those of the day of entering.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The unique constraint begins with it. Regions and organisations are looked for within one
    # contest only: an index of either would be written for nobody.
    contest = models.ForeignKey(
        Contest, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entries"
    )
    region = models.ForeignKey(
        "accounts.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    registered_at = models.DateTimeField()
    time_factor_percent = models.PositiveSmallIntegerField(
        default=ORDINARY_TIME_PERCENT,
        validators=[
            MinValueValidator(ORDINARY_TIME_PERCENT),
            MaxValueValidator(MOST_TIME_PERCENT),
        ],
    )
    disqualified_at = models.DateTimeField(null=True, blank=True)
    disqualified_reason = models.TextField(blank=True)

    score_centi = models.PositiveIntegerField(null=True, blank=True, editable=False)
    time_used_ms = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    reached_at = models.DateTimeField(null=True, blank=True, editable=False)
    rank_key = models.BigIntegerField(null=True, blank=True, editable=False)
    attempts_counted = models.PositiveIntegerField(default=0, editable=False)
    first_finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    passed = models.BooleanField(default=False, editable=False)
    standing_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=("contest", "user"), name="entry_once_a_person"),
            models.CheckConstraint(
                condition=Q(
                    score_centi__isnull=True,
                    time_used_ms__isnull=True,
                    reached_at__isnull=True,
                    rank_key__isnull=True,
                    first_finished_at__isnull=True,
                    attempts_counted=0,
                    passed=False,
                )
                | Q(
                    score_centi__isnull=False,
                    time_used_ms__isnull=False,
                    reached_at__isnull=False,
                    rank_key__gte=0,
                    first_finished_at__isnull=False,
                    attempts_counted__gte=1,
                ),
                name="entry_standing_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(time_factor_percent__range=(ORDINARY_TIME_PERCENT, MOST_TIME_PERCENT)),
                name="entry_time_factor_sensible",
            ),
        ]
        indexes = [
            # What the publisher merges, and what it builds anew.
            models.Index(
                fields=("contest", "standing_changed_at"),
                condition=Q(standing_changed_at__isnull=False),
                name="entry_changed",
            ),
            models.Index(
                fields=("contest", "rank_key"),
                condition=Q(rank_key__isnull=False, disqualified_at__isnull=True),
                name="entry_ranked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.contest_id}"

    @property
    def is_disqualified(self) -> bool:
        """Whether it is kept off the boards."""
        return self.disqualified_at is not None


class AccessTries(models.Model):
    """How often somebody tried a contest's access code lately; a row of that person alone."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    counted_since = models.DateTimeField()

    class Meta:
        verbose_name = _("access code tries")
        verbose_name_plural = _("access code tries")
        constraints = [
            models.UniqueConstraint(fields=("contest", "user"), name="access_tries_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.tries}"
