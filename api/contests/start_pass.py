"""The start pass as a way to say who starts: `Authorization: Start <pass>`."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication
from rest_framework.request import Request

from accounts.models import User
from api.attempts.documents import ContestReference
from common import clock
from common.text import localise
from quiz.contest.models import Contest
from quiz.contest.start_pass import InvalidStartPass, StartPass, read_start_pass

SCHEME = "Start "


class StartPassAuthentication(authentication.BaseAuthentication):
    """Takes whoever shows a pass for its holder; one that is no good is as good as none.

    Then the session decides, which the same page has: a pass that ran out while somebody read the
    rules must not keep them from starting.
    """

    def authenticate(self, request: Request) -> tuple[User, StartPass] | None:
        """Return the holder, or nothing where another way of signing in is meant."""
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if not header.startswith(SCHEME):
            return None
        try:
            holder = read_start_pass(header.removeprefix(SCHEME).strip(), now=clock.now())
        except InvalidStartPass:
            return None
        user = User.objects.filter(pk=holder.user_id, is_active=True).first()
        return None if user is None else (user, holder)

    def authenticate_header(self, request: Request) -> str:
        """What `WWW-Authenticate` says on a 401."""
        return SCHEME.strip()


class StartPassScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the pass."""

    target_class = "api.contests.start_pass.StartPassAuthentication"
    name = "start-pass"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        """A header of its own scheme; no cookie, so no CSRF token either."""
        return {
            "type": "http",
            "scheme": "start",
            "description": "`Authorization: Start <pass>`, with the `start_pass` of one's entry.",
        }


def contest_reference(contest: Contest) -> ContestReference:
    """The contest as an attempt's document names it."""
    return {"slug": contest.slug, "title": localise(contest.title, get_language() or "")}
