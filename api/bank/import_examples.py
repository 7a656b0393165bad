"""Examples of imports and exports of questions, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from api.accounts.job_examples import QUEUED_JOB

_STEM = {
    "zh-Hans": "收到自称公安机关的来电时应该怎么做？",
    "en": "A caller says he is the police. What now?",
}
_PLANNED: dict[str, Any] = {
    "id": "01a0b2c4-1000-7000-8a5b-6c7d8e9f0a1b",
    "bank": {
        "id": "01a09d10-5400-7000-9c5e-5b0d2f1e8a44",
        "slug": "clean-net",
        "name": {"zh-Hans": "清朗题库", "en": "Clean net"},
    },
    "owner": "王芳",
    "file_name": "questions.json",
    "asked_format": "",
    "format": "json",
    "language": "",
    "strict": False,
    "status": "draft",
    "topic": None,
    "state": "planned",
    "counts": {"create": 40, "update": 2, "unchanged": 100, "error": 1, "duplicates": 3},
    "new_topics": [{"slug": "fraud", "name": {"zh-Hans": "电信诈骗", "en": "Fraud"}}],
    "job": None,
    "created_at": "2026-09-14T01:00:00Z",
    "finished_at": None,
    "expires_at": "2026-09-21T01:00:00Z",
}
_NOTHING_YET = {"counts": {"create": 0, "update": 0, "unchanged": 0, "error": 0, "duplicates": 0}}
UPLOADED_IMPORT = OpenApiExample(
    "A job is checking it",
    response_only=True,
    status_codes=["202"],
    value=_PLANNED
    | _NOTHING_YET
    | {
        "format": "",
        "state": "planning",
        "new_topics": [],
        "job": QUEUED_JOB | {"kind": "plan_question_import", "created_at": "2026-09-14T01:00:00Z"},
    },
)
PLANNED_IMPORT = OpenApiExample(
    "Checked, and waiting for confirmation", response_only=True, value=_PLANNED
)
IMPORT_SETTINGS = OpenApiExample(
    "New questions need no review", request_only=True, value={"status": "published"}
)
PUBLISHING_IMPORT = OpenApiExample(
    "Its questions will be published", response_only=True, value=_PLANNED | {"status": "published"}
)
CONFIRMED_IMPORT = OpenApiExample(
    "A job is writing the questions",
    response_only=True,
    status_codes=["202"],
    value=_PLANNED
    | {
        "state": "applying",
        "job": QUEUED_JOB | {"kind": "apply_question_import", "created_at": "2026-09-14T01:05:00Z"},
    },
)
IMPORT_ITEMS = OpenApiExample(
    "A question that somebody has in another wording",
    response_only=True,
    value={
        "number": 7,
        "action": "create",
        "place": {"table": None, "line": None, "row": None, "column": None, "item": "fraud-007"},
        "external_id": "fraud-007",
        "stem": _STEM,
        "changes": [],
        "near_duplicates": [
            {
                "question": "01a09d10-5400-7000-9c5e-5b0d2f1e8a45",
                "number": None,
                "external_id": "fraud-001",
                "stem": _STEM,
                "ratio": 0.912,
            }
        ],
        "errors": [],
        "warnings": [],
        "question": None,
    },
)
QUESTION_EXPORT = OpenApiExample(
    "Everything, in our own format", request_only=True, value={"format": "json"}
)
QUESTION_FORMATS = OpenApiExample(
    "Some of them",
    response_only=True,
    value={
        "read": ["json", "xlsx", "gift"],
        "written": [{"name": "json", "suffix": ".json"}, {"name": "xlsx", "suffix": ".xlsx"}],
    },
)
