"""A small WSGI function in front of Django, for the few requests that come by the thousand.

It starts attempts, saves answers and finishes for whoever shows a pass or a token (`hot_writes`),
and gives out answers that lie ready as bytes. It holds no rules, and whatever is refused or unusual
goes on to Django.
"""

import re
from functools import lru_cache, partial
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from api.attempts.save_request import RECEIVED_AT
from api.ready_bytes import ready_bytes
from common import clock
from common.request_ids import HEADER, enter_request, sent_request_id
from config.hot_writes import hot_reply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX = "/api/v1"
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
        enter_request(environ)
        method = environ["REQUEST_METHOD"]
        if method in ("PUT", "POST"):
            reply = hot_reply(environ, language=partial(_language, environ))
            if reply is not None:
                request_id = sent_request_id(environ)
                if request_id is not None:
                    reply.headers.append((HEADER, request_id))
                start_response(f"{reply.status.value} {reply.status.phrase}", reply.headers)
                return [reply.body]
        elif method in ("GET", "HEAD") and environ["PATH_INFO"].startswith(_PREFIX):
            ready = ready_bytes(
                environ["PATH_INFO"].removeprefix(_PREFIX),
                environ.get("HTTP_IF_NONE_MATCH", ""),
                query=environ.get("QUERY_STRING", ""),
                language=_language(environ),
                accept_encoding=environ.get("HTTP_ACCEPT_ENCODING", ""),
            )
            if ready is not None:
                start_response(f"{ready.status.value} {ready.status.phrase}", ready.headers)
                return [b"" if method == "HEAD" else ready.body]
        return self._django(environ, start_response)


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
