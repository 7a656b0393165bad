"""Deployment checks: `manage.py check --deploy` names what a real contest still lacks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register

from config.settings import env

NEEDED = {
    "DATABASE_URL": (
        "config.W001",
        "SQLite lets waiting writers starve; a contest needs PostgreSQL.",
    ),
    "REDIS_URL": (
        "config.W002",
        "Without Redis, hosts share neither cache nor throttles nor tasks.",
    ),
    "SECRET_KEY": ("config.W003", "Hosts which do not share a key refuse each other's sign-ins."),
    "ALLOWED_HOSTS": ("config.W004", "Only localhost is answered."),
    "PUBLIC_BASE_URL": ("config.W005", "Links in messages and files would lead to localhost."),
}


@register(Tags.security, deploy=True)
def check_environment(
    app_configs: Sequence[AppConfig] | None,
    **_options: Any,
) -> list[CheckMessage]:
    """Name each variable of a real site that the environment does not set."""
    return [
        Warning(f"{name} is not set.", hint=why, id=identifier)
        for name, (identifier, why) in NEEDED.items()
        if not env.str(name, default="")
    ]
