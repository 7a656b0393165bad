"""`/metrics`: what Prometheus reads. Closed, until `WANGAN_METRICS_TOKEN` says who may."""

import hmac
import os
from collections.abc import Callable, Iterable
from http import HTTPStatus
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector

from common.metrics import PROCESS_FIGURES, REQUEST_SECONDS, REQUESTS
from config.site_figures import SiteCollector

# Whatever else callers make up is counted together.
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of this host's processes, and those of the whole site."""
    token = settings.WANGAN_METRICS_TOKEN
    if not token:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(sent.encode(), token.encode()):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry, path=folder)
    else:
        registry.register(_ThisProcess())
    registry.register(SiteCollector())
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    return HttpResponse(encode(registry), content_type=content_type)


class _ThisProcess:
    """Where it is the only one, or nobody said where they meet."""

    def collect(self) -> Iterable[Metric]:
        return PROCESS_FIGURES.collect()


class CountingMiddleware:
    """Counts what Django answers; a millisecond each, so that counting does not show."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Count."""
        began = perf_counter()
        response = self._get_response(request)
        method = request.method if request.method in _METHODS else "other"
        REQUESTS.labels(method, response.status_code).inc()
        REQUEST_SECONDS.labels(method).observe(perf_counter() - began)
        return response
