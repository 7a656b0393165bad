"""Deployment checks: whether messages really reach anybody."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from common.sms import sms_backend

_Apps = Sequence[AppConfig] | None
_CONSOLE_SMS = "common.sms.ConsoleSmsBackend"
_MAIL_TO_NOBODY = ("console", "dummy", "filebased", "locmem")


@register()
def check_sms_backend(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """A gateway that cannot be made would be found out only when the first code is due."""
    try:
        sms_backend()
    except (ImportError, TypeError) as error:
        return [
            Error(
                f"WANGAN_SMS_BACKEND cannot be used: {error}",
                hint="Name a class that has the `send` of common.sms.SmsBackend.",
                id="common.E001",
            )
        ]
    return []


@register(deploy=True)
def check_messages_leave(app_configs: _Apps, **_options: Any) -> list[CheckMessage]:
    """Codes that are printed on the console sign nobody in."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        return found
    if settings.WANGAN_SMS_BACKEND == _CONSOLE_SMS:
        found.append(
            Warning(
                "Text messages are only printed on the console.",
                hint="Set WANGAN_SMS_BACKEND to the class of your gateway.",
                id="common.W002",
            )
        )
    if settings.EMAIL_BACKEND.split(".")[-2] in _MAIL_TO_NOBODY:
        found.append(
            Warning(
                "Mail goes nowhere.",
                hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587.",
                id="common.W003",
            )
        )
    elif settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        found.append(
            Warning(
                "Mail comes from an address that nobody can answer.",
                hint="Set DEFAULT_FROM_EMAIL; many servers refuse mail from localhost.",
                id="common.W004",
            )
        )
    return found
