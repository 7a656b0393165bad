"""Examples of this room's requests and answers, for the OpenAPI document."""

from drf_spectacular.utils import OpenApiExample

from api.bank.examples import SECTIONS

NEW_CONTEST = OpenApiExample(
    "A week of practice",
    request_only=True,
    value={
        "organisation": "01a09c00-7000-7000-a1b2-3c4d5e6f7081",
        "title": {"zh-Hans": "2026年公开练习赛", "en": "Open practice 2026"},
        "opens_at": "2026-09-14T00:00:00Z",
        "closes_at": "2026-09-21T00:00:00Z",
        "blueprint": {"time_limit_s": 1200, "sections": SECTIONS},
    },
)
EXPORT = OpenApiExample("A spreadsheet", request_only=True, value={"format": "xlsx"})
EXPORT_JOB = OpenApiExample(
    "Just begun",
    response_only=True,
    status_codes=["202"],
    value={
        "id": "01a0a0f3-6c00-7000-b2d4-91e7c05a3f28",
        "kind": "contest_results",
        "state": "queued",
        "done": 0,
        "total": None,
        "message": "",
        "errors": [],
        "result": None,
        "result_name": "",
        "created_at": "2026-09-21T01:00:00Z",
        "started_at": None,
        "finished_at": None,
    },
)
