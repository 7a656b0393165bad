"""How Django knows this room."""

from datetime import UTC

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST over the rooms below, under /api/v1. No rules."""

    name = "api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell every moment in UTC, whatever zone the site's own pages use."""
        from rest_framework.serializers import DateTimeField  # noqa: PLC0415 - needs the settings

        DateTimeField.timezone = UTC
