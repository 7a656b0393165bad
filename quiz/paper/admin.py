"""Papers in Django's admin: read only, for platform staff."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from quiz.paper.models import Paper


@admin.register(Paper)
class PaperAdmin(admin.ModelAdmin[Paper]):
    """What was published and when."""

    list_display = ("id", "question_count", "time_limit_s", "marking_rule", "published_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Papers are written by `publish_paper` alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Papers never change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Attempts rest on them."""
        return False
