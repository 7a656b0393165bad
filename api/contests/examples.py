"""Examples of this room's requests and answers, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_CARD: dict[str, Any] = {
    "slug": "open-practice-2026",
    "title": "Open practice 2026",
    "organisation": {"name": "Longjiang network security office"},
    "phase": "open",
    "opens_at": "2026-09-14T00:00:00Z",
    "closes_at": "2026-09-21T00:00:00Z",
    "timezone": "Asia/Shanghai",
    "round_count": 1,
    "question_count": 20,
    "time_limit_s": 1200,
    "participants": 1280,
    "is_simulated": True,
}
_PLACE = {"rank": 17, "of": 1280, "as_of": "2026-09-14T09:20:00Z"}
_ENTRY: dict[str, Any] = {
    "entry_id": "01a09e00-3c00-7000-8e11-0c2f4b5a6d71",
    "registered": True,
    "can_start": True,
    "reason": None,
    "reason_text": None,
    "next_start_at": None,
    "round": 1,
    "attempts_used": 1,
    "attempts_left": 2,
    "attempts_left_today": None,
    "open_attempt_id": None,
    "last_attempt_id": "01a09f25-0a80-7000-955a-1507420d074b",
    "score": 85,
    "max_score": 100,
    "passed": True,
    "time_factor_percent": 100,
    "place": _PLACE,
    "prizes": [],
}

CARD = OpenApiExample("A contest that is open", response_only=True, value=_CARD)
CONTEST = OpenApiExample(
    "A contest that is open",
    response_only=True,
    value=_CARD
    | {
        "id": "01a09e00-3c00-7000-8e11-0c2f4b5a6d70",
        "description": "Twenty questions on telecom fraud, passwords and personal data.",
        "state": "published",
        "rules": [{"code": "time_limit", "text": "You have 20 minutes from the moment you start."}],
        "total_points": 100,
        "audience": "guests",
        "needs_access_code": False,
        "regions": [],
        "attempts_total": 3,
        "attempts_per_round": None,
        "attempts_per_day": None,
        "score_rule": "best",
        "tie_breaks": ["time_used"],
        "pass_mark_percent": 60,
        "review_policy": "after_finish",
        "board_kinds": ["people", "regions"],
        "freeze_at": None,
        "team_rule": "mean_top_k",
        "top_k": 10,
        "name_display": "masked",
        "rounds": [
            {
                "number": 1,
                "title": "Open practice 2026",
                "phase": "open",
                "opens_at": "2026-09-14T00:00:00Z",
                "closes_at": "2026-09-21T00:00:00Z",
                "question_count": 20,
                "time_limit_s": 1200,
                "total_points": 100,
            }
        ],
        "prizes": [
            {
                "number": 1,
                "title": "First prize",
                "kind": "place",
                "terms": "places 1 to 10 of the final board",
            }
        ],
        "draw": None,
        "campaigns": [],
    },
)
AWARD = OpenApiExample(
    "By lot",
    response_only=True,
    value={
        "prize": 2,
        "title": "Lucky prize",
        "name": "李*雪",
        "rank": 17,
        "score": 85,
        "entry": "01a09e00-3c00-7000-8e11-0c2f4b5a6d71",
        "ticket": "0003b1f6a1c27f0e5d8c4b9a7e6f50413223140516273849aabbccddeeff0011",
    },
)
PARTICIPATION = OpenApiExample(
    "So far",
    response_only=True,
    value={
        "registered": 1302,
        "started": 1280,
        "finished": 1251,
        "passed": 1007,
        "as_of": "2026-09-14T09:20:00Z",
        "frozen": False,
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
        "by_round": [{"number": 1, "started": 1280, "finished": 1251}],
    },
)
ENTER = OpenApiExample(
    "With an access code", request_only=True, value={"access_code": "longjiang-2026"}
)
ENTRY = OpenApiExample(
    "One attempt made", response_only=True, value=_ENTRY | {"start_pass": "lsQQAaCePAA…"}
)
ENTERED = OpenApiExample(
    "A contest with one attempt",
    response_only=True,
    value={
        "contest": _CARD,
        "entry": _ENTRY,
        "attempts": [
            {
                "id": "01a09f25-0a80-7000-955a-1507420d074b",
                "number": 1,
                "round": None,
                "state": "finished",
                "started_at": "2026-09-14T09:00:00Z",
                "deadline": "2026-09-14T09:20:00Z",
                "score": 85,
                "max_score": 100,
            }
        ],
    },
)
RESULT = OpenApiExample(
    "A finished attempt",
    response_only=True,
    value={
        "id": "01a09f25-0a80-7000-955a-1507420d074b",
        "contest": {
            "slug": "open-practice-2026",
            "title": "Open practice 2026",
            "timezone": "Asia/Shanghai",
            "is_simulated": True,
        },
        "state": "finished",
        "number": 1,
        "round": None,
        "score": 85,
        "max_score": 100,
        "percent": 85.0,
        "passed": True,
        "right": 17,
        "question_count": 20,
        "time_used_ms": 412_345,
        "finished_at": "2026-09-14T09:06:52.345Z",
        "counts_for": "best",
        "counts": True,
        "best_score": 85,
        "place": _PLACE,
        "board_frozen": False,
        "prizes": [],
        "review": {"allowed": True, "available_from": None},
        "attempts_left": 2,
    },
)
REVIEW = OpenApiExample(
    "One question",
    response_only=True,
    value={
        "questions": [
            {
                "position": 0,
                "section": 0,
                "type": "single",
                "points": 5,
                "stem": {
                    "zh-Hans": "全国反诈劝阻专线的号码是哪一个？",
                    "en": "Which number is the national anti-fraud warning line?",
                },
                "prompts": [],
                "options": [
                    {"id": "b", "text": {"zh-Hans": "96110", "en": "96110"}, "feedback": {}},
                    {
                        "id": "a",
                        "text": {"zh-Hans": "12315", "en": "12315"},
                        "feedback": {
                            "zh-Hans": "12315 是消费者投诉举报电话。",
                            "en": "12315 takes the complaints of consumers.",
                        },
                    },
                ],
                "blanks": 0,
                "response": ["b"],
                "key": ["b"],
                "score": 5,
                "explanation": {
                    "zh-Hans": "96110 来电多为劝阻提醒，请及时接听。",
                    "en": "A call from 96110 warns of a fraud under way: do answer it.",
                },
                "source": {},
                "ruling": None,
            }
        ]
    },
)
