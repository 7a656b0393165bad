"""A small WSGI function in front of Django, for the few requests that come by the thousand.

It saves answers for whoever shows an attempt token, and gives out answers that lie ready as bytes.
It holds no rules: saving is the use case that the view behind the same address calls too, and
whatever is refused or unusual goes on to Django, whose view says it (language, request id, logs).
"""

import re
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from api.attempts.authentication import SCHEME
from api.attempts.save_request import (
    MAX_BODY_BYTES,
    RECEIVED_AT,
    REFUSAL,
    answer_save_request,
)
from api.ready_bytes import ready_bytes
from common import clock
from quiz.attempt.attempt_token import InvalidAttemptToken, read_attempt_token

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX = "/api/v1"
_SAVE = re.compile(r"/api/v1/attempts/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/answers")
_LANGUAGE_COOKIE = re.compile(rf"(?:^|;\s*){re.escape(settings.LANGUAGE_COOKIE_NAME)}=([\w-]+)")


class Gateway:
    """Wraps Django's WSGI handler."""

    def __init__(self, django: "WSGIApplication") -> None:
        self._django = django
        # Providers of ready bytes are registered by the rooms' URLs, which Django would otherwise
        # load with the first request.
        import_module(settings.ROOT_URLCONF)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> "Iterable[bytes]":
        """Answer, or let Django answer."""
        # First of all: what is late is judged by this moment.
        environ[RECEIVED_AT] = clock.now()
        method = environ["REQUEST_METHOD"]
        if method == "PUT":
            reply = _save(environ)
            if reply is not None:
                start_response("200 OK", _save_headers(reply))
                return [reply]
        elif method in ("GET", "HEAD") and environ["PATH_INFO"].startswith(_PREFIX):
            ready = ready_bytes(
                environ["PATH_INFO"].removeprefix(_PREFIX),
                environ.get("HTTP_IF_NONE_MATCH", ""),
                query=environ.get("QUERY_STRING", ""),
                language=_language(environ),
                accepts_gzip="gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""),
            )
            if ready is not None:
                start_response(f"{ready.status.value} {ready.status.phrase}", ready.headers)
                return [b"" if method == "HEAD" else ready.body]
        return self._django(environ, start_response)


def _save(environ: "WSGIEnvironment") -> bytes | None:
    """The reply to a save; nothing for anything else, and for a save that Django shall answer."""
    address = _SAVE.fullmatch(environ["PATH_INFO"])
    authorization: str = environ.get("HTTP_AUTHORIZATION", "")
    length: str = environ.get("CONTENT_LENGTH") or ""
    if (
        address is None
        or not authorization.startswith(SCHEME)
        or not length.isdecimal()
        or int(length) > MAX_BODY_BYTES
    ):
        return None
    try:
        grant = read_attempt_token(
            authorization.removeprefix(SCHEME).strip(), now=environ[RECEIVED_AT]
        )
    except InvalidAttemptToken:
        return None
    if grant.attempt_id != UUID(address[1]):
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    try:
        return answer_save_request(
            grant=grant,
            body=body,
            content_type=environ.get("CONTENT_TYPE", ""),
            received_at=environ[RECEIVED_AT],
        )
    except Exception as refusal:
        # Not tried again there: the view raises this, and the API's handler writes the document.
        environ[REFUSAL] = refusal
        environ["wsgi.input"] = BytesIO(body)
        return None


def _save_headers(reply: bytes) -> list[tuple[str, str]]:
    return [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(reply))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]


def _language(environ: "WSGIEnvironment") -> str:
    cookie = _LANGUAGE_COOKIE.search(environ.get("HTTP_COOKIE", ""))
    return _chosen_language(cookie[1] if cookie else "", environ.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(maxsize=1024)
def _chosen_language(cookie: str, accepted: str) -> str:
    """The language that Django's LocaleMiddleware would choose."""
    for code in (cookie, *(code for code, _priority in parse_accept_lang_header(accepted))):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
