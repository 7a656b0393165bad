"""Blueprints say how to compose; papers are what was composed, frozen for ever."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from common.text import LocalisedTextField
from quiz.bank.enums import MarkingRule
from quiz.bank.models import Revision


class Composition(models.Model):
    """What a blueprint decides and a paper freezes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = LocalisedTextField(blank=True, default=dict)
    marking_rule = models.CharField(
        max_length=20, choices=MarkingRule.choices, default=MarkingRule.ALL_OR_NOTHING
    )
    time_limit_s = models.PositiveIntegerField(help_text=_("Seconds for one sheet."))
    shuffle_questions = models.BooleanField(default=True)
    shuffle_options = models.BooleanField(default=True)
    sections = models.JSONField(default=list)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(time_limit_s__gte=10, time_limit_s__lte=86_400),
                name="%(class)s_time_limit_sensible",
            ),
            models.CheckConstraint(
                condition=models.Q(marking_rule__in=MarkingRule.values),
                name="%(class)s_marking_rule_known",
            ),
        ]


class Blueprint(Composition):
    """How to compose a paper; `sections` are read by `quiz.paper.sections.read_sections`."""

    class Meta(Composition.Meta):
        verbose_name = _("blueprint")
        verbose_name_plural = _("blueprints")

    def __str__(self) -> str:
        return f"blueprint {self.id}"


class PaperIsFrozen(RuntimeError):
    """Somebody tried to change a published paper."""


class Paper(Composition):
    """A blueprint published. Its `sections` hold the frozen pools as indexes of its questions:

    `[{"title", "count", "points_centi", "pool": [index, …]}, …]`
    """  # noqa: D400 - the summary introduces the shape

    question_count = models.PositiveIntegerField()
    total_centi = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Composition.Meta):
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def __str__(self) -> str:
        return f"paper {self.id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to overwrite."""
        if not self._state.adding:
            raise PaperIsFrozen
        super().save(*args, **kwargs)


class PaperQuestion(models.Model):
    """One revision in a paper's pools, at a fixed index."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="questions")
    index = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="in_papers")

    class Meta:
        ordering = ("paper", "index")
        constraints = [
            models.UniqueConstraint(fields=("paper", "index"), name="paper_question_index_once"),
            models.UniqueConstraint(
                fields=("paper", "revision"), name="paper_question_revision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} #{self.index}"
