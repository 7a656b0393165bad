"""How Django knows this room, and which static files of others it leaves out."""

from django.apps import AppConfig
from django.contrib.staticfiles import apps as staticfiles


class ConfigConfig(AppConfig):
    """How it is deployed: settings, root URLs, WSGI, Celery. No rules."""

    name = "config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks and the naming of tasks, and see to the database's connections."""
        from config import checks, connected_checks, request_ids  # noqa: F401, PLC0415 - register
        from config.connections import tie_connections_to_threads  # noqa: PLC0415

        tie_connections_to_threads()


class StaticFilesConfig(staticfiles.StaticFilesConfig):
    """Django's own, without files that no page of ours loads."""

    default = False  # or Django could not tell which of the two is this room's

    ignore_patterns = [
        *staticfiles.StaticFilesConfig.ignore_patterns,
        "swagger-ui-es*",
        "redoc*",
        "rest_framework",
    ]
