"""Serving the OpenAPI document, and Swagger UI over it, both from our own origin."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from api.schema.building import PATH

QUESTIONS_PATH = PATH.parent / "schemas" / "wangan-questions-1.json"


@cache
def _committed(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _etag(path: Path) -> str:
    return f'"{blake2b(_committed(path), digest_size=8).hexdigest()}"'


def _answer(path: Path, content_type: str) -> HttpResponse:
    return HttpResponse(
        _committed(path),
        content_type=content_type,
        headers={"Cache-Control": "public, no-cache"},
    )


@require_safe
@condition(etag_func=lambda _request: _etag(PATH))
def openapi(_request: HttpRequest) -> HttpResponse:
    """The committed document; a test holds it equal to what the code says."""
    return _answer(PATH, "application/vnd.oai.openapi+json")


@require_safe
@condition(etag_func=lambda _request: _etag(QUESTIONS_PATH))
def questions_schema(_request: HttpRequest) -> HttpResponse:
    """The JSON Schema of our own format of question files."""
    return _answer(QUESTIONS_PATH, "application/schema+json")


class SwaggerUI(SpectacularSwaggerSplitView):
    """The documentation to try out; its script is a file of its own, as our policy demands."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    renderer_classes = SpectacularSwaggerSplitView.renderer_classes
    url_name = "openapi"
