"""The home page and campaigns: public, the same for all, answered from rendered bytes."""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from api.campaign.rendering import campaign_page, home_page
from api.campaign.serializers import CampaignPageSerializer, HomeSerializer
from api.conditional import matches
from api.ready_bytes import ReadyBody
from common import clock
from quiz.campaign.models import Campaign


class Home(APIView):
    """What the home page shows."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(responses=HomeSerializer)
    def get(self, request: Request) -> HttpResponse:
        """The featured campaign with its reported and counted numbers, and the contests."""
        return _answer(request, home_page(now=clock.now()))


class CampaignPage(APIView):
    """One campaign."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(responses=CampaignPageSerializer)
    def get(self, request: Request, slug: str) -> HttpResponse:
        """A campaign with its figures, what was counted, and its contests."""
        try:
            page = campaign_page(slug=slug, now=clock.now())
        except Campaign.DoesNotExist:
            raise Http404 from None
        return _answer(request, page)


def _answer(request: Request, page: ReadyBody) -> HttpResponse:
    response: HttpResponse
    if matches(request.headers.get("If-None-Match", ""), page.etag):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(page.body, status=HTTPStatus.OK, content_type="application/json")
    response["ETag"] = page.etag
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Language"])
    return response
