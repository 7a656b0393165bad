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
                "options": [
                    {"id": "a", "text": {"en": "12315"}},
                    {"id": "b", "text": {"en": "96110"}},
                ],
                "key": ["b"],
                "explanation": {"en": "A call from 96110 warns of a fraud under way."},
                "source": {},
            }
        ],
    },
)
