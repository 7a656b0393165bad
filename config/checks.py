"""Deployment checks: `manage.py check --deploy` names what a real contest still lacks.

Those that ask the database or Redis are in `connected_checks`, and wait for `--database default`.
"""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection
from django.http.request import validate_host

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

SHORTEST_TOKEN = 20

_Apps = Sequence[AppConfig] | None


@register(Tags.security, deploy=True)
def check_environment(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Name each variable of a real site that the environment does not set."""
    return [
        Warning(f"{name} is not set.", hint=why, id=identifier)
        for name, (identifier, why) in NEEDED.items()
        if not env.str(name, default="")
    ]


@register(deploy=True)
def check_several_on_sqlite(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Redis or several web processes are signs of a site that has outgrown one file."""
    if connection.vendor != "sqlite":
        return []
    if not settings.REDIS_URL and settings.WANGAN_WEB_WORKERS == 1:
        return []
    return [
        Warning(
            "The database is SQLite, but there are several hosts or web processes.",
            hint="Hosts would each have a database of their own, and processes of one host wait "
            "for each other: set DATABASE_URL to a PostgreSQL.",
            id="config.W006",
        )
    ]


@register(Tags.security, deploy=True)
def check_names(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """The site must answer to the name that its messages give, and to no other."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Warning(
                "ALLOWED_HOSTS lets everybody choose the site's name.",
                hint="Name the hosts. /healthz and /readyz answer by address all the same.",
                id="config.W007",
            )
        )
    name = urlsplit(settings.PUBLIC_BASE_URL).hostname or ""
    if not validate_host(name, settings.ALLOWED_HOSTS):
        found.append(
            Warning(
                f"ALLOWED_HOSTS leaves out {name}, to which PUBLIC_BASE_URL leads people.",
                hint="Add it, or they are answered with 400.",
                id="config.W008",
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_metrics(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Who may read the metrics can count them together, and others cannot guess their way in."""
    token = settings.WANGAN_METRICS_TOKEN
    if not token:
        return []
    found: list[CheckMessage] = []
    if len(token) < SHORTEST_TOKEN:
        found.append(
            Warning(
                "WANGAN_METRICS_TOKEN is short enough to be guessed.",
                hint='python3 -c "import secrets; print(secrets.token_urlsafe())" makes one.',
                id="config.W011",
            )
        )
    if settings.WANGAN_WEB_WORKERS > 1 and not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        found.append(
            Warning(
                "Each web process counts for itself, and /metrics is answered by any of them.",
                hint="Set PROMETHEUS_MULTIPROC_DIR to a folder that is emptied when web starts.",
                id="config.W012",
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_encryption(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Passwords and sessions travel on this."""
    if not settings.PUBLIC_BASE_URL.startswith("https://"):
        return [
            Warning(
                "PUBLIC_BASE_URL is not https.",
                hint="Passwords, codes and answers could be read and changed on their way.",
                id="config.W009",
            )
        ]
    if settings.SECURE_SSL_REDIRECT and not settings.BEHIND_PROXY:
        return [
            Warning(
                "PUBLIC_BASE_URL is https, and no proxy is trusted to say so.",
                hint="Set BEHIND_PROXY where one ends TLS: until then, all that it passes on looks "
                "like plain HTTP and is redirected for ever.",
                id="config.W010",
            )
        ]
    return []
