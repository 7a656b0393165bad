"""The attempt token as a way to say who saves: `Authorization: Attempt <token>`."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication
from rest_framework.request import Request

from api.problems import Problem
from common import clock
from quiz.attempt.attempt_token import AttemptGrant, InvalidAttemptToken, read_attempt_token

SCHEME = "Attempt "


def token_refused() -> Problem:
    """The refusal of a token that is not ours, not for this attempt, or expired."""
    return Problem(
        status=401,
        code="attempt_token_invalid",
        detail=_("This attempt's key is not valid any more. Please reload the page."),
        headers={"WWW-Authenticate": SCHEME.strip()},
    )


class AttemptTokenAuthentication(authentication.BaseAuthentication):
    """Reads the token where one is sent. The user stays anonymous; `request.auth` is the grant."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, AttemptGrant] | None:
        """Return the grant, or nothing where another way of signing in is meant."""
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header.startswith(SCHEME):
            return None
        try:
            grant = read_attempt_token(header.removeprefix(SCHEME).strip(), now=clock.now())
        except InvalidAttemptToken:
            raise token_refused() from None
        return AnonymousUser(), grant

    def authenticate_header(self, request: Request) -> str:
        """What `WWW-Authenticate` says on a 401."""
        return SCHEME.strip()


class AttemptTokenScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the token."""

    target_class = "api.attempts.authentication.AttemptTokenAuthentication"
    name = "attempt-token"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        """A header of its own scheme; no cookie, so no CSRF token either."""
        return {
            "type": "http",
            "scheme": "attempt",
            "description": "`Authorization: Attempt <token>`, with the token of the open attempt.",
        }
