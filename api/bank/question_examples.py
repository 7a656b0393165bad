"""Examples of single questions, their history, talk and uses, for the OpenAPI document."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from api.bank.examples import CONTENT, QUESTIONS

_BANK = {
    "id": "01a09d10-5400-7000-9c5e-5b0d2f1e8a44",
    "slug": "clean-net",
    "name": {"zh-Hans": "清朗题库", "en": "Clean net"},
    "needs_second_reader": False,
}
_CARD: dict[str, Any] = QUESTIONS.value
_CONTENT: dict[str, Any] = {
    "type": "single",
    "stem": _CARD["stem"],
    "options": [
        {"id": "a", "text": {"zh-Hans": "12315", "en": "12315"}, "feedback": {}},
        {"id": "b", "text": {"zh-Hans": "96110", "en": "96110"}, "feedback": {}},
    ],
    "key": ["b"],
    "explanation": {
        "zh-Hans": "96110 来电多为劝阻提醒，请及时接听。",
        "en": "A call from 96110 warns of a fraud under way: do answer it.",
    },
    "source": {},
}
_QUESTION: dict[str, Any] = _CARD | {
    "bank": _BANK,
    "is_editable": True,
    "content": _CONTENT,
    "approved_revision": 2,
    "steps": ["retire", "reopen"],
    "waits_for_second_reader": False,
}
_WRITTEN: dict[str, Any] = _QUESTION | {
    "external_id": None,
    "type": "ordering",
    "difficulty": 2,
    "status": "draft",
    "tags": ["mail"],
    "stem": CONTENT["stem"],
    "languages": ["en"],
    "revision": 1,
    "has_unreviewed_text": False,
    "created_at": "2026-09-14T09:00:00Z",
    "changed_by": "赵磊",
    "times_used": 0,
    "content": CONTENT,
    "approved_revision": None,
    "steps": ["review", "publish", "retire"],
}
_REVISION: dict[str, Any] = {
    "number": 2,
    "created_at": "2026-09-14T09:00:00Z",
    "created_by": "赵磊",
    "reviewed_by": ["王芳"],
}
_COMMENT: dict[str, Any] = {
    "id": "01a0b2c4-2000-7000-8a5b-6c7d8e9f0a1c",
    "text": "Is 12381 meant, which sends text messages?",
    "author": "王芳",
    "revision": 2,
    "created_at": "2026-09-14T10:00:00Z",
    "resolved_at": None,
    "resolved_by": "",
}


def _answer(title: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(title, response_only=True, value=value)


QUESTION = _answer("A question that is asked", _QUESTION)
WRITTEN_QUESTION = _answer("A draft", _WRITTEN)
REWRITTEN_QUESTION = _answer(
    "The new text still has to be let through",
    _QUESTION
    | {
        "type": "ordering",
        "stem": CONTENT["stem"],
        "languages": ["en"],
        "content": CONTENT,
        "revision": 3,
        "has_unreviewed_text": True,
        "steps": ["review", "retire", "reopen"],
    },
)
RESTORED_QUESTION = _answer(
    "The old text again, as revision 3",
    _QUESTION
    | {"revision": 3, "has_unreviewed_text": True, "steps": ["review", "retire", "reopen"]},
)
REVIEWED_QUESTION = _answer(
    "Ready to be published",
    _QUESTION | {"status": "reviewed", "times_used": 0, "steps": ["publish", "retire", "reopen"]},
)
REVISION = _answer("The newest", _REVISION)
REVISION_TEXT = _answer("The newest", _REVISION | {"content": _CONTENT})
COMMENT = _answer("An open one", _COMMENT)
NEW_COMMENT = OpenApiExample("A doubt", request_only=True, value={"text": _COMMENT["text"]})
RESTORE_REVISION = OpenApiExample(
    "In place of revision 2", request_only=True, value={"based_on": 2}
)
RESOLVE_COMMENT = OpenApiExample("Dealt with", request_only=True, value={"is_resolved": True})
RESOLVED_COMMENT = _answer(
    "Dealt with", _COMMENT | {"resolved_at": "2026-09-15T01:00:00Z", "resolved_by": "赵磊"}
)
USES = _answer(
    "In one contest of one's own and two of others",
    {
        "uses": [
            {
                "contest": "01a09e00-3c00-7000-8e11-0c2f4b5a6d70",
                "title": {"zh-Hans": "2026年公开练习赛", "en": "Open practice 2026"},
                "state": "published",
                "phase": "open",
                "round": 1,
                "opens_at": "2026-09-14T00:00:00Z",
                "closes_at": "2026-09-21T00:00:00Z",
                "revision": 1,
                "is_current": False,
            }
        ],
        "elsewhere": 2,
    },
)
OUTDATED_QUESTIONS = _answer(
    "One question has a newer text",
    {
        "questions": [
            {
                "question": _CARD["id"],
                "bank": "clean-net",
                "stem": _CARD["stem"],
                "used": 1,
                "newer": 2,
            }
        ]
    },
)
