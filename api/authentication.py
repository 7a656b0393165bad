"""Who asks: the session of our own pages, protected against forged requests."""

import re
from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

CHALLENGE = "Session"

SESSION_KEY = re.compile(r"[a-z0-9]{32}")
"""What Django makes session keys of (`SessionBase._get_new_session_key`)."""


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


class SessionTokenAuthentication(XSessionTokenAuthentication):
    """allauth's, for clients that are not browsers; asks the cache only for what can be a key."""

    def get_session_token(self, request: HttpRequest) -> str | None:
        """The `X-Session-Token` header, unless no session could be called that."""
        token = super().get_session_token(request)
        return token if token and SESSION_KEY.fullmatch(token) else None


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


class SessionTokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the session token."""

    target_class = "api.authentication.SessionTokenAuthentication"
    name = "XSessionTokenAuth"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        """A header."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "X-Session-Token",
            "description": "X-Session-Token authentication",
        }
