"""Small typed makers of bank and paper rows for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from quiz.bank.enums import Difficulty, MarkingRule, QuestionStatus
from quiz.bank.models import Bank, Question, Topic
from quiz.bank.revising import create_question
from quiz.paper.models import Blueprint, Paper
from quiz.paper.publishing import publish_paper

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""When things are made that need not be made at a particular time."""


def make_bank(slug: str = "safety", **fields: Any) -> Bank:
    """Make a bank shared by all, unless told otherwise."""
    return Bank.objects.create(slug=slug, name={"zh-Hans": "安全", "en": "Safety"}, **fields)


def make_topic(bank: Bank, slug: str = "fraud", **fields: Any) -> Topic:
    """Make a topic of the bank."""
    return Topic.objects.create(bank=bank, slug=slug, name={"zh-Hans": slug, "en": slug}, **fields)


def content(question_type: str, label: str = "1") -> dict[str, Any]:
    """Return a small valid question of the type; the right answers are a, a+b, true, `right`,
    7, c-a-b, b-a."""
    stem = f"Question {label} ____" if question_type == "blank" else f"Question {label}"
    data: dict[str, Any] = {
        "type": question_type,
        "stem": {"zh-Hans": f"试题 {stem}", "en": stem},
        "explanation": {"zh-Hans": f"解析 {label}", "en": f"Because {label}"},
        "source": {"zh-Hans": f"出处 {label}", "en": f"Source {label}"},
    }
    if question_type in ("single", "multiple"):
        data["options"] = [
            {"id": o, "text": {"zh-Hans": f"选项{o}", "en": f"Option {o}"}} for o in "abcd"
        ]
    if question_type in ("ordering", "matching"):
        data["options"] = [
            {"id": o, "text": {"zh-Hans": f"选项{o}", "en": f"Option {o}"}} for o in "abc"
        ]
    if question_type == "matching":
        data["prompts"] = [{"zh-Hans": f"题目{n}", "en": f"Prompt {n}"} for n in (1, 2)]
    data["key"] = {
        "single": ["a"],
        "multiple": ["a", "b"],
        "true_false": True,
        "blank": [["right", "对"]],
        "numeric": [{"value": "7", "tolerance": "0.5"}],
        "ordering": ["c", "a", "b"],
        "matching": ["b", "a"],
    }[question_type]
    return data


def make_question(
    topic: Topic,
    question_type: str = "single",
    label: str = "1",
    *,
    status: QuestionStatus = QuestionStatus.PUBLISHED,
    difficulty: Difficulty = Difficulty.EASY,
) -> Question:
    """Make a published question with one revision."""
    return create_question(
        bank=topic.bank,
        topic=topic,
        content=content(question_type, label),
        difficulty=difficulty,
        status=status,
        external_id=f"{topic.slug}-{question_type}-{label}",
        now=NOW,
    )


def draw_section(bank: Bank, count: int, points: float = 5, **filters: Any) -> dict[str, Any]:
    """Return the JSON of a section that draws from the bank."""
    return {"kind": "draw", "bank": str(bank.id), "count": count, "points": points, **filters}


def named_section(questions: Sequence[UUID], points: float = 5) -> dict[str, Any]:
    """Return the JSON of a section that asks these questions."""
    return {"kind": "named", "questions": [str(q) for q in questions], "points": points}


def make_blueprint(sections: list[dict[str, Any]], **fields: Any) -> Blueprint:
    """Make a blueprint of twenty minutes."""
    return Blueprint.objects.create(
        **{
            "sections": sections,
            "time_limit_s": 1200,
            "marking_rule": MarkingRule.PARTIAL,
            **fields,
        }
    )


def make_paper(questions: int = 4, drawn: int | None = None, **fields: Any) -> Paper:
    """Publish a paper over a new bank of single choices, all drawn unless told otherwise."""
    topic = make_topic(make_bank(f"bank-{Bank.objects.count()}"))
    for number in range(questions):
        make_question(topic, label=str(number))
    blueprint = make_blueprint([draw_section(topic.bank, drawn or questions)], **fields)
    return publish_paper(blueprint=blueprint, by=None, now=NOW)
