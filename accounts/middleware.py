"""What allauth leaves to the site."""

from collections.abc import Callable

from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from django.http import HttpRequest, HttpResponse


class TooManyCodesMiddleware:
    """Answers 429 when a code is asked for too often in the middle of signing up or in.

    Allauth raises an exception there that its own views do not expect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn allauth's exception into its own answer for other limits."""
        if isinstance(exception, RateLimited):
            response: HttpResponse = ratelimit.respond_429(request)
            return response
        return None
