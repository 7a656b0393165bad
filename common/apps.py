"""How Django knows this room."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """What every room uses and no room owns: ids, clock, bilingual text, jobs, audit trail."""

    name = "common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the deployment checks."""
        from common import checks  # noqa: F401, PLC0415 - needs the models
