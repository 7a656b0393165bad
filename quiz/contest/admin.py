"""Contests and entries in Django's admin: read only, for platform staff.

Whatever changes them is a use case with its own rules and record, and has its page elsewhere.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from quiz.contest.models import Contest, Entry


class _ReadOnly(admin.ModelAdmin[Model]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(Contest)
class ContestAdmin(_ReadOnly):
    """Every contest of every organisation."""

    list_display = ("slug", "organisation", "state", "opens_at", "closes_at", "is_simulated")
    list_filter = ("state", "is_simulated")
    list_select_related = ("organisation",)
    search_fields = ("slug",)
    # The hash of a code that people chose is nobody's to copy.
    exclude = ("access_code_hash",)


@admin.register(Entry)
class EntryAdmin(_ReadOnly):
    """Who takes part in what."""

    list_display = ("user", "contest", "registered_at", "score_centi", "disqualified_at")
    list_select_related = ("user", "contest")
    search_fields = ("user__username", "contest__slug")
    show_full_result_count = False
