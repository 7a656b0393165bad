"""Examples of this room's answers, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_HEAD: dict[str, Any] = {
    "kind": "people",
    "version": 42,
    "published_at": "2026-09-14T09:20:00Z",
    "frozen": False,
    "final": False,
    "is_simulated": True,
}
_ROW = {
    "rank": 1,
    "name": "李*雪",
    "region": "Harbin",
    "organisation": None,
    "score": 100,
    "time_used_ms": 312_345,
    "prizes": [],
}

BOARD = OpenApiExample(
    "People",
    response_only=True,
    value=_HEAD | {"total": 1, "page": 1, "pages": 1, "rows": [_ROW]},
)
MY_PLACE = OpenApiExample(
    "Among people",
    response_only=True,
    value=_HEAD
    | {
        "score": 100,
        "place": {"rank": 1, "of": 1, "page": 1},
        "rows": [_ROW | {"is_me": True}],
    },
)
