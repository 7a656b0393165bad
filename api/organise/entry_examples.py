"""Examples of entries, awards and counts as organisers see them, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_ENTRY: dict[str, Any] = {
    "id": "01a09e00-3c00-7000-8e11-0c2f4b5a6d71",
    "name": "李晓雪",
    "region": "Daoli District",
    "organisation": None,
    "registered_at": "2026-09-14T08:58:00Z",
    "attempts": 1,
    "attempt_open": False,
    "score": 85,
    "time_used_ms": 412_345,
    "passed": True,
    "time_factor_percent": 100,
    "disqualified_at": None,
    "disqualified_reason": "",
}
_DETAIL = _ENTRY | {
    "attempts_list": [
        {
            "id": "01a09f25-0a80-7000-955a-1507420d074b",
            "number": 1,
            "round": 1,
            "state": "finished",
            "started_at": "2026-09-14T09:00:00Z",
            "deadline": "2026-09-14T09:20:00Z",
            "finished_at": "2026-09-14T09:06:52.345000Z",
            "score": 85,
            "max_score": 100,
            "time_used_ms": 412_345,
        }
    ]
}
_REASON = "Two people answered on one account."


def _answer(title: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(title, response_only=True, value=value)


ORGANISED_ENTRY = _answer("One attempt made", _ENTRY)
ORGANISED_ENTRY_DETAIL = _answer("One attempt made", _DETAIL)
WITH_EXTRA_TIME = _answer("Half as long again", _DETAIL | {"time_factor_percent": 150})
DISQUALIFIED = _answer(
    "Off the boards",
    _DETAIL | {"disqualified_at": "2026-09-15T02:00:00Z", "disqualified_reason": _REASON},
)
EXTRA_TIME = OpenApiExample(
    "Half as long again",
    request_only=True,
    value={"time_factor_percent": 150, "reason": "Reads with a screen reader."},
)
DISQUALIFY = OpenApiExample("With its reason", request_only=True, value={"reason": _REASON})
REINSTATE = OpenApiExample(
    "With its reason",
    request_only=True,
    value={"reason": "Both had their own account after all."},
)
ORGANISED_AWARD = _answer(
    "By lot",
    {
        "prize": {"number": 2, "title": "Lucky prize"},
        "entry": _ENTRY["id"],
        "name": "李晓雪",
        "region": "Daoli District",
        "organisation": None,
        "rank": 17,
        "score": 85,
        "ticket": "0003b1f6a1c27f0e5d8c4b9a7e6f50413223140516273849aabbccddeeff0011",
    },
)
WATCH = _answer(
    "In its first hours",
    {
        "as_of": "2026-09-14T09:20:00Z",
        "registered": 1302,
        "started": 1280,
        "finished": 1251,
        "passed": 1007,
        "open_now": 29,
        "is_simulated": True,
        "by_region": [
            {
                "code": "230100",
                "name": "Harbin",
                "registered": 410,
                "started": 402,
                "finished": 395,
                "passed": 318,
            }
        ],
        "by_day": [{"day": "2026-09-14", "registered": 1302, "started": 1280, "finished": 1251}],
        "by_round": [
            {"number": 1, "title": "Open practice 2026", "started": 1280, "finished": 1251}
        ],
        "last_minutes": [{"minute": "2026-09-14T09:19:00Z", "started": 12, "finished": 9}],
        "board": {"frozen": False, "published_at": "2026-09-14T09:19:57Z"},
    },
)
