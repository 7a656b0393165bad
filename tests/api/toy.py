"""A small API of its own, on which the ground of the real one can be tested."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Region
from api.conditional import ConditionalMixin
from api.fallback import NothingHere
from api.idempotency import idempotent
from api.problems import FieldProblem, Problem, problem_for
from api.strict import StrictSerializer
from api.throttles import AccountThrottle

handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"


class ShelfIsFull(Exception):
    """A refusal by a room that knows nothing of HTTP."""

    def __init__(self, room_for: int) -> None:
        super().__init__(room_for)
        self.room_for = room_for


class ShelfIsVeryFull(ShelfIsFull):
    pass


@problem_for(ShelfIsFull)
def _shelf_is_full(exc: ShelfIsFull) -> Problem:
    return Problem(code="shelf_full", detail=f"Room for {exc.room_for}.")


class PageSerializer(StrictSerializer):
    number = serializers.IntegerField(min_value=1)
    words = serializers.IntegerField(read_only=True)


class BookSerializer(StrictSerializer):
    title = serializers.CharField(max_length=10)
    pages = PageSerializer(many=True, required=False)


class Books(APIView):
    created: list[str] = []

    @idempotent
    def post(self, request: Request) -> Response:
        given = BookSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        title = given.validated_data["title"]
        if title == "full":
            raise ShelfIsVeryFull(3)
        if title == "bug":
            raise RuntimeError("planted")
        self.created.append(title)
        return Response({"title": title}, status=201, headers={"Location": f"/books/{title}"})


class Refusals(APIView):
    permission_classes = (AllowAny,)

    def get(self, request: Request, what: str) -> Response:
        refusals: dict[str, Exception] = {
            "conflict": Problem(
                code="already_closed",
                detail="It is closed.",
                errors=[FieldProblem("/closes_at", "past", "In the past.")],
                headers={"Retry-After": "7"},
            ),
            "suspicious": SuspiciousOperation("hm"),
            "bug": RuntimeError("planted"),
            "database": OperationalError("planted"),
        }
        raise refusals[what]


class Small(APIView):
    permission_classes = (AllowAny,)
    throttle_classes = ()
    max_body_bytes = 20

    def post(self, request: Request) -> Response:
        return Response(request.data)


class Versioned(ConditionalMixin, APIView):
    permission_classes = (AllowAny,)
    answered = 0

    def version(self, request: Request, *args: Any, **kwargs: Any) -> object | None:
        return request.headers.get("X-Version")

    def get(self, request: Request) -> Response:
        Versioned.answered += 1
        return Response({"answered": True})

    def patch(self, request: Request) -> Response:
        return Response({"changed": True})


class RegionSerializer(serializers.ModelSerializer[Region]):
    class Meta:
        model = Region
        fields = ["code"]


class Regions(ListAPIView[Region]):
    permission_classes = (AllowAny,)
    queryset = Region.objects.order_by("code")
    serializer_class = RegionSerializer
    page_ordering = ("code",)


class Limited(APIView):
    permission_classes = (AllowAny,)
    throttle_classes = (AccountThrottle,)
    throttle_scope = "access_code"

    def get(self, request: Request) -> Response:
        return Response({"fine": True})


def broken_page(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted")


urlpatterns = [
    path(
        "api/v1/",
        include(
            [
                path("books", Books.as_view()),
                path("refusals/<str:what>", Refusals.as_view()),
                path("small", Small.as_view()),
                path("versioned", Versioned.as_view()),
                path("regions", Regions.as_view()),
                path("limited", Limited.as_view()),
                path("broken-page", broken_page),
            ]
        ),
    ),
    re_path("^api/v2/", NothingHere.as_view()),
]
