"""Regions, for choosing where one is from; organisations, for choosing whose contest it is."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation, Region, RoleKind
from accounts.permissions import organisations_with_role
from api.accounts.place_examples import ORGANISATION, REGIONS
from api.accounts.place_serializers import (
    OrganisationSerializer,
    RegionQuerySerializer,
    RegionsSerializer,
)
from api.permissions import IsOrganiser


class Regions(APIView):
    """Provinces, prefectures and counties."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    @extend_schema(
        parameters=[RegionQuerySerializer], responses=RegionsSerializer, examples=[REGIONS]
    )
    def get(self, request: Request) -> Response:
        """The regions directly below one, by code; without `parent`, the provinces."""
        given = RegionQuerySerializer(data=request.query_params.dict())
        given.is_valid(raise_exception=True)
        regions = Region.objects.filter(parent=given.validated_data.get("parent"))
        return Response(
            RegionsSerializer({"results": regions}).data,
            headers={"Cache-Control": "public, max-age=3600", "Vary": "Accept-Language"},
        )


@extend_schema_view(get=extend_schema(examples=[ORGANISATION]))
class OrganisationList(ListAPIView[Organisation]):
    """The organisations whose contests you may run."""

    permission_classes = (IsOrganiser,)
    serializer_class = OrganisationSerializer
    queryset = Organisation.objects.none()
    page_ordering = ("slug",)

    def get_queryset(self) -> QuerySet[Organisation]:
        """Those you are an organiser of; to platform staff, all."""
        return organisations_with_role(self.request.user, RoleKind.ORGANISER)
