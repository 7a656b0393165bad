"""Examples of this room's requests and answers, for the OpenAPI document."""

from drf_spectacular.utils import OpenApiExample

_ATTEMPT = {
    "id": "01a09f25-0a80-7000-955a-1507420d074b",
    "contest": {"slug": "open-practice-2026", "title": "Open practice 2026"},
    "number": 1,
    "started_at": "2026-09-14T09:00:00Z",
    "deadline": "2026-09-14T09:20:00Z",
    "server_time": "2026-09-14T09:00:12.345678Z",
    "time_limit_s": 1200,
    "question_count": 2,
}

OPEN_ATTEMPT = OpenApiExample(
    "In progress",
    response_only=True,
    value=_ATTEMPT
    | {
        "state": "open",
        "token": "AQGgnyUKgHAAlVoVB0INB0s…",
        "questions": [
            {
                "position": 0,
                "section": 0,
                "points": 5,
                "type": "single",
                "stem": {
                    "zh-Hans": "全国反诈劝阻专线的号码是哪一个？",
                    "en": "Which number is the national anti-fraud warning line?",
                },
                "prompts": [],
                "blanks": 0,
                "options": [
                    {"id": "b", "text": {"zh-Hans": "96110", "en": "96110"}},
                    {"id": "a", "text": {"zh-Hans": "12315", "en": "12315"}},
                ],
            },
            {
                "position": 1,
                "section": 0,
                "points": 5,
                "type": "matching",
                "stem": {"zh-Hans": "哪个号码管哪件事？", "en": "Which number is for what?"},
                "prompts": [
                    {"zh-Hans": "消费投诉", "en": "Consumer complaints"},
                    {"zh-Hans": "反诈劝阻", "en": "Warnings of fraud"},
                ],
                "blanks": 0,
                "options": [
                    {"id": "a", "text": {"zh-Hans": "96110", "en": "96110"}},
                    {"id": "b", "text": {"zh-Hans": "12315", "en": "12315"}},
                ],
            },
        ],
        "answers": [{"position": 0, "response": ["b"], "seq": 1789376412345}],
    },
)

CLOSED_ATTEMPT = OpenApiExample(
    "Over",
    response_only=True,
    value=_ATTEMPT | {"state": "finished", "token": None, "questions": [], "answers": []},
)

SAVE = OpenApiExample(
    "One of each shape",
    request_only=True,
    value={
        "answers": [
            {"position": 0, "response": ["b"], "seq": 1789376412345},
            {"position": 1, "response": [True], "seq": 1789376412501},
            {"position": 7, "response": ["96110"], "seq": 1789376413002},
            {"position": 8, "response": ["3.5"], "seq": 1789376413311},
            {"position": 9, "response": ["c", "a", "b"], "seq": 1789376413498},
            {"position": 10, "response": ["b", ""], "seq": 1789376413920},
        ]
    },
)

SAVE_REPLY = OpenApiExample(
    "One saved, one older than what is stored",
    response_only=True,
    value={
        "server_time": "2026-09-14T09:00:12.345678Z",
        "deadline": "2026-09-14T09:20:00Z",
        "state": "open",
        "results": [
            {"position": 0, "seq": 1789376412345, "status": "saved"},
            {"position": 7, "seq": 1789376420000, "status": "stale"},
        ],
    },
)
