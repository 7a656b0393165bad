"""How Django knows this room."""

from django.apps import AppConfig


class FrontendConfig(AppConfig):
    """Page shells; the pages themselves are TypeScript in src/."""

    name = "frontend"
    label = "frontend"
    default_auto_field = "django.db.models.BigAutoField"
