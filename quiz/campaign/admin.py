"""Campaigns in Django's admin, where platform staff writes them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from common import clock
from quiz.campaign.models import Campaign, Figure


class FigureInline(admin.StackedInline[Figure, Campaign]):
    """The figures of a campaign, in order."""

    model = Figure
    extra = 0


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin[Campaign]):
    """Campaigns with their figures and contests."""

    list_display = ("slug", "year", "is_featured", "is_simulated")
    search_fields = ("slug",)
    readonly_fields = ("created_at",)
    filter_horizontal = ("contests",)
    inlines = (FigureInline,)

    def save_model(self, request: HttpRequest, obj: Campaign, form: Any, change: bool) -> None:
        """Note when it was written first."""
        if not change:
            obj.created_at = clock.now()
        super().save_model(request, obj, form, change)
