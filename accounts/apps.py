"""How Django knows this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who: users, regions, organisations and units, memberships and roles."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the deployment checks."""
        from accounts import checks  # noqa: F401, PLC0415 - needs the models
