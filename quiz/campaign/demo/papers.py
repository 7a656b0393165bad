"""How the papers of the demo's contests are composed."""

from collections.abc import Sequence
from typing import Any

from common.text import LocalisedText
from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.models import Bank, Topic
from quiz.contest.composing import BlueprintSettings

TWENTY_MINUTES_S = 20 * 60
PRELIMINARY: LocalisedText = {"zh-Hans": "初赛", "en": "Preliminaries"}
FINAL: LocalisedText = {"zh-Hans": "决赛", "en": "Final"}


def twenty_questions(bank: Bank) -> BlueprintSettings:
    """A hundred points in twenty minutes, with questions of every type."""
    return {
        "time_limit_s": TWENTY_MINUTES_S,
        "marking_rule": MarkingRule.PARTIAL.value,
        "sections": [
            draw(bank, 6, 5, types=[QuestionType.SINGLE]),
            draw(bank, 4, 5, types=[QuestionType.MULTIPLE]),
            draw(bank, 4, 4, types=[QuestionType.TRUE_FALSE]),
            draw(bank, 2, 5, types=[QuestionType.BLANK]),
            draw(bank, 2, 5, types=[QuestionType.NUMERIC]),
            draw(bank, 1, 7, types=[QuestionType.ORDERING]),
            draw(bank, 1, 7, types=[QuestionType.MATCHING]),
        ],
    }


def draw(
    bank: Bank,
    count: int,
    points: int,
    *,
    types: Sequence[QuestionType] = (),
    topics: Sequence[str] = (),
) -> dict[str, Any]:
    """A section that draws so many questions, of any type and topic unless some are named."""
    return {
        "kind": "draw",
        "bank": str(bank.pk),
        "topics": list(topics),
        "types": [one.value for one in types],
        "difficulties": [],
        "count": count,
        "points": points,
    }


def topics_of(bank: Bank, *slugs: str) -> list[str]:
    """The ids of these topics, as sections name them."""
    found = Topic.objects.filter(bank=bank, slug__in=slugs).values_list("pk", flat=True)
    return [str(pk) for pk in found]
