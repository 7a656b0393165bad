"""Oneself: who one is, playing as a guest, and taking along what one did as a guest."""

from http import HTTPStatus

from django.contrib.auth import login
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.guests import GuestClaimRefusedError, claim_guest, create_guest, guest_claim_token
from accounts.models import User
from accounts.profiles import change_profile
from api.accounts.examples import (
    CLAIM,
    CLAIMED,
    GUEST,
    NOBODY,
    PROFILE_CHANGES,
    SIGNED_IN,
)
from api.accounts.serializers import (
    GuestClaimRequestSerializer,
    GuestClaimSerializer,
    GuestSerializer,
    MeSerializer,
    ProfileChangesSerializer,
)
from api.authentication import SessionAuthentication
from api.problems import Problem, problem_for
from api.schema.problems import problem
from api.strict import NOTHING, NothingSerializer
from common import clock
from common.text import language_of

BACKEND = "accounts.authentication.AccountBackend"


@problem_for(GuestClaimRefusedError)
def guest_claim_refused(_refused: GuestClaimRefusedError) -> Problem:
    """One answer for every reason: the token opens something or it does not."""
    return Problem(
        code="guest_claim_refused",
        detail=_("What was done as a guest cannot be added to this account any more."),
    )


class Me(APIView):
    """Who asks."""

    permission_classes = (IsAuthenticated,)

    def get_permissions(self) -> list[AllowAny | IsAuthenticated]:
        """Anybody may ask who he is; the answer may be nobody."""
        return [AllowAny() if self.request.method == "GET" else IsAuthenticated()]

    @extend_schema(responses=MeSerializer, examples=[SIGNED_IN, NOBODY])
    def get(self, request: Request) -> Response:
        """Who is signed in, or null; sets the CSRF cookie that writes need."""
        get_token(request._request)
        user = request.user if isinstance(request.user, User) else None
        return _me(user)

    @extend_schema(
        request=ProfileChangesSerializer,
        responses=MeSerializer,
        examples=[PROFILE_CHANGES, SIGNED_IN],
    )
    def patch(self, request: Request) -> Response:
        """Change one's own name, region, year of birth or language."""
        given = ProfileChangesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        assert isinstance(request.user, User)  # noqa: S101 - `IsAuthenticated` let nobody else in
        return _me(change_profile(user=request.user, changes=given.validated_data))


class Guests(APIView):
    """Playing without an account."""

    permission_classes = (AllowAny,)
    throttle_scope = "guests"

    @extend_schema(
        request=NothingSerializer,
        responses={201: GuestSerializer, 200: GuestSerializer, 409: problem("already_signed_in")},
        examples=[NOTHING, GUEST],
    )
    def post(self, request: Request) -> Response:
        """Begin a guest's session; a guest that has one already keeps it (200)."""
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        if isinstance(request.user, User):
            if not request.user.is_guest:
                raise Problem(
                    code="already_signed_in",
                    detail=_("You are signed in; there is no need to play as a guest."),
                )
            return _guest(request.user, status=HTTPStatus.OK)
        # Checked nowhere else while nobody is signed in, and the session cookie stays at home when
        # another site posts here: it could put a guest's session in the place of somebody's own.
        SessionAuthentication().enforce_csrf(request)
        guest = create_guest(now=clock.now(), language=language_of(get_language()))
        login(request._request, guest, backend=BACKEND)
        return _guest(guest, status=HTTPStatus.CREATED)


class GuestClaims(APIView):
    """Making what was done as a guest one's own."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        request=GuestClaimRequestSerializer,
        responses={200: GuestClaimSerializer, 409: problem("guest_claim_refused")},
        examples=[CLAIM, CLAIMED],
    )
    def post(self, request: Request) -> Response:
        """Claim a guest by its token. Claiming again changes nothing."""
        given = GuestClaimRequestSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        assert isinstance(request.user, User)  # noqa: S101 - `IsAuthenticated` let nobody else in
        token = given.validated_data["token"]
        claim = claim_guest(user=request.user, token=token, now=clock.now())
        return Response(GuestClaimSerializer({"conflicts": claim.conflicts}).data)


def _me(user: User | None) -> Response:
    me = MeSerializer({"user": user, "server_time": clock.now()})
    return Response(me.data, headers={"Cache-Control": "no-store"})


def _guest(guest: User, *, status: HTTPStatus) -> Response:
    answer = GuestSerializer(
        {"user": guest, "claim_token": guest_claim_token(guest), "server_time": clock.now()}
    )
    return Response(answer.data, status=status, headers={"Cache-Control": "no-store"})
