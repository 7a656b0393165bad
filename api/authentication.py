"""Who asks: the session of our own pages, protected against forged requests."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

CHALLENGE = "Session"


class SessionAuthentication(authentication.SessionAuthentication):
    """DRF's, which answers 401 rather than 403 to nobody, and names a failed CSRF check."""

    def authenticate_header(self, request: Request) -> str:
        """What `WWW-Authenticate` says on a 401."""
        return CHALLENGE

    def enforce_csrf(self, request: Request) -> None:
        """Refuse a signed-in write without the token of the CSRF cookie."""
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as refused:
            raise exceptions.PermissionDenied(
                _("Please reload the page and try again."), "csrf_failed"
            ) from refused


class SessionScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the session."""

    target_class = "api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        """A cookie; writes send its companion `csrftoken` back as `X-CSRFToken`."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Writes also send the `csrftoken` cookie's value as `X-CSRFToken`.",
        }
