"""Examples of this room's requests and answers, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_RESIDENT: dict[str, Any] = {
    "id": "0199440e-8000-7000-8a51-3f1f2cf7a9b1",
    "username": "lixiaoxue",
    "email": "xiaoxue@example.org",
    "phone": None,
    "display_name": "李晓雪",
    "region": "230100",
    "birth_year": 1990,
    "language": "zh-Hans",
    "is_guest": False,
    "is_staff": False,
    "roles": [],
    "mfa": {"enabled": False, "required": False},
}
_NOW = "2026-09-14T09:00:12.345678Z"

SIGNED_IN = OpenApiExample(
    "Signed in", response_only=True, value={"user": _RESIDENT, "server_time": _NOW}
)
NOBODY = OpenApiExample("Nobody", response_only=True, value={"user": None, "server_time": _NOW})
PROFILE_CHANGES = OpenApiExample(
    "A new name and region",
    request_only=True,
    value={"display_name": "李晓雪", "region": "230100"},
)
GUEST = OpenApiExample(
    "A guest",
    response_only=True,
    value={
        "user": _RESIDENT
        | {
            "username": None,
            "email": None,
            "display_name": "访客 4821",
            "region": None,
            "birth_year": None,
            "is_guest": True,
        },
        "claim_token": "AZlEDoAAcACKUT8fLPepsQ:1uxK7Q:pQ0c…",
        "server_time": _NOW,
    },
)
CLAIM = OpenApiExample(
    "The guest's token",
    request_only=True,
    value={"token": "AZlEDoAAcACKUT8fLPepsQ:1uxK7Q:pQ0c…"},
)
CLAIMED = OpenApiExample("Everything came along", response_only=True, value={"conflicts": []})
