"""Examples of rulings about questions that were answered, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_TERMS: list[dict[str, Any]] = [{"index": 0, "kind": "key_corrected", "key": ["b"]}]
_REASON = "The printed key named the consumers' line."

PROPOSED_RULINGS = OpenApiExample("Another key", request_only=True, value={"rulings": _TERMS})
MADE_RULINGS = OpenApiExample(
    "Another key, and why", request_only=True, value={"rulings": _TERMS, "reason": _REASON}
)
RULINGS = OpenApiExample(
    "The first question's key was corrected",
    response_only=True,
    value={
        "questions": [
            {
                "index": 0,
                "type": "single",
                "stem": {
                    "zh-Hans": "全国反诈预警劝阻专线是哪个号码？",
                    "en": "Which number is the national anti-fraud warning line?",
                },
                "prompts": [],
                "options": [
                    {"id": "a", "text": {"zh-Hans": "12315", "en": "12315"}, "feedback": {}},
                    {"id": "b", "text": {"zh-Hans": "96110", "en": "96110"}, "feedback": {}},
                ],
                "key": ["b"],
                "ruling": "key_corrected",
            }
        ],
        "rulings": [
            {
                "number": 1,
                "index": 0,
                "kind": "key_corrected",
                "key": ["b"],
                "reason": _REASON,
                "made_by": "王芳",
                "made_at": "2026-09-15T03:00:00Z",
            }
        ],
    },
)
REMARK_PREVIEW = OpenApiExample(
    "One of those who had the question moves",
    response_only=True,
    value={
        "closed": 1251,
        "had_question": 139,
        "raised": 1,
        "lowered": 0,
        "moves": [
            {
                "entry": "01a09e00-3c00-7000-8e11-0c2f4b5a6d71",
                "name": "李晓雪",
                "before": 80,
                "after": 85,
            }
        ],
    },
)
