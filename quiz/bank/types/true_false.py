"""True or false."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.question_content import QuestionContent
from quiz.bank.types.base import (
    RIGHT,
    WRONG,
    ContentError,
    InvalidResponse,
    QuestionRules,
    Response,
    response_list,
)


class TrueFalseRules(QuestionRules):
    """A statement to judge; it has no options of its own."""

    name = QuestionType.TRUE_FALSE

    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in the key."""
        if not isinstance(data.get("key"), bool):
            yield ContentError("key_missing", "/key", _("The key must be true or false."))

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return the verdict, or nothing."""
        verdict = response_list(raw, at_most=1)
        if any(not isinstance(part, bool) for part in verdict):
            raise InvalidResponse("a verdict is true or false")
        return tuple(part for part in verdict if isinstance(part, bool))

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Right or wrong, whatever the rule."""
        return RIGHT if response == (content.key,) else WRONG

    def right_response(self, content: QuestionContent) -> Response:
        """Return the verdict."""
        return (bool(content.key),)
