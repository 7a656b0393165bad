"""Django's error handlers: problem documents under /api, pages elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from api import fallback
from frontend import views as pages

API_PREFIX = "/api/"


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


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what nothing else answered."""
    if request.path.startswith(API_PREFIX):
        return fallback.server_error(request)
    return pages.server_error(request)
