"""Examples of this room's requests and answers, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

SECTIONS: list[dict[str, Any]] = [
    {
        "kind": "draw",
        "bank": "01a09d10-5400-7000-9c5e-5b0d2f1e8a44",
        "types": ["single"],
        "count": 20,
        "points": 5,
    }
]

ASKED_SUPPLY = OpenApiExample(
    "Twenty questions of one kind", request_only=True, value={"sections": SECTIONS}
)
SUPPLY = OpenApiExample(
    "Enough",
    response_only=True,
    value={
        "sections": [{"available": 180, "required": 20, "shortfall": 0}],
        "question_count": 20,
        "total_points": 100,
        "enough": True,
    },
)
ASKED_PREVIEW = OpenApiExample(
    "The same sheet again", request_only=True, value={"sections": SECTIONS, "seed": 20260914}
)
PREVIEW = OpenApiExample(
    "The first question",
    response_only=True,
    value={
        "seed": 20260914,
        "questions": [
            {
                "position": 0,
                "section": 0,
                "points": 5,
                "question": "01a09d11-1180-7000-8f02-70f3a2c9b615",
                "type": "single",
                "stem": {"en": "Which number is the national anti-fraud warning line?"},
                "prompts": [],
                "options": [
                    {"id": "a", "text": {"en": "12315"}, "feedback": {}},
                    {"id": "b", "text": {"en": "96110"}, "feedback": {}},
                ],
                "key": ["b"],
                "explanation": {"en": "A call from 96110 warns of a fraud under way."},
                "source": {},
            }
        ],
    },
)
QUESTIONS = OpenApiExample(
    "One question",
    response_only=True,
    value={
        "id": "01a09d11-1180-7000-8f02-70f3a2c9b615",
        "external_id": "fraud-001",
        "type": "single",
        "difficulty": 1,
        "status": "published",
        "topic": {
            "id": "01a09d10-5500-7000-a1d4-1f0a63f8e2b1",
            "name": {"zh-Hans": "电信网络诈骗", "en": "Fraud"},
        },
        "tags": ["96110"],
        "stem": {
            "zh-Hans": "全国反诈预警劝阻专线是哪个号码？",
            "en": "Which number is the national anti-fraud warning line?",
        },
        "languages": ["zh-Hans", "en"],
        "revision": 2,
        "created_at": "2026-09-01T02:00:00Z",
        "has_unreviewed_text": False,
        "changed_at": "2026-09-14T09:00:00Z",
        "changed_by": "王芳",
        "times_used": 3,
    },
)
QUESTION_COUNTS = OpenApiExample(
    "A bank of two topics, searched",
    response_only=True,
    value={
        "total": 12,
        "status": {"draft": 2, "published": 10},
        "type": {"single": 8, "ordering": 4},
        "difficulty": {"1": 5, "2": 7},
        "topic": {"01a09d10-5500-7000-a1d4-1f0a63f8e2b1": 12},
        "tag": {"96110": 3},
    },
)
CONTENT: dict[str, Any] = {
    "type": "ordering",
    "stem": {"en": "You clicked a link in a phishing mail. What comes first, what next?"},
    "options": [
        {"text": {"en": "Disconnect the computer from the network"}},
        {"text": {"en": "Report it to the security team"}},
        {"text": {"en": "Change your password from another device"}},
    ],
    "explanation": {"en": "First stop the damage, then tell, then repair."},
    "source": {},
}
NEW_QUESTION = OpenApiExample(
    "Three steps in their right order",
    request_only=True,
    value={
        "content": CONTENT,
        "topic": "01a09d10-5500-7000-a1d4-1f0a63f8e2b1",
        "difficulty": 2,
        "tags": ["mail"],
    },
)
CHANGED_QUESTION = OpenApiExample(
    "Another text instead of revision 2",
    request_only=True,
    value={"content": CONTENT, "based_on": 2},
)
STEP = OpenApiExample(
    "Let revision 2 through", request_only=True, value={"step": "review", "revision": 2}
)
BULK_CHANGE = OpenApiExample(
    "Publish what was reviewed",
    request_only=True,
    value={"filter": {"status": ["reviewed"]}, "step": "publish"},
)
COMPARISON = OpenApiExample(
    "One word",
    response_only=True,
    value={
        "old": {
            "number": 1,
            "created_at": "2026-09-01T02:00:00Z",
            "created_by": "王芳",
            "reviewed_by": ["赵磊"],
        },
        "new": {
            "number": 2,
            "created_at": "2026-09-14T09:00:00Z",
            "created_by": "赵磊",
            "reviewed_by": [],
        },
        "differences": [
            {
                "place": "/stem",
                "language": "en",
                "pieces": [
                    {"change": "same", "text": "Which "},
                    {"change": "removed", "text": "line"},
                    {"change": "added", "text": "number"},
                    {"change": "same", "text": " warns of fraud?"},
                ],
            }
        ],
    },
)
NAMED_QUESTIONS = OpenApiExample(
    "One question",
    response_only=True,
    value={
        "questions": [
            {
                "id": "01a09c00-7000-7000-a1b2-3c4d5e6f7090",
                "external_id": "fraud-0007",
                "type": "single",
                "difficulty": 1,
                "status": "published",
                "topic": {
                    "id": "01a09c00-7000-7000-a1b2-3c4d5e6f7091",
                    "name": {"zh-Hans": "电信网络诈骗", "en": "Telecom and online fraud"},
                },
                "stem": {
                    "zh-Hans": "全国反诈劝阻专线的号码是哪一个？",
                    "en": "Which number is the national anti-fraud warning line?",
                },
                "answers": [
                    {"text": {"zh-Hans": "96110", "en": "96110"}, "right": True},
                    {"text": {"zh-Hans": "12315", "en": "12315"}, "right": False},
                ],
                "explanation": {
                    "zh-Hans": "96110 来电多为劝阻提醒，请及时接听。",
                    "en": "A call from 96110 warns of a fraud under way: do answer it.",
                },
            }
        ]
    },
)
