"""Examples of regions and organisations, for the OpenAPI document."""

from drf_spectacular.utils import OpenApiExample

REGIONS = OpenApiExample(
    "The first of Heilongjiang's prefectures",
    response_only=True,
    value={
        "results": [
            {
                "code": "230100",
                "name": "Harbin",
                "level": "prefecture",
                "parent": "230000",
                "tile": {"column": 1, "row": 3},
            }
        ]
    },
)
ORGANISATION = OpenApiExample(
    "An agency",
    response_only=True,
    value={
        "id": "01a09c00-7000-7000-a1b2-3c4d5e6f7081",
        "slug": "longjiang-netsec",
        "name": {"zh-Hans": "龙江网络安全办公室", "en": "Longjiang network security office"},
        "kind": "agency",
        "region": "230100",
        "headcount_declared": 40,
    },
)
