"""A WSGI application that does nothing: what the server and the network cost by themselves."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
BODY = b'{"ok":true}'


def application(_environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
    """Answer."""
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]
    start_response("200 OK", headers)
    return [BODY]
