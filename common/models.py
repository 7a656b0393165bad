"""What the ground floor keeps: the audit trail, jobs, messages waiting to leave, and files."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.file_models import StoredFile, StoredPiece
from common.ids import uuid7

__all__ = [
    "AuditEvent",
    "Channel",
    "Job",
    "JobState",
    "MessageState",
    "OutboxMessage",
    "StoredFile",
    "StoredPiece",
]


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Audit events can be read and added, and nothing else."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("audit events are never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError("audit events are never deleted")


class AuditEvent(models.Model):
    """Who did what to which thing, when and why. Append-only: the database refuses updates.

    People and things are kept as ids and names rather than as foreign keys, so that the trail
    outlives them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    organisation_id = models.UUIDField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ("-at", "-id")
        indexes = [
            models.Index(name="audit_by_subject", fields=["subject_kind", "subject_id", "at"]),
            models.Index(name="audit_by_organisation", fields=["organisation_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("audit events are never deleted")


class JobState(models.TextChoices):
    """How far a job is."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(models.Model):
    """Long work that somebody waits for, with its progress and its result.

    Whoever runs it holds a claim until `lease_until`; a claim that is not renewed passes to the
    next worker.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="jobs"
    )
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    message = models.CharField(max_length=300, blank=True)
    errors = models.JSONField(default=list)
    result = models.FileField(upload_to="jobs/%Y/%m", max_length=200, blank=True)
    result_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created_at",)
        indexes = [
            models.Index(
                name="job_unfinished",
                fields=["created_at"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="job_claimed_exactly_while_running",
                condition=Q(state=JobState.RUNNING, claim__isnull=False, lease_until__isnull=False)
                | ~Q(state=JobState.RUNNING) & Q(claim__isnull=True, lease_until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Channel(models.TextChoices):
    """How a message reaches somebody."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("Text message")


class MessageState(models.TextChoices):
    """How far a message is."""

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class OutboxMessage(models.Model):
    """A mail or text message that was decided in a transaction and leaves after its commit.

    A message with `is_one_time` carries a code or a link that opens an account: its body is sealed
    while it waits and wiped once it has left or can no longer be used.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.CharField(max_length=4, choices=Channel)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    is_one_time = models.BooleanField(default=False)
    dedupe_key = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(max_length=7, choices=MessageState, default=MessageState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at",)
        indexes = [
            models.Index(
                name="outbox_unsent",
                fields=["due_at"],
                condition=Q(state__in=[MessageState.QUEUED, MessageState.SENDING]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
