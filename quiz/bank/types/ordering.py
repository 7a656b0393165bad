"""Putting things into order."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.question_content import QuestionContent
from quiz.bank.types.base import (
    KEY_GIVEN_AWAY,
    RIGHT,
    WRONG,
    ContentError,
    InvalidResponse,
    QuestionRules,
    Response,
    check_options,
    response_list,
)

MIN_ITEMS = 3
MAX_ITEMS = 12


class OrderingRules(QuestionRules):
    """All options, to be put into the one right order."""

    name = QuestionType.ORDERING
    has_options = True

    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in options and key; ids must not give the order away."""
        options = data.get("options")
        if not isinstance(options, list) or not MIN_ITEMS <= len(options) <= MAX_ITEMS:
            yield ContentError("options_count", "/options", _("Three to 12 items are needed."))
            return
        ids = yield from check_options(options)
        key = data.get("key")
        if not isinstance(key, list) or not key:
            yield ContentError("key_missing", "/key", _("No right answer is given."))
        elif any(not isinstance(part, str) for part in key) or sorted(key) != sorted(ids):
            yield ContentError(
                "key_incomplete", "/key", _("The right order names every item once.")
            )
        elif key in (ids, sorted(ids)):
            # Ids and, where a paper does not shuffle, their order are seen by participants.
            yield ContentError(
                KEY_GIVEN_AWAY, "/key", _("The items are listed in the right order already.")
            )

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return the whole order, or nothing."""
        order = response_list(raw, at_most=len(content.options))
        if order and sorted(map(str, order)) != sorted(content.option_ids):
            raise InvalidResponse("an order names every item once")
        return tuple(str(item) for item in order)

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Mark the order.

        - all or nothing, and partial: 1 for the right order, else 0 (an order is given whole, so
          nothing can be missing from it while nothing is wrong);
        - per option: the share of the items in their right place (grading method "absolute
          position" of Moodle's ordering question).
        """
        key = cast("tuple[str, ...]", content.key)
        if rule is not MarkingRule.PER_OPTION:
            return RIGHT if response == key else WRONG
        in_place = sum(given == right for given, right in zip(response, key, strict=False))
        return Fraction(in_place, len(key))

    def right_response(self, content: QuestionContent) -> Response:
        """Return the right order."""
        return cast("tuple[str, ...]", content.key)
