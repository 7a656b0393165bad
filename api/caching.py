"""What others may keep of our answers, where a view does not say so itself."""

from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from api.conditional import SAFE, matches

PREFIX = "/api/"
PRIVATE = "private, no-store"
_SENT_WITH_304 = ("Cache-Control", "ETag", "Vary", "RateLimit", "RateLimit-Policy")


class CachingMiddleware:
    """Keep answers of the API out of caches unless their view says otherwise; tag public ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say `private, no-store` where nothing is said; 304 to who has the public answer."""
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        response.setdefault("Cache-Control", PRIVATE)
        if (
            request.method not in SAFE
            or response.status_code != HTTPStatus.OK
            or response.streaming
            or not response["Cache-Control"].startswith("public")
        ):
            return response
        if "ETag" not in response:
            response["ETag"] = f'W/"{blake2b(response.content, digest_size=10).hexdigest()}"'
        if matches(request.headers.get("If-None-Match", ""), response["ETag"]):
            kept = {name: response[name] for name in _SENT_WITH_304 if name in response}
            return HttpResponseNotModified(headers=kept)
        return response
