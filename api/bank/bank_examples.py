"""Examples of banks and their topics, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

BANK_ID = "01a09d10-5400-7000-9c5e-5b0d2f1e8a44"
FRAUD_ID, PHONE_FRAUD_ID = (
    "01a09d10-5500-7000-a1d4-1f0a63f8e2b1",
    "01a09d10-5500-7000-a1d4-1f0a63f8e2b2",
)
_NAME = {"zh-Hans": "清朗题库", "en": "Clean net"}
_OWNER = {
    "id": "01a09c00-7000-7000-a1b2-3c4d5e6f7081",
    "name": {"zh-Hans": "龙江网络安全办公室", "en": "Longjiang network security office"},
}
_EMPTY: dict[str, Any] = {
    "id": BANK_ID,
    "slug": "clean-net",
    "name": _NAME,
    "organisation": _OWNER,
    "questions": 0,
    "needs_second_reader": False,
    "is_editable": True,
    "counts": {"draft": 0, "reviewed": 0, "published": 0, "retired": 0},
}
_FILLED = _EMPTY | {
    "questions": 10,
    "counts": {"draft": 2, "reviewed": 0, "published": 10, "retired": 0},
}
_FRAUD: dict[str, Any] = {
    "id": FRAUD_ID,
    "parent": None,
    "slug": "fraud",
    "name": {"zh-Hans": "电信网络诈骗", "en": "Fraud"},
    "total": 10,
    "counts": [
        {"type": "ordering", "difficulty": 2, "count": 3},
        {"type": "single", "difficulty": 1, "count": 7},
    ],
}
_PHONE_FRAUD: dict[str, Any] = {
    "id": PHONE_FRAUD_ID,
    "parent": FRAUD_ID,
    "slug": "phone-fraud",
    "name": {"zh-Hans": "电话诈骗", "en": "Phone fraud"},
    "total": 0,
    "counts": [],
}


def _topics(title: str, *topics: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(title, response_only=True, value={"topics": list(topics)})


BANK = OpenApiExample("A bank of twelve questions", response_only=True, value=_FILLED)
NEW_BANK = OpenApiExample(
    "An organisation's own", request_only=True, value={"name": _NAME, "organisation": _OWNER["id"]}
)
EMPTY_BANK = OpenApiExample("Still empty", response_only=True, value=_EMPTY)
BANK_CHANGES = OpenApiExample(
    "A second reader from now on", request_only=True, value={"needs_second_reader": True}
)
CHANGED_BANK = OpenApiExample(
    "A second reader from now on",
    response_only=True,
    value=_FILLED | {"needs_second_reader": True},
)
TOPICS = _topics("One topic", _FRAUD)
NEW_TOPIC = OpenApiExample(
    "Below another one",
    request_only=True,
    value={"name": _PHONE_FRAUD["name"], "parent": FRAUD_ID},
)
TOPICS_WITH_NEW = _topics("One below another", _FRAUD, _PHONE_FRAUD)
TOPIC_CHANGES = OpenApiExample(
    "To the top of the tree", request_only=True, value={"parent": None, "order": 1}
)
TOPICS_SIDE_BY_SIDE = _topics("Side by side", _FRAUD, _PHONE_FRAUD | {"parent": None})
MERGE_TOPIC = OpenApiExample("Into another one", request_only=True, value={"into": FRAUD_ID})
