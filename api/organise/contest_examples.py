"""Examples of contests as their organisers read and write them, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from api.bank.examples import SECTIONS

OWNER = {
    "id": "01a09c00-7000-7000-a1b2-3c4d5e6f7081",
    "name": {"zh-Hans": "龙江网络安全办公室", "en": "Longjiang network security office"},
}
FIRST_ROUND, FINAL = "01a09c00-7000-7000-a1b2-3c4d5e6f7082", "01a09c00-7000-7000-a1b2-3c4d5e6f7083"
PRIZES: list[dict[str, Any]] = [
    {
        "title": {"zh-Hans": "一等奖", "en": "First prize"},
        "kind": "place",
        "from_place": 1,
        "to_place": 10,
        "min_score": None,
        "among": None,
        "count": None,
    },
    {
        "title": {"zh-Hans": "幸运奖", "en": "Lucky prize"},
        "kind": "draw",
        "from_place": None,
        "to_place": None,
        "min_score": None,
        "among": "passed",
        "count": 50,
    },
]
_PAPER = {
    "title": {},
    "marking_rule": "all_or_nothing",
    "time_limit_s": 1200,
    "shuffle_questions": True,
    "shuffle_options": True,
    "sections": SECTIONS,
}
_FIRST: dict[str, Any] = {
    "id": FIRST_ROUND,
    "number": 1,
    "title": {},
    "phase": "upcoming",
    "opens_at": "2026-09-14T00:00:00Z",
    "closes_at": "2026-09-21T00:00:00Z",
    "blueprint": _PAPER,
}
_SECOND = _FIRST | {
    "id": FINAL,
    "number": 2,
    "title": {"zh-Hans": "决赛", "en": "Final"},
    "opens_at": "2026-09-22T01:00:00Z",
    "closes_at": "2026-09-22T13:00:00Z",
}
_DRAFT: dict[str, Any] = {
    "id": "01a09e00-3c00-7000-8e11-0c2f4b5a6d70",
    "slug": "open-practice-2026",
    "organisation": OWNER,
    "title": {"zh-Hans": "2026年公开练习赛", "en": "Open practice 2026"},
    "description": {},
    "state": "draft",
    "phase": "upcoming",
    "is_frozen": False,
    "is_simulated": False,
    "version": 1,
    "opens_at": "2026-09-14T00:00:00Z",
    "closes_at": "2026-09-21T00:00:00Z",
    "timezone": "Asia/Shanghai",
    "audience": "signed_in",
    "regions": [],
    "needs_access_code": False,
    "attempts_total": 1,
    "attempts_per_round": None,
    "attempts_per_day": None,
    "score_rule": "best",
    "score_rule_options": {},
    "tie_breaks": ["time_used", "finished_at"],
    "pass_mark_percent": None,
    "review_policy": "after_contest",
    "board_kinds": ["people"],
    "freeze_at": None,
    "team_rule": "participants",
    "top_k": None,
    "name_display": "masked",
    "prizes": [],
    "several_prizes_each": False,
    "prize_ties": "everybody",
    "guests_can_win": False,
    "rounds": [_FIRST],
    "problems": [],
    "created_at": "2026-09-01T02:00:00Z",
    "published_at": None,
    "closed_at": None,
    "finalised_at": None,
}
_PER_ROUND = {"attempts_total": None, "attempts_per_round": 1}
_TWO_ROUNDS = (
    _DRAFT
    | _PER_ROUND
    | {
        "version": 2,
        "closes_at": _SECOND["closes_at"],
        "rounds": [_FIRST, _SECOND],
    }
)
_PUBLISHED = _DRAFT | {
    "state": "published",
    "version": 3,
    "published_at": "2026-09-10T02:00:00Z",
}
_OPEN = _PUBLISHED | {"phase": "open", "rounds": [_FIRST | {"phase": "open"}]}
_OVER = _FIRST | {"phase": "finished"}


def _contest(title: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(title, response_only=True, value=value)


DRAFT = _contest("A draft that can be published", _DRAFT)
DRAFT_WITH_PRIZES = _contest(
    "With prizes by place and by lot",
    _DRAFT | {"version": 2, "pass_mark_percent": 60, "prizes": PRIZES},
)
TWO_ROUNDS = _contest("A draft of two rounds", _TWO_ROUNDS)
REORDERED = _contest(
    "The final's paper comes first now, the windows are where they were",
    _TWO_ROUNDS
    | {
        "version": 3,
        "rounds": [
            _FIRST | {"id": FINAL, "title": _SECOND["title"]},
            _SECOND | {"id": FIRST_ROUND, "title": {}},
        ],
    },
)
ONE_ROUND_LEFT = _contest("One round is left", _DRAFT | _PER_ROUND | {"version": 3})
PUBLISHED = _contest("Published, and not open yet", _PUBLISHED)
EXTENDED = _contest(
    "A day longer",
    _OPEN
    | {
        "version": 4,
        "closes_at": "2026-09-22T00:00:00Z",
        "rounds": [_OPEN["rounds"][0] | {"closes_at": "2026-09-22T00:00:00Z"}],
    },
)
CLOSED = _contest(
    "Closed on its fifth day",
    _PUBLISHED
    | {
        "state": "closed",
        "phase": "finished",
        "version": 4,
        "rounds": [_OVER],
        "closed_at": "2026-09-18T04:00:00Z",
    },
)
CANCELLED = _contest(
    "Called off",
    _PUBLISHED
    | {
        "state": "cancelled",
        "phase": "cancelled",
        "version": 4,
        "rounds": [_FIRST | {"phase": "cancelled"}],
    },
)
FINALISED = _contest(
    "Final",
    _PUBLISHED
    | {
        "state": "final",
        "phase": "finished",
        "version": 5,
        "rounds": [_OVER],
        "closed_at": "2026-09-21T00:00:00Z",
        "finalised_at": "2026-09-21T01:00:00Z",
    },
)
CONTEST_CARD = _contest(
    "A contest that is open",
    {
        name: _OPEN[name]
        for name in (
            "id",
            "slug",
            "title",
            "organisation",
            "state",
            "phase",
            "opens_at",
            "closes_at",
            "timezone",
            "is_simulated",
        )
    }
    | {"counts": {"registered": 1302, "started": 1280, "finished": 1251, "passed": 1007}},
)
ROUND = _contest("Not open yet", _FIRST)

CHANGED_CONTEST = OpenApiExample(
    "A pass mark, and prizes for those who reach it",
    request_only=True,
    value={
        "pass_mark_percent": 60,
        "prizes": [
            {
                "title": {"zh-Hans": "一等奖", "en": "First prize"},
                "kind": "place",
                "from_place": 1,
                "to_place": 10,
            },
            {
                "title": {"zh-Hans": "幸运奖", "en": "Lucky prize"},
                "kind": "draw",
                "among": "passed",
                "count": 50,
            },
        ],
    },
)
ROUND_ORDER = OpenApiExample(
    "The second round first", request_only=True, value={"rounds": [FINAL, FIRST_ROUND]}
)
EXTEND = OpenApiExample(
    "A day longer",
    request_only=True,
    value={"closes_at": "2026-09-22T00:00:00Z", "reason": "The network was down for a day."},
)
CLOSE = OpenApiExample(
    "With a reason", request_only=True, value={"reason": "Everybody who was invited has finished."}
)
CANCEL = OpenApiExample(
    "With its reason", request_only=True, value={"reason": "The hall is not available."}
)
