"""Calling a WSGI application in this thread and this transaction, without a server."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.gateway import Gateway

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def django_alone() -> "WSGIApplication":
    """Django's handler."""
    return WSGIHandler()


def gateway_alone() -> "WSGIApplication":
    """The gateway, in front of something that must not be reached."""

    def unreachable(_environ: object, _start_response: object) -> list[bytes]:
        raise AssertionError("went on to Django")

    return Gateway(unreachable)


def gateway_and_django() -> "WSGIApplication":
    """The gateway in front of Django, as deployed."""
    return Gateway(WSGIHandler())


def call(
    application: "WSGIApplication",
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
) -> Reply:
    """Send one request."""
    query = ""
    if "?" in path:
        path, query = path.split("?", 1)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/json",
        "wsgi.input": BytesIO(body),
    }
    for name, value in (headers or {}).items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    setup_testing_defaults(environ)
    answered: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, sent: list[tuple[str, str]], *_: object) -> Any:
        answered.append((status, sent))

    # As Django's own test client does: the test's connection stays open between requests.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        chunks = application(environ, start_response)
        found = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
    finally:
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)
    ((status, sent),) = answered
    return Reply(int(status.split()[0]), dict(sent), found)
