"""How Django knows this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who: users, regions, organisations and units, memberships and roles."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
