"""The question types. To add one: a module here, a line in `_RULES`, a member of `QuestionType`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.question_content import QuestionContent, content_from_json
from quiz.bank.types.base import (
    KEY_GIVEN_AWAY,
    ContentError,
    InvalidContent,
    InvalidResponse,
    QuestionRules,
    Response,
)
from quiz.bank.types.blank import BlankRules
from quiz.bank.types.choice import MultipleChoiceRules, SingleChoiceRules
from quiz.bank.types.matching import MatchingRules
from quiz.bank.types.numeric import NumericRules
from quiz.bank.types.ordering import OrderingRules
from quiz.bank.types.true_false import TrueFalseRules

__all__ = [
    "KEY_GIVEN_AWAY",
    "ContentError",
    "InvalidContent",
    "InvalidResponse",
    "QuestionRules",
    "Response",
    "parse_content",
    "rules_of",
]

_RULES: dict[QuestionType, QuestionRules] = {
    rules.name: rules
    for rules in (
        SingleChoiceRules(),
        MultipleChoiceRules(),
        TrueFalseRules(),
        BlankRules(),
        NumericRules(),
        OrderingRules(),
        MatchingRules(),
    )
}


def rules_of(question_type: QuestionType) -> QuestionRules:
    """Return the rules of a type."""
    return _RULES[question_type]


def parse_content(data: Mapping[str, Any]) -> QuestionContent:
    """Check the JSON form of a question and read it.

    Raises `InvalidContent` with every fault found.
    """
    try:
        question_type = QuestionType(str(data.get("type")))
    except ValueError:
        fault = ContentError("type_unknown", "/type", _("This question type is not known."))
        raise InvalidContent([fault]) from None
    if errors := rules_of(question_type).check(data):
        raise InvalidContent(errors)
    return content_from_json(data)
