"""Examples of jobs, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

QUEUED_JOB: dict[str, Any] = {
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
}


def just_begun(kind: str) -> OpenApiExample:
    """The answer to somebody who asked for long work of that kind."""
    return OpenApiExample(
        "Just begun", response_only=True, status_codes=["202"], value=QUEUED_JOB | {"kind": kind}
    )


DONE_JOB = OpenApiExample(
    "A file to download",
    response_only=True,
    value=QUEUED_JOB
    | {
        "state": "done",
        "done": 1302,
        "total": 1302,
        "result": f"/api/v1/jobs/{QUEUED_JOB['id']}/result",
        "result_name": "open-practice-2026.xlsx",
        "started_at": "2026-09-21T01:00:00.120000Z",
        "finished_at": "2026-09-21T01:00:01.840000Z",
    },
)
