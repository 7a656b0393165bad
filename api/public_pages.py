"""Answers that are the same for everybody, rendered once in a while and kept as bytes.

A view that mixes this in builds its answer at most every `WANGAN_PUBLIC_PAGES_KEPT_SECONDS` in
each process and language; in between, it and the gateway give out the same bytes. While one request
builds the next answer, the others go on getting the last one: a thousand people who poll a page
must not build it a thousand times at the moment it is due. Nobody's session is read, so nothing
personal can get in.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, ClassVar, TypeAlias

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from api.conditional import NotModified, matches
from api.ready_bytes import ReadyBody, ReadyQuestion
from api.rendering import to_json

PAGES_KEPT = 2_000
PREFIX = "/api/v1"
# For so long after it was due the last answer is given out while somebody builds the next one.
STALE_AT_MOST_S = 5.0

_Key: TypeAlias = tuple[str, str, str]


@dataclass(slots=True)
class _Kept:
    ready: ReadyBody
    fresh_until: float
    being_rebuilt: bool = False

    def can_be_given_out(self) -> bool:
        patience = STALE_AT_MOST_S if self.being_rebuilt else 0.0
        return time.monotonic() < self.fresh_until + patience


_kept: dict[_Key, _Kept] = {}
_claiming = threading.Lock()


class PublicView(APIView):
    """A view whose `build` makes the answer; everything else is the same for all of them."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    max_age_s: ClassVar[int] = 0

    def build(self, request: Request, **kwargs: Any) -> Mapping[str, Any]:
        """The answer as JSON values. Raises what the API has a problem document for."""
        raise NotImplementedError

    def canonical_query(self, request: Request) -> str:
        """The query in the one spelling under which the answer is kept; raises if it is wrong."""
        return ""

    def respond(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The kept answer or a new one; 304 for whoever has it."""
        path = request.path.removeprefix(PREFIX)
        language = get_language() or ""
        query = self.canonical_query(request)
        key = (path, query, language)
        ready = _kept_or_claimed(key)
        if ready is None:
            try:
                ready = self._rebuilt(key, request, kwargs)
            except BaseException:
                # The last answer is no longer true, or somebody else may have better luck.
                _kept.pop(key, None)
                raise
        headers = {"ETag": ready.etag, "Cache-Control": _cache_control(ready)}
        if matches(request.headers.get("If-None-Match", ""), ready.etag):
            response = HttpResponse(status=NotModified.status_code, headers=headers)
        else:
            response = HttpResponse(ready.body, content_type=ready.content_type, headers=headers)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def _rebuilt(self, key: _Key, request: Request, words: dict[str, Any]) -> ReadyBody:
        body = to_json(self.build(request, **words))
        etag = f'W/"{blake2b(body, digest_size=10).hexdigest()}"'
        before = _kept.get(key)
        if before is not None and before.ready.etag == etag:
            # Nothing changed, so nothing has to be compressed again.
            ready = before.ready
        else:
            ready = ReadyBody(body=body, etag=etag, max_age_s=self.max_age_s)
        _keep(key, ready)
        return ready


def kept_page(path: str, *, query: str, language: str) -> ReadyBody | None:
    """What was rendered a moment ago, without asking anything else."""
    kept = _kept.get((path, query, language))
    return kept.ready if kept is not None and kept.can_be_given_out() else None


def ready_page(question: ReadyQuestion) -> ReadyBody | None:
    """The provider of ready bytes for addresses of public views."""
    return kept_page(question.path, query=question.query, language=question.language)


def _kept_or_claimed(key: _Key) -> ReadyBody | None:
    """What can be given out; nothing if the caller has to build it, which nobody else does then."""
    with _claiming:
        kept = _kept.get(key)
        if kept is None or kept.can_be_given_out():
            return kept.ready if kept else None
        kept.being_rebuilt = True
        return None


def _keep(key: _Key, ready: ReadyBody) -> None:
    if len(_kept) >= PAGES_KEPT:
        _kept.clear()
    fresh_until = time.monotonic() + settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS
    _kept[key] = _Kept(ready, fresh_until)


def _cache_control(ready: ReadyBody) -> str:
    return f"public, max-age={ready.max_age_s}" if ready.max_age_s else "public, no-cache"
