"""Pages of a list, by cursor: `{next, previous, results}`, no totals, at most 100 a page."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.problems import FieldProblem, Problem, Text

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from rest_framework.views import APIView

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100


class CursorPages(CursorPagination):
    """Newest first, because ids are ordered by time; a view may name another `page_ordering`.

    Cursors are signed for their list: a tampered or foreign one is refused before it can reach
    a query.
    """

    ordering = "-id"
    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE

    def get_ordering(
        self, request: Request, queryset: "QuerySet[Any]", view: "APIView"
    ) -> tuple[str, ...]:
        """The view's own order, whose last part must be unique, or newest first."""
        own: tuple[str, ...] = getattr(view, "page_ordering", (self.ordering,))
        return own

    def get_page_size(self, request: Request) -> int:
        """The asked-for number of rows, if it is one of 1 to 100."""
        asked = request.query_params.get("page_size")
        if asked is None:
            return PAGE_SIZE
        is_short = asked.isascii() and asked.isdigit() and len(asked) <= len(str(MAX_PAGE_SIZE))
        if not is_short or not 1 <= int(asked) <= MAX_PAGE_SIZE:
            raise _bad("page_size", "out_of_range", _("Ask for 1 to 100 rows a page."))
        return int(asked)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The cursor of this request, if it was made by us for this list."""
        sealed = request.query_params.get(self.cursor_query_param)
        if sealed is None:
            return None
        refusal = _bad("cursor", "invalid_cursor", _("This is not a cursor of this list."))
        try:
            value = _signer(request.path).unsign(sealed)
        except BadSignature:
            raise refusal from None
        try:
            return super().decode_cursor(_Unsealed(request, self.cursor_query_param, value))  # type: ignore[arg-type]  # it reads query_params only
        except NotFound:
            raise refusal from None

    def encode_cursor(self, cursor: Cursor) -> str:
        """The address of a neighbouring page, with the cursor signed."""
        url = super().encode_cursor(cursor)
        parts = urlsplit(url)
        value = parse_qs(parts.query)[self.cursor_query_param][0]
        return replace_query_param(url, self.cursor_query_param, _signer(parts.path).sign(value))

    def get_schema_operation_parameters(self, view: "APIView") -> list[dict[str, Any]]:
        """The query parameters as the OpenAPI document describes them."""
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        return [
            {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"}},
            {"name": "page_size", "in": "query", "required": False, "schema": size},
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """How the OpenAPI document describes a page of `schema`."""
        address = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": address, "previous": address, "results": schema},
        }


class _Unsealed:
    """Just enough of a request for DRF to read a cursor from."""

    def __init__(self, request: Request, name: str, value: str) -> None:
        self.query_params = {**request.query_params.dict(), name: value}


def _signer(path: str) -> Signer:
    return Signer(salt=f"api.pages:{path}")


def _bad(parameter: str, code: str, detail: Text) -> Problem:
    return Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=detail,
        errors=[FieldProblem(f"/{parameter}", code, detail)],
    )
