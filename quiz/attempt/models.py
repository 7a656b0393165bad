"""One person sitting one sheet, the answers given, and rulings made about questions later."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from quiz.attempt.enums import CLOSED_STATES, AttemptState, RulingKind


class Attempt(models.Model):
    """One sitting. A row is written at the start and once more when it closes.

    `drawn[position]` is the paper's index of the question at that position. Scores are hundredths
    of a point; `marks[position]` too.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The row of the room above that this attempt counts for; this room knows no more about it.
    entry_id = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    # The index `attempt_remark` begins with it.
    paper = models.ForeignKey(
        "paper.Paper", on_delete=models.PROTECT, related_name="attempts", db_index=False
    )
    number = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    drawn = models.JSONField()
    question_count = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    state = models.CharField(max_length=8, choices=AttemptState.choices, default=AttemptState.OPEN)
    finished_at = models.DateTimeField(null=True)
    time_used_ms = models.PositiveBigIntegerField(null=True)
    score_centi = models.PositiveIntegerField(null=True)
    max_centi = models.PositiveIntegerField()
    marks = models.JSONField(null=True)
    marked_at = models.DateTimeField(null=True)
    # How many of the paper's rulings the marks follow; behind the paper's count means re-mark.
    rulings_applied = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("entry_id", "number"), name="attempt_number_once"),
            models.UniqueConstraint(
                fields=("entry_id",),
                condition=Q(state=AttemptState.OPEN),
                name="attempt_one_open_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AttemptState.values), name="attempt_state_known"
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("started_at")), name="attempt_deadline_after_start"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=AttemptState.OPEN,
                    finished_at__isnull=True,
                    time_used_ms__isnull=True,
                    score_centi__isnull=True,
                    marks__isnull=True,
                    marked_at__isnull=True,
                )
                | Q(
                    state__in=CLOSED_STATES,
                    finished_at__isnull=False,
                    time_used_ms__isnull=False,
                    score_centi__isnull=False,
                    marks__isnull=False,
                    marked_at__isnull=False,
                ),
                name="attempt_marked_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(score_centi__isnull=True) | Q(score_centi__lte=F("max_centi")),
                name="attempt_score_within_max",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="attempt_finished_after_start",
            ),
        ]
        indexes = [
            # What the sweeper asks; it holds only the attempts in progress.
            models.Index(
                fields=("deadline",), condition=Q(state=AttemptState.OPEN), name="attempt_due"
            ),
            # What a re-mark asks.
            models.Index(fields=("paper", "rulings_applied"), name="attempt_remark"),
        ]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether it may still accept answers (its deadline may have passed all the same)."""
        return self.state == AttemptState.OPEN


class Answer(models.Model):
    """What is stored for one position: the newest answer by the client's sequence number.

    Written only by `answer_sql`. `response` is JSON text; `saved_at` is when it was received.
    """

    pk = models.CompositePrimaryKey("attempt", "position")
    # The primary key begins with the attempt: an index of its own would be a second one to write.
    attempt = models.ForeignKey(
        Attempt, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    response = models.TextField()
    seq = models.BigIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position} #{self.seq}"


class Ruling(models.Model):
    """A decision about one question of a paper; the newest on a question counts.

    Rulings are only ever added. `number` counts them within the paper from 1.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paper = models.ForeignKey("paper.Paper", on_delete=models.PROTECT, related_name="rulings")
    number = models.PositiveIntegerField()
    index = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=RulingKind.choices)
    key = models.JSONField(null=True)
    reason = models.TextField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("paper", "number")
        constraints = [
            models.UniqueConstraint(fields=("paper", "number"), name="ruling_number_once_a_paper"),
            models.CheckConstraint(
                condition=Q(kind=RulingKind.WITHDRAWN, key__isnull=True)
                | Q(kind=RulingKind.KEY_CORRECTED, key__isnull=False),
                name="ruling_key_when_corrected",
            ),
        ]
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")

    def __str__(self) -> str:
        return f"{self.paper_id} question {self.index}: {self.kind}"
