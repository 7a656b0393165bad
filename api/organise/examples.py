"""Examples of this room's requests and answers, for the OpenAPI document."""

from drf_spectacular.utils import OpenApiExample

from api.accounts.job_examples import just_begun
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
NEW_ROUND = OpenApiExample(
    "A final after the first round",
    request_only=True,
    value={
        "title": {"zh-Hans": "决赛", "en": "Final"},
        "opens_at": "2026-09-22T01:00:00Z",
        "closes_at": "2026-09-22T13:00:00Z",
        "copy_of": "01a09c00-7000-7000-a1b2-3c4d5e6f7082",
    },
)
EXPORT = OpenApiExample("A spreadsheet", request_only=True, value={"format": "xlsx"})
EXPORT_JOB = just_begun("contest_results")
