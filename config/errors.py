"""Django's error handlers: problem documents under /api, pages elsewhere."""

import sys

from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from api import fallback
from common.outages import RETRY_AFTER_S, is_outage
from frontend import views as pages

API_PREFIX = "/api/"
# Here nobody looks at a page: scripts of ours read what comes back.
SCRIPTS_ASK = (API_PREFIX, "/_allauth/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django refused to look at."""
    if request.path.startswith(API_PREFIX):
        return fallback.bad_request(request, exception)
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what a middleware or a page refused."""
    if request.path.startswith(API_PREFIX):
        return fallback.forbidden(request, exception)
    return pages.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    if request.path.startswith(API_PREFIX):
        return fallback.not_found(request, exception)
    return pages.not_found(request, exception)


@csrf_exempt  # there is nothing to be tricked into
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer every address that no other route took, as a view."""
    return not_found(request, Http404())


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what nothing else answered: 503 when it can pass by itself."""
    # Django calls this while it handles the exception, and passes it on in no other way.
    if is_outage(sys.exception()):
        return _unavailable(request)
    if request.path.startswith(API_PREFIX):
        return fallback.server_error(request)
    return pages.server_error(request)


def _unavailable(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(SCRIPTS_ASK):
        return fallback.unavailable(request)
    response = pages.unavailable(request)
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response
