"""Problem documents (RFC 9457): how the API says no.

A view raises `Problem(status=…, code=…, detail=…)`, or lets an exception of a lower room through
that `problem_for` has a translation of. Everything else that goes wrong becomes one as well.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

from common.ids import uuid7
from common.outages import RETRY_AFTER_S
from common.request_ids import current_request_id

MEDIA_TYPE = "application/problem+json"

Text = str | Promise

TITLES: Mapping[int, Text] = {
    400: _("The request cannot be understood"),
    401: _("Signing in is needed"),
    403: _("This is not allowed"),
    404: _("Nothing is here"),
    405: _("This method is not allowed here"),
    406: _("No such representation"),
    409: _("The present state does not allow this"),
    412: _("Somebody changed this meanwhile"),
    413: _("Too much was sent"),
    415: _("Only JSON is understood"),
    422: _("The request cannot be carried out"),
    429: _("Too many requests"),
    500: _("Something went wrong on our side"),
    503: _("Out of service for a moment"),
}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one place of the request; the pointer is JSON's (RFC 6901)."""

    pointer: str
    code: str
    detail: Text


class Problem(APIException):
    """A refusal with a stable code, a text for people, and perhaps the places that caused it."""

    def __init__(
        self,
        *,
        status: int = HTTPStatus.CONFLICT,
        code: str = "conflict",
        detail: Text,
        errors: Iterable[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(str(detail), code)
        self.status_code = int(status)
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


_E = TypeVar("_E", bound=Exception)
_translations: dict[type[Exception], Callable[[Exception], Problem]] = {}


def problem_for(
    exception: type[_E],
) -> Callable[[Callable[[_E], Problem]], Callable[[_E], Problem]]:
    """Register the decorated function as what the API says when `exception` reaches it.

    For exceptions of lower rooms, which know nothing of HTTP. The nearest class in the
    exception's line of descent decides. Import the registering module from the room's `urls`.
    """

    def register(translate: Callable[[_E], Problem]) -> Callable[[_E], Problem]:
        _translations[exception] = cast(Callable[[Exception], Problem], translate)
        return translate

    return register


def translated(exc: Exception) -> Exception:
    """The problem that was registered for an exception, or the exception itself."""
    for ancestor in type(exc).__mro__:
        if issubclass(ancestor, Exception) and ancestor in _translations:
            return _translations[ancestor](exc)
    return exc


def too_large() -> Problem:
    """The refusal of a body beyond the limit."""
    return Problem(
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        code="body_too_large",
        detail=_("The body is larger than this address accepts."),
    )


def database_away() -> Problem:
    """What is said while the database cannot do its work."""
    return Problem(
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        code="database_unavailable",
        detail=_("It was noted, and we will look at it. Please try again in a moment."),
        headers={"Retry-After": str(RETRY_AFTER_S)},
    )


def request_id() -> str:
    """The id under which the logs know this request."""
    return current_request_id() or str(uuid7())


def problem_document(
    *,
    status: int,
    code: str,
    detail: Text,
    instance: str,
    errors: Iterable[FieldProblem] = (),
) -> dict[str, object]:
    """The members of a problem document, in the language that is active now."""
    return {
        "type": f"urn:wangan:problem:{code}",
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
        "detail": str(detail),
        "instance": instance,
        "code": code,
        "errors": [{"pointer": e.pointer, "code": e.code, "detail": str(e.detail)} for e in errors],
        "request_id": request_id(),
    }
