"""Uploaded files of questions, and what becomes of each question in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.ids import uuid7
from quiz.bank.enums import FIRST_STATUSES, ImportAction, ImportState, QuestionStatus


class QuestionImport(models.Model):
    """A file that somebody uploaded for a bank: checked first, written once it is confirmed.

    `asked_format` and `language` are empty where they are to be found out; `format` is what the
    file was read as, empty where nothing fits.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bank = models.ForeignKey("bank.Bank", on_delete=models.CASCADE, related_name="imports")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.FileField(upload_to="imports/%Y/%m", max_length=200)
    file_name = models.CharField(max_length=200)
    asked_format = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    strict = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=QuestionStatus.choices, default=QuestionStatus.DRAFT
    )
    topic = models.ForeignKey(
        "bank.Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.PLANNING
    )
    format = models.CharField(max_length=20, blank=True)
    counts = models.JSONField(default=dict)
    new_topics = models.JSONField(default=list)
    # The job that plans or applies it; an older one may still run, and must change nothing.
    job = models.ForeignKey("common.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FIRST_STATUSES), name="import_begins_no_life_at_its_end"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.DONE, finished_at__isnull=False)
                | ~Q(state=ImportState.DONE) & Q(finished_at__isnull=True),
                name="import_finished_when_done",
            ),
        ]
        indexes = [models.Index(fields=("bank", "id"), name="import_by_bank")]
        verbose_name = _("question import")
        verbose_name_plural = _("question imports")

    def __str__(self) -> str:
        return self.file_name


class QuestionImportItem(models.Model):
    """One question of the file; `number` counts them from 1, and `told` is what is shown of it.

    `action` and `known_revision` are what was agreed to: what is otherwise when the import is
    applied is left alone.
    """

    question_import = models.ForeignKey(
        QuestionImport, on_delete=models.CASCADE, related_name="items"
    )
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=ImportAction.choices)
    has_duplicates = models.BooleanField()
    told = models.JSONField()
    known_revision = models.UUIDField(null=True)
    question = models.ForeignKey(
        "bank.Question", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_settled = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("question_import", "number"), name="import_item_number_once"
            ),
            models.CheckConstraint(
                condition=Q(action__in=ImportAction.values), name="import_item_action_known"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="import_item_numbers_from_one"),
        ]
        indexes = [
            models.Index(fields=("question_import", "action", "number"), name="import_items_by_do"),
        ]
        verbose_name = _("question of an import")
        verbose_name_plural = _("questions of an import")

    def __str__(self) -> str:
        return f"{self.question_import_id} {self.number}"
