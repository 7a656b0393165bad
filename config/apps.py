"""How Django knows this room."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """How it is deployed: settings, root URLs, WSGI, Celery. No rules."""

    name = "config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"
