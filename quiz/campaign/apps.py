"""How Django knows this room."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """Campaigns, their reported and counted figures, alerts and activities."""

    name = "quiz.campaign"
    label = "campaign"
    default_auto_field = "django.db.models.BigAutoField"
