"""Deployment checks: what would be wrong about the accounts of a real site."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from accounts.models import Region, User

_Apps = Sequence[AppConfig] | None
_Databases = Sequence[str] | None


@register(Tags.security, Tags.database, deploy=True)
def check_demonstration_accounts(
    app_configs: _Apps, databases: _Databases, **_options: Any
) -> list[CheckMessage]:
    """Demonstration accounts have a password that everybody knows."""
    if settings.DEBUG or not databases or not _simulated_accounts():
        return []
    return [
        Error(
            "Demonstration accounts are in the database of a real site.",
            hint="Start with a database of its own, or delete the accounts marked as simulated.",
            id="accounts.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_simulated_sign_in(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Nobody simulated may sign in where people do."""
    if settings.DEBUG or not settings.WANGAN_SIMULATED_MAY_SIGN_IN:
        return []
    return [
        Error(
            "Simulated people may sign in.",
            hint="Set WANGAN_SIMULATED_MAY_SIGN_IN to false.",
            id="accounts.E002",
        )
    ]


@register(Tags.security, deploy=True)
def check_second_factors(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Organisers can change everybody's results."""
    if settings.DEBUG or settings.WANGAN_REQUIRE_STAFF_MFA:
        return []
    return [
        Warning(
            "Organisers, trainers and staff may work without a second factor.",
            hint="Set WANGAN_REQUIRE_STAFF_MFA to true.",
            id="accounts.W003",
        )
    ]


@register(Tags.database, deploy=True)
def check_regions(app_configs: _Apps, databases: _Databases, **_options: Any) -> list[CheckMessage]:
    """Without regions nobody can say where he is from."""
    if not databases:
        return []
    try:
        if Region.objects.exists():
            return []
    except DatabaseError:
        # No tables yet; `migrate` says so better.
        return []
    return [
        Warning("No regions are loaded.", hint="Run `manage.py load_regions`.", id="accounts.W004")
    ]


def _simulated_accounts() -> bool:
    try:
        return (
            User.objects.filter(is_simulated=True, is_active=True).exclude(username=None).exists()
        )
    except DatabaseError:
        return False
