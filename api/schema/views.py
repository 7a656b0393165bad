"""Serving the OpenAPI document, and Swagger UI over it, both from our own origin."""

from functools import cache
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from api.schema.building import PATH


@cache
def _committed() -> bytes:
    return PATH.read_bytes()


@cache
def _etag() -> str:
    return f'"{blake2b(_committed(), digest_size=8).hexdigest()}"'


@require_safe
@condition(etag_func=lambda _request: _etag())
def openapi(_request: HttpRequest) -> HttpResponse:
    """The committed document; a test holds it equal to what the code says."""
    return HttpResponse(
        _committed(),
        content_type="application/vnd.oai.openapi+json",
        headers={"Cache-Control": "public, no-cache"},
    )


class SwaggerUI(SpectacularSwaggerSplitView):
    """The documentation to try out; its script is a file of its own, as our policy demands."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    renderer_classes = SpectacularSwaggerSplitView.renderer_classes
    url_name = "openapi"
