"""Which request a line of the log belongs to: its id, taken from a proxy or made here.

Django's requests bind theirs to what structlog says (`django_structlog`). In front of Django a
request costs less than binding would; there the id is made when the first line is written.
"""

import re
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

from common.ids import uuid7

HEADER = "X-Request-ID"
_KEY = "HTTP_X_REQUEST_ID"
# What proxies and clouds make; not what would break a line, a search or somebody's terminal.
_SANE = re.compile(r"[A-Za-z0-9][\w.:;=@/+-]{0,127}", re.ASCII)

_environ: ContextVar[MutableMapping[str, Any] | None] = ContextVar("_environ", default=None)


def enter_request(environ: MutableMapping[str, Any]) -> None:
    """Say that this thread works on the request with this WSGI environment from now on."""
    _environ.set(environ)


def request_id_of(environ: MutableMapping[str, Any]) -> str:
    """The id of a request: the one it came with, if that is sane, or a new one, kept with it."""
    sent: str = environ.get(_KEY, "")
    if not _SANE.fullmatch(sent):
        sent = environ[_KEY] = str(uuid7())
    return sent


def sent_request_id(environ: MutableMapping[str, Any]) -> str | None:
    """The id that whoever asks may be told: of a request that came with one, or was given one."""
    return request_id_of(environ) if _KEY in environ else None


def current_request_id() -> str | None:
    """The id of the request that is being answered in this context, if there is one."""
    bound: str | None = structlog.contextvars.get_contextvars().get("request_id")
    if bound is not None:
        return bound
    environ = _environ.get()
    return None if environ is None else request_id_of(environ)


def add_request_id(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """For structlog's chain: name the request in a line that does not yet."""
    if "request_id" not in event:
        request_id = current_request_id()
        if request_id is not None:
            event["request_id"] = request_id
    return event
