"""What the room answers over HTTP: shells, the language choice, errors, and robots.txt."""

from io import BytesIO
from urllib.parse import urlsplit

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from frontend.pages import Page
from frontend.shells import Looks, look_context, shell_of

YEAR_S = 365 * 24 * 60 * 60

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /attempts/
Disallow: /my/
Disallow: /organise
Disallow: /profile
Disallow: /train
"""


@require_safe
def show_page(request: HttpRequest, page: Page, **_parts: str) -> HttpResponseBase:
    """Answer with the page's shell; the script reads the variable parts off the address itself."""
    shell = shell_of(page, Looks.of(request))
    response = get_conditional_response(request, etag=shell.etag) or HttpResponse(shell.body)
    response["ETag"] = shell.etag
    # Asked again every time, because it names the bundles of this release; mostly a 304.
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


@csrf_exempt  # shells carry no token, and the worst a forged request does is to change the language
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language and go back to where they were."""
    response = HttpResponseRedirect(_way_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_S,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _way_back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        parts = urlsplit(came_from)
        return parts._replace(scheme="", netloc="").geturl() or "/"
    return "/"


@login_required
@require_safe
def show_authenticator_code(request: HttpRequest) -> HttpResponse:
    """Draw the secret that is being set up as a QR code; allauth's API gives it as text only."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if secret is None:
        raise Http404
    url = get_adapter().build_totp_url(request.user, secret)
    drawing = BytesIO()
    segno.make(url, micro=False).save(drawing, kind="svg", scale=4, border=2)
    response = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Keep crawlers to the public pages."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _error(
        request,
        404,
        _("Page not found"),
        _("The address may be mistyped, or what was here has been removed."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _error(
        request,
        403,
        _("No access"),
        _("This page is not open to your account."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, without asking the database for anything."""
    return _error(
        request,
        500,
        _("Something went wrong"),
        _("The fault is on our side and has been recorded. Please try again in a moment."),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503: it will pass."""
    return _error(
        request,
        503,
        _("Out of service for a moment"),
        _("Nothing that was saved is lost. Please try again in a moment."),
    )


def _error(request: HttpRequest, status: int, heading: Promise, text: Promise) -> HttpResponse:
    looks = Looks.of(request)
    with translation.override(looks.language):
        context = look_context(looks) | {"heading": heading, "text": text, "status": status}
        return render(request, "frontend/error.html", context, status=status)
