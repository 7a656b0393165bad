"""Answers that are the same for everybody, rendered once in a while and kept as bytes.

A view that mixes this in builds its answer at most every `WANGAN_PUBLIC_PAGES_KEPT_SECONDS` in
each process and language; in between, it and the gateway give out the same bytes. Nobody's session
is read, so nothing personal can get in.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, ClassVar

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


@dataclass(frozen=True, slots=True)
class _Kept:
    ready: ReadyBody
    fresh_until: float


_kept: dict[tuple[str, str, str], _Kept] = {}


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
        ready = kept_page(path, query=query, language=language)
        if ready is None:
            body = to_json(self.build(request, **kwargs))
            etag = f'W/"{blake2b(body, digest_size=10).hexdigest()}"'
            ready = ReadyBody(body=body, etag=etag, max_age_s=self.max_age_s)
            _keep((path, query, language), ready)
        headers = {"ETag": ready.etag, "Cache-Control": _cache_control(ready)}
        if matches(request.headers.get("If-None-Match", ""), ready.etag):
            response = HttpResponse(status=NotModified.status_code, headers=headers)
        else:
            response = HttpResponse(ready.body, content_type=ready.content_type, headers=headers)
        patch_vary_headers(response, ["Accept-Language"])
        return response


def kept_page(path: str, *, query: str, language: str) -> ReadyBody | None:
    """What was rendered a moment ago, without asking anything else."""
    kept = _kept.get((path, query, language))
    return kept.ready if kept is not None and time.monotonic() < kept.fresh_until else None


def ready_page(question: ReadyQuestion) -> ReadyBody | None:
    """The provider of ready bytes for addresses of public views."""
    return kept_page(question.path, query=question.query, language=question.language)


def _keep(key: tuple[str, str, str], ready: ReadyBody) -> None:
    if len(_kept) >= PAGES_KEPT:
        _kept.clear()
    fresh_until = time.monotonic() + settings.WANGAN_PUBLIC_PAGES_KEPT_SECONDS
    _kept[key] = _Kept(ready, fresh_until)


def _cache_control(ready: ReadyBody) -> str:
    return f"public, max-age={ready.max_age_s}" if ready.max_age_s else "public, no-cache"
