"""What platform staff may look at: the audit trail, jobs, and messages. Nothing of it is edited."""

from typing import Generic, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from common.models import AuditEvent, Job, OutboxMessage

_M = TypeVar("_M", bound=Model)


class ReadOnlyAdmin(admin.ModelAdmin[_M], Generic[_M]):
    """A list to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: _M | None = None) -> bool:
        """Nobody edits."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: _M | None = None) -> bool:
        """Nobody deletes."""
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin[AuditEvent]):
    """Who did what, when and why."""

    list_display = ("at", "actor_name", "action", "subject_kind", "subject_id", "reason")
    list_filter = ("action", "subject_kind")
    search_fields = ("=subject_id", "actor_name")
    date_hierarchy = "at"
    show_full_result_count = False


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin[Job]):
    """Long work and how far it is."""

    list_display = ("created_at", "kind", "owner", "state", "done", "total", "tries")
    list_filter = ("state", "kind")
    list_select_related = ("owner",)
    exclude = ("claim",)


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin[OutboxMessage]):
    """Messages and whether they left. What they say stays between us and the recipient."""

    list_display = ("created_at", "channel", "recipient", "subject", "state", "tries", "error")
    list_filter = ("state", "channel")
    search_fields = ("=recipient",)
    exclude = ("body", "claim")
