"""What allauth leaves to the site."""

from collections.abc import Callable

from allauth.core import ratelimit
from allauth.core.exceptions import RateLimited
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from accounts.models import User

SIGN_IN_PREFIX = "/_allauth/browser/v1/auth/"
# Who is there, and signing out: these are about the guest.
SESSION_PATHS = (f"{SIGN_IN_PREFIX}session", f"{SIGN_IN_PREFIX}sessions")


class TooManyCodesMiddleware:
    """Answers 429 when a code is asked for too often in the middle of signing up or in.

    Allauth raises an exception there that its own views do not expect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn allauth's exception into its own answer for other limits."""
        if isinstance(exception, RateLimited):
            response: HttpResponse = ratelimit.respond_429(request)
            return response
        return None


class GuestsMaySignInMiddleware:
    """Lets a guest sign in or up as if nobody were there.

    Allauth refuses that to whoever has a session. The guest's session goes on until somebody has
    really signed in, so a mistyped password does not cost a guest the attempt at hand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hide the guest from allauth's sign-in."""
        if request.path.startswith(SIGN_IN_PREFIX) and request.path not in SESSION_PATHS:
            user = request.user
            if isinstance(user, User) and user.is_guest:
                request.user = AnonymousUser()
        return self._get_response(request)
