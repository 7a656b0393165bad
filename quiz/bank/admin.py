"""The bank in Django's admin, for platform staff: look, never rewrite a revision."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from quiz.bank.models import Bank, Question, Revision, Topic


@admin.register(Bank)
class BankAdmin(admin.ModelAdmin[Bank]):
    """Banks and who they belong to."""

    list_display = ("slug", "organisation")
    search_fields = ("slug",)


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin[Topic]):
    """Topics of each bank."""

    list_display = ("slug", "bank", "parent", "order")
    list_filter = ("bank",)


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin[Question]):
    """Questions with their status."""

    list_display = ("__str__", "bank", "topic", "type", "difficulty", "status")
    list_filter = ("bank", "status", "type", "difficulty")
    list_select_related = ("bank", "topic")
    search_fields = ("external_id",)
    readonly_fields = ("current_revision", "type", "created_at")


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin[Revision]):
    """Revisions, read only."""

    list_display = ("question", "number", "created_at", "created_by")
    list_select_related = ("question", "created_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Revisions are written by `revise_question` alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Revisions never change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Papers rest on them."""
        return False
