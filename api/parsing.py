"""JSON or a file in: strict, and never more of it than the address needs."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from api.problems import too_large

MAX_BODY_BYTES = 64 * 1024


class JSONParser(BaseParser):
    """Reads UTF-8 JSON of at most `view.max_body_bytes` (64 KiB where a view says nothing)."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value that was sent, or the refusal of what is too large or not JSON."""
        view = (parser_context or {}).get("view")
        limit: int = getattr(view, "max_body_bytes", MAX_BODY_BYTES)
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise too_large()
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as bad:
            raise ParseError from bad


class FileParser(BaseParser):
    """Reads a file sent as it is, of at most `view.max_body_bytes`.

    Not a form: forms are taken apart by Django while it looks for a CSRF token, before anybody asks
    who is sending, and how much.
    """

    media_type = "application/octet-stream"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The bytes that were sent, or the refusal of what is too large."""
        limit: int = (parser_context or {})["view"].max_body_bytes
        body: bytes = stream.read(limit + 1)
        if len(body) > limit:
            raise too_large()
        return body
