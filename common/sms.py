"""Text messages: what a gateway must be able to do, and the one that only prints."""

import sys
from typing import Protocol, runtime_checkable
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class SmsRefusedError(Exception):
    """The gateway will not take this message, now or ever."""


@runtime_checkable
class SmsBackend(Protocol):
    """A gateway, named by the setting `WANGAN_SMS_BACKEND`."""

    def send(self, *, message_id: UUID, phone: str, text: str) -> None:
        """Hand over one message to an E.164 number, or raise.

        The same `message_id` may come twice after a crash: a gateway that knows idempotency keys
        should be given it as one.
        """


class ConsoleSmsBackend:
    """Prints messages instead of sending them: for demonstrations and development."""

    def send(self, *, message_id: UUID, phone: str, text: str) -> None:
        """Write the message to standard output."""
        sys.stdout.write(f"[SMS to {phone}] {text}\n")
        sys.stdout.flush()


def sms_backend() -> SmsBackend:
    """The gateway this site is set to."""
    backend = import_string(settings.WANGAN_SMS_BACKEND)()
    if not isinstance(backend, SmsBackend):
        raise TypeError(f"{settings.WANGAN_SMS_BACKEND} does not send text messages")
    return backend
