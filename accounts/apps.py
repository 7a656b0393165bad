"""How Django knows this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who: users, regions, organisations and units, memberships and roles."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the deployment checks, and offer this room's jobs."""
        from accounts import checks  # noqa: F401, PLC0415 - needs the models
        from accounts.roster import jobs  # noqa: F401, PLC0415 - as above
