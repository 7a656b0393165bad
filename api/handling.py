"""From an exception in a view to a problem document: what drf-standardized-errors asks us for."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.utils.translation import gettext_lazy as _
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings

from api.conditional import NotModified
from api.problems import (
    MEDIA_TYPE,
    FieldProblem,
    Problem,
    Text,
    database_away,
    problem_document,
    too_large,
    translated,
)
from common.outages import is_outage

# DRF's own codes, where ours say more or are promised to clients.
_CODES = {"not_authenticated": "sign_in_required", "error": "server_error"}
_DETAILS: dict[type[exceptions.APIException], Text] = {
    exceptions.ValidationError: _("Some of what was sent cannot be accepted."),
    exceptions.ParseError: _("The body is not valid JSON."),
    exceptions.NotAuthenticated: _("Please sign in first."),
    exceptions.PermissionDenied: _("You may not do this."),
    exceptions.NotFound: _("There is nothing at this address, or you may not see it."),
    exceptions.UnsupportedMediaType: _("Please send application/json."),
    exceptions.NotAcceptable: _("Only application/json can be sent back."),
}


class ProblemFormatter(ExceptionFormatter):
    """Writes the members of the problem document."""

    exc: exceptions.APIException
    context: Any

    def run(self) -> dict[str, object]:
        """The document for this exception."""
        exc = self.exc
        if isinstance(exc, exceptions.ValidationError):
            code = "validation_error"
        else:
            code = str(getattr(exc.detail, "code", exc.default_code))
        return problem_document(
            status=exc.status_code,
            code=_CODES.get(code, code),
            detail=self._detail(),
            instance=self.context["request"].path,
            errors=self._errors(),
        )

    def _detail(self) -> Text:
        if type(self.exc) in _DETAILS and not self._says_more():
            return _DETAILS[type(self.exc)]
        if self.exc.status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            return _("It was noted, and we will look at it. Please try again in a moment.")
        return str(self.exc.detail)

    def _says_more(self) -> bool:
        # A permission or authentication class that gave a code of its own gave a text with it.
        code = getattr(self.exc.detail, "code", self.exc.default_code)
        return bool(code != self.exc.default_code)

    def _errors(self) -> Iterator[FieldProblem]:
        if isinstance(self.exc, Problem):
            yield from self.exc.errors
        elif isinstance(self.exc, exceptions.ValidationError):
            yield from _places(self.exc.detail, "")


def _places(detail: Any, pointer: str) -> Iterator[FieldProblem]:
    """Each error in DRF's nested lists and dicts, with the pointer to what caused it."""
    if isinstance(detail, exceptions.ErrorDetail):
        yield FieldProblem(pointer, str(detail.code), str(detail))
    elif isinstance(detail, dict):
        for key, value in detail.items():
            own = key == api_settings.NON_FIELD_ERRORS_KEY
            step = "" if own else "/" + str(key).replace("~", "~0").replace("/", "~1")
            yield from _places(value, pointer + step)
    else:
        for index, value in enumerate(detail):
            step = "" if isinstance(value, exceptions.ErrorDetail) else f"/{index}"
            yield from _places(value, pointer + step)


class ProblemHandler(ExceptionHandler):
    """Turns every exception of a view into a problem response; 304 is the one that is none."""

    exc: Exception
    context: Any

    def run(self) -> Response | None:
        """The response, with its media type."""
        if isinstance(self.exc, NotModified):
            return Response(status=HTTPStatus.NOT_MODIFIED)
        response: Response | None = super().run()
        if response is not None:
            response.content_type = MEDIA_TYPE
        return response

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """Django's exceptions and those of lower rooms, as the API's."""
        if isinstance(exc, RequestDataTooBig):
            return too_large()
        if isinstance(exc, SuspiciousOperation):
            return exceptions.ParseError()
        if is_outage(exc):
            return database_away()
        return translated(super().convert_known_exceptions(exc))

    def get_headers(self, exc: exceptions.APIException) -> dict[str, str]:
        """What DRF sends with it, what the problem asks for, and the rate that was exceeded."""
        headers: dict[str, str] = super().get_headers(exc)
        headers["Cache-Control"] = "no-store"
        headers |= getattr(self.context["request"], "rate_headers", {})
        if isinstance(exc, Problem):
            headers |= exc.headers
        return headers
