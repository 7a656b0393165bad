"""Answers under /api where no view of a room is reached: unknown addresses, and Django's errors.

`config.errors` uses these for paths under /api and leaves the others to the pages.
"""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from api.problems import MEDIA_TYPE, database_away, problem_document
from api.rendering import to_json


@extend_schema(exclude=True)
class NothingHere(APIView):
    """Says 404 to every method, under DEBUG too, where Django would show a page of its own."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Stop before the method matters."""
        raise NotFound


def _problem(
    request: HttpRequest,
    status: int,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    document = problem_document(status=status, code=code, detail=detail, instance=request.path)
    return HttpResponse(
        to_json(document),
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What Django refused before any view: a header or path it cannot trust."""
    return _problem(
        request, HTTPStatus.BAD_REQUEST, "bad_request", _("The request cannot be understood.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What a middleware refused."""
    return _problem(request, HTTPStatus.FORBIDDEN, "permission_denied", _("You may not do this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that is not ours."""
    return _problem(
        request,
        HTTPStatus.NOT_FOUND,
        "not_found",
        _("There is nothing at this address, or you may not see it."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """An exception outside of the views."""
    return _problem(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "server_error",
        _("It was noted, and we will look at it. Please try again in a moment."),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away, which a middleware noticed before any view did."""
    said = database_away()
    code, detail = said.get_codes(), str(said.detail)
    return _problem(request, said.status_code, str(code), detail, said.headers)
