"""Examples of rosters, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from api.accounts.job_examples import QUEUED_JOB

_ORGANISATION = {
    "id": "01a09d10-5400-7000-9c5e-5b0d2f1e8b01",
    "slug": "longjiang-power",
    "name": "龙江电力",
}
_PLANNED: dict[str, Any] = {
    "id": "01a0b2c4-1000-7000-8a5b-6c7d8e9f0b2c",
    "organisation": _ORGANISATION,
    "owner": "刘洋",
    "file_name": "员工名册.xlsx",
    "create_units": True,
    "absent_leave": False,
    "state": "planned",
    "counts": {"create": 118, "update": 2, "unchanged": 0, "leaves": 1, "error": 1},
    "new_units": ["技术部", "技术部/运维组"],
    "warnings": [],
    "job": None,
    "created_at": "2026-09-14T01:00:00Z",
    "finished_at": None,
    "expires_at": "2026-09-21T01:00:00Z",
}
_NOTHING_YET: dict[str, Any] = {
    "counts": {"create": 0, "update": 0, "unchanged": 0, "leaves": 0, "error": 0},
    "new_units": [],
    "state": "planning",
    "job": QUEUED_JOB | {"kind": "plan_roster_import", "created_at": "2026-09-14T01:00:00Z"},
}
TRAINED_ORGANISATION = OpenApiExample(
    "An enterprise with a tree of units",
    response_only=True,
    value=_ORGANISATION | {"kind": "enterprise", "people": 120, "people_left": 3, "units": 14},
)
PLANNED_ROSTER = OpenApiExample(
    "Checked, and waiting for confirmation", response_only=True, value=_PLANNED
)
UPLOADED_ROSTER = OpenApiExample(
    "A job is checking it",
    response_only=True,
    status_codes=["202"],
    value=_PLANNED | _NOTHING_YET,
)
ROSTER_SETTINGS = OpenApiExample(
    "The units may be made", request_only=True, value={"create_units": True}
)
CONFIRMED_ROSTER = OpenApiExample(
    "A job is writing it",
    response_only=True,
    status_codes=["202"],
    value=_PLANNED
    | {
        "state": "applying",
        "job": QUEUED_JOB | {"kind": "apply_roster_import", "created_at": "2026-09-14T01:05:00Z"},
    },
)
ROSTER_ITEMS = OpenApiExample(
    "Somebody who moves to another unit",
    response_only=True,
    value={
        "number": 7,
        "action": "update",
        "place": {"table": "名册", "row": 8, "column": None},
        "person_number": "00107",
        "name": "孙丽",
        "units": ["技术部/运维组"],
        "changes": [{"field": "units", "before": "技术部", "after": "技术部/运维组"}],
        "errors": [],
        "warnings": [],
    },
)
