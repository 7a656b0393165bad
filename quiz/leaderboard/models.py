"""Boards, their published snapshots, and final standings.

A board belongs to something in a room above, whose id it bears; this room knows no more about it.
"""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quiz.leaderboard.enums import Audience
from quiz.leaderboard.rank_key import KeyLayout
from quiz.leaderboard.ranking import Ranking


class Board(models.Model):
    """What is known about publishing one ranking.

    `version` counts the published snapshots, `standings_version` the final standings written.
    Standings that changed up to `merged_through` are in the newest snapshot.
    """

    id = models.UUIDField(primary_key=True)
    version = models.PositiveBigIntegerField(default=0)
    standings_version = models.PositiveIntegerField(default=0)
    merged_through = models.DateTimeField(null=True)
    rebuilt_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    build_ms = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")

    def __str__(self) -> str:
        return f"{self.id} v{self.version}"


class Snapshot(models.Model):
    """One published state of a board, for one audience. Only the newest of each is kept.

    `packed` is a `Ranking`, `layout` reads its keys; `top` are ready rows of the first pages,
    `teams` those of the region and organisation boards, `counts` the participation.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="snapshots")
    version = models.PositiveBigIntegerField()
    audience = models.CharField(max_length=6, choices=Audience)
    is_final = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    layout = models.JSONField()
    packed = models.BinaryField()
    top = models.JSONField()
    teams = models.JSONField()
    counts = models.JSONField()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.UniqueConstraint(
                fields=("board", "version", "audience"), name="snapshot_version_once"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="snapshot_audience_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} v{self.version} {self.audience}"

    def ranking(self) -> Ranking:
        """The ranking as it was published."""
        return Ranking.unpacked(bytes(self.packed))

    def key_layout(self) -> KeyLayout:
        """How to read the ranking's keys."""
        return KeyLayout.restored(self.layout)


class StandingIsFinal(RuntimeError):
    """Somebody tried to change final standings."""


class FinalStandingQuerySet(models.QuerySet["FinalStanding"]):
    """Rows that are only ever added."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise StandingIsFinal

    def delete(self) -> NoReturn:
        """Refuse."""
        raise StandingIsFinal


class FinalStanding(models.Model):
    """One entry's place when the contest ended. A re-mark writes a whole new version beside it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="final_standings")
    standings_version = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    rank = models.PositiveIntegerField()
    entry_id = models.UUIDField()
    rank_key = models.BigIntegerField()
    score_centi = models.PositiveIntegerField()
    time_used_ms = models.PositiveBigIntegerField()
    reached_at = models.DateTimeField()

    objects = FinalStandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("final standing")
        verbose_name_plural = _("final standings")
        ordering = ("board", "standings_version", "row")
        constraints = [
            models.UniqueConstraint(
                fields=("board", "standings_version", "row"), name="final_standing_row_once"
            ),
            models.UniqueConstraint(
                fields=("board", "standings_version", "entry_id"), name="final_standing_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=F("row") + 1), name="final_standing_rank_fits"
            ),
            models.CheckConstraint(
                condition=Q(rank_key__gte=0), name="final_standing_key_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.entry_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to overwrite."""
        if not self._state.adding:
            raise StandingIsFinal
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise StandingIsFinal
