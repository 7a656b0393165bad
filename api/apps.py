"""How Django knows this room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST over the rooms below, under /api/v1. No rules."""

    name = "api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
