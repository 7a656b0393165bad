"""Prizes, and who was awarded them."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from common.text import LocalisedTextField
from quiz.contest.enums import DrawAmong, PrizeKind
from quiz.contest.models.contests import Contest
from quiz.contest.models.entries import Entry

_NO_PLACES = Q(from_place__isnull=True, to_place__isnull=True)
_NO_SCORE = Q(min_score_centi__isnull=True)
_NO_DRAW = Q(among="")


class Prize(models.Model):
    """One tier of a contest's prizes; they are awarded in the order of their numbers.

    By place: for the places from `from_place` to `to_place` of the final board of people. By score:
    for at least `min_score_centi`, `count` people at most. By lot: for `count` people of `among`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="prizes")
    number = models.PositiveSmallIntegerField()
    title = LocalisedTextField()
    kind = models.CharField(max_length=5, choices=PrizeKind)
    from_place = models.PositiveIntegerField(null=True, blank=True)
    to_place = models.PositiveIntegerField(null=True, blank=True)
    min_score_centi = models.PositiveIntegerField(null=True, blank=True)
    among = models.CharField(max_length=8, choices=DrawAmong, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("prize")
        verbose_name_plural = _("prizes")
        ordering = ("contest", "number")
        constraints = [
            models.UniqueConstraint(fields=("contest", "number"), name="prize_number_once"),
            models.CheckConstraint(
                condition=Q(
                    _NO_SCORE,
                    _NO_DRAW,
                    kind=PrizeKind.PLACE,
                    from_place__gte=1,
                    to_place__gte=F("from_place"),
                    count__isnull=True,
                )
                | Q(_NO_PLACES, _NO_DRAW, kind=PrizeKind.SCORE, min_score_centi__gte=1)
                | Q(
                    _NO_PLACES,
                    _NO_SCORE,
                    kind=PrizeKind.DRAW,
                    among__in=DrawAmong.values,
                    count__isnull=False,
                ),
                name="prize_says_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(count__gte=1), name="prize_count_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id} prize {self.number}"


class AwardIsFinal(RuntimeError):
    """Somebody tried to change an award."""


class AwardQuerySet(models.QuerySet["Award"]):
    """Rows that are only ever added."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AwardIsFinal

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AwardIsFinal


class Award(models.Model):
    """A prize that somebody won, by one version of the final standings.

    Rows are in the order in which they were awarded. `ticket` is the lot of a draw, which anybody
    can compute once the seed is known: see `prize_rules.ticket_of`.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="awards")
    standings_version = models.PositiveIntegerField()
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="awards")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="awards")
    rank = models.PositiveIntegerField()
    score_centi = models.PositiveIntegerField()
    ticket = models.CharField(max_length=64, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ("contest", "standings_version", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("prize", "standings_version", "entry"), name="award_once_a_prize"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="award_rank_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.prize_id} to {self.entry_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to overwrite."""
        if not self._state.adding:
            raise AwardIsFinal
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AwardIsFinal
