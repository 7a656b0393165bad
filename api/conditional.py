"""Conditional requests: answering 304 before any query of the answer itself runs.

A view that mixes this in says how its answer is versioned. The version costs at most a look into
a cache or one small query; where the client has that version already, nothing else is done.
"""

from http import HTTPStatus
from typing import Any, ClassVar

from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.problems import Problem

SAFE = ("GET", "HEAD")


class NotModified(APIException):
    """The client's copy is the present one; answered with 304 and no body."""

    status_code = HTTPStatus.NOT_MODIFIED


def weak_etag(version: object) -> str:
    """The entity tag of a version in the active language."""
    return f'W/"{version}.{get_language() or ""}"'


def matches(header: str, etag: str) -> bool:
    """Whether a list of entity tags names this one, comparing weakly as RFC 9110 says."""
    given = parse_etags(header)
    return "*" in given or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in given}


class ConditionalMixin(APIView):
    """Checks `If-None-Match` on reads and `If-Match` on writes against `version()`.

    Answers that everybody may see set `cache_control` to `public, no-cache`; whoever forgets it
    keeps them private.
    """

    cache_control: ClassVar[str] = "private, no-cache"
    _etag: str | None = None

    def version(self, request: Request, *args: Any, **kwargs: Any) -> object | None:
        """What changes whenever the answer does, as text without quotes; None: do not check."""
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Stop with 304 or 412 once it is clear who asks and that they may."""
        super().initial(request, *args, **kwargs)
        version = self.version(request, *args, **kwargs)
        if version is None:
            return
        self._etag = weak_etag(version)
        if request.method in SAFE:
            if matches(request.headers.get("If-None-Match", ""), self._etag):
                raise NotModified
        elif (given := request.headers.get("If-Match")) and not matches(given, self._etag):
            raise Problem(
                status=HTTPStatus.PRECONDITION_FAILED,
                code="changed_meanwhile",
                detail=_("Somebody changed this after you read it. Please read it again."),
            )

    def finalize_response(
        self,
        request: Request,
        response: Response,
        *args: Any,
        **kwargs: Any,
    ) -> Response:
        """Send the tag with what it describes."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if (
            self._etag is not None
            and request.method in SAFE
            and response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
        ):
            response["ETag"] = self._etag
            response["Cache-Control"] = self.cache_control
            patch_vary_headers(response, ["Accept-Language"])
        return response
