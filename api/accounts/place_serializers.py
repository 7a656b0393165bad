"""Shapes of regions and organisations."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Organisation, Region
from api.fields import LocalisedMapField, LocalisedStringField
from api.strict import StrictSerializer

REGION_CODE = r"^[0-9]{6}$"


class RegionQuerySerializer(StrictSerializer):
    """Which regions are asked for."""

    parent = serializers.RegexField(  # type: ignore[assignment]  # DRF takes fields off the class
        REGION_CODE, required=False, help_text="The regions directly below; without it, provinces."
    )


class TileSerializer(serializers.Serializer[Any]):
    """A place on the grid map, counted from the upper left."""

    column = serializers.IntegerField(source="tile_column", min_value=0)
    row = serializers.IntegerField(source="tile_row", min_value=0)


class RegionSerializer(serializers.ModelSerializer[Region]):
    """A division by its GB/T 2260 code."""

    name = LocalisedStringField()
    parent = serializers.CharField(source="parent_id", allow_null=True)  # type: ignore[assignment]  # DRF takes fields off the class
    tile = serializers.SerializerMethodField()

    class Meta:
        model = Region
        fields = ["code", "name", "level", "parent", "tile"]

    @extend_schema_field(TileSerializer(allow_null=True))
    def get_tile(self, region: Region) -> Any:
        """The tile, which prefectures have."""
        return TileSerializer(region).data if region.tile_column is not None else None


class RegionsSerializer(serializers.Serializer[Any]):
    """All regions below one; there are never so many that pages were needed."""

    results = RegionSerializer(many=True)


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation whose contests somebody may run."""

    name = LocalisedMapField()
    region = serializers.CharField(source="region_id", allow_null=True)

    class Meta:
        model = Organisation
        fields = ["id", "slug", "name", "kind", "region", "headcount_declared"]
