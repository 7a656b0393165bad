"""Answers that lie ready as bytes, for the gateway to give before Django sees the request.

For what everybody may see and many ask for at once: boards, counts, facts of a contest. A room
registers a provider that looks into memory (never into a database) and returns the bytes rendered
last, or `None`, which lets Django answer. The view behind the same address must answer the same.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import TypeAlias

import brotli

from api.conditional import matches

_PACKING_WORTH_IT = 1_000
# Ten times faster than the best, and one per cent larger.
_BROTLI_QUALITY = 6
_REFUSED = re.compile(r"q=0(?:\.0*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyQuestion:
    """What is asked: the address under `/api/v1`, its query, and the language to answer in.

    `language` is Django's code (`zh-hans`, `en`).
    """

    path: str
    query: str
    language: str
    words: dict[str, str]
    """The named groups of the provider's pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyBody:
    """A rendered answer. `etag` is quoted, `max_age_s` says how long others may keep it."""

    body: bytes
    etag: str
    max_age_s: int = 0
    content_type: str = "application/json"
    packed: dict[str, bytes] = field(init=False, compare=False)
    """By the name of the encoding, the best first."""

    def __post_init__(self) -> None:
        """Compress once, for everybody who asks."""
        packed = {}
        if len(self.body) >= _PACKING_WORTH_IT:
            packed["br"] = brotli.compress(self.body, quality=_BROTLI_QUALITY)
            packed["gzip"] = gzip.compress(self.body, compresslevel=6, mtime=0)
        object.__setattr__(self, "packed", packed)


@dataclass(frozen=True, slots=True)
class ReadyResponse:
    """What the gateway sends."""

    status: HTTPStatus
    headers: list[tuple[str, str]]
    body: bytes


Provider: TypeAlias = Callable[[ReadyQuestion], ReadyBody | None]

_providers: list[tuple[re.Pattern[str], Provider]] = []


def provide_ready_bytes(pattern: str) -> Callable[[Provider], Provider]:
    """Register the decorated provider for addresses under `/api/v1` that match `pattern` wholly.

    Import the registering module from the room's `urls`.
    """

    def register(provider: Provider) -> Provider:
        _providers.append((re.compile(pattern), provider))
        return provider

    return register


def ready_bytes(
    path: str,
    if_none_match: str,
    *,
    query: str = "",
    language: str,
    accept_encoding: str = "",
) -> ReadyResponse | None:
    """The ready answer for an address under `/api/v1`, or nothing: then Django is asked."""
    for pattern, provider in _providers:
        found = pattern.fullmatch(path)
        if found is None:
            continue
        ready = provider(
            ReadyQuestion(path=path, query=query, language=language, words=found.groupdict())
        )
        if ready is not None:
            return _respond(ready, if_none_match, accept_encoding)
    return None


def _respond(ready: ReadyBody, if_none_match: str, accept_encoding: str) -> ReadyResponse:
    freshness = f"max-age={ready.max_age_s}" if ready.max_age_s else "no-cache"
    headers = [
        ("ETag", ready.etag),
        ("Cache-Control", f"public, {freshness}"),
        ("Vary", "Accept-Language, Accept-Encoding"),
    ]
    if if_none_match and matches(if_none_match, ready.etag):
        return ReadyResponse(HTTPStatus.NOT_MODIFIED, headers, b"")
    body = ready.body
    accepted = _accepted(accept_encoding)
    encoding = next((name for name in ready.packed if name in accepted), None)
    if encoding is not None:
        body = ready.packed[encoding]
        headers.append(("Content-Encoding", encoding))
    headers += [
        ("Content-Type", ready.content_type),
        ("Content-Length", str(len(body))),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return ReadyResponse(HTTPStatus.OK, headers, body)


@lru_cache(maxsize=256)
def _accepted(accept_encoding: str) -> frozenset[str]:
    """The encodings that the header names and does not refuse."""
    asked = (part.partition(";") for part in accept_encoding.lower().split(","))
    return frozenset(
        name.strip() for name, _, weight in asked if not _REFUSED.fullmatch(weight.strip())
    )
