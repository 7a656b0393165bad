"""A number to write."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import (
    MAX_NUMBER_CHARACTERS,
    AcceptedNumber,
    read_number,
    write_number,
)
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

MAX_ACCEPTED = 20


class NumericRules(QuestionRules):
    """One number; any of the accepted values or ranges is right."""

    name = QuestionType.NUMERIC

    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in the accepted numbers."""
        key = data.get("key")
        if not isinstance(key, list) or not key:
            yield ContentError("key_missing", "/key", _("No right answer is given."))
            return
        if len(key) > MAX_ACCEPTED:
            yield ContentError("key_too_long", "/key", _("At most 20 numbers can be accepted."))
        for position, accepted in enumerate(key):
            yield from _check_accepted(accepted, f"/key/{position}")

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return what was written, number or not: that is judged when it is marked."""
        written = response_list(raw, at_most=1)
        if any(not isinstance(part, str) or len(part) > MAX_NUMBER_CHARACTERS for part in written):
            raise InvalidResponse("a number is written as a short text")
        texts = tuple(str(part).strip() for part in written)
        return texts if any(texts) else ()

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Right when an accepted value, with its tolerance, or range holds the number.

        Whatever the rule: the borders count as right, as in Moodle's numerical questions.
        """
        number = read_number(str(response[0])) if response else None
        accepted = cast("tuple[AcceptedNumber, ...]", content.key)
        if number is None or not any(one.accepts(number) for one in accepted):
            return WRONG
        return RIGHT

    def right_response(self, content: QuestionContent) -> Response:
        """Return the first accepted value, or the start of the first range."""
        first = cast("tuple[AcceptedNumber, ...]", content.key)[0]
        return (write_number(first.low if first.value is None else first.value),)


def _check_accepted(accepted: object, place: str) -> Iterator[ContentError]:
    known = ({"value"}, {"value", "tolerance"}, {"min", "max"})
    if not isinstance(accepted, dict) or set(accepted) not in known:
        yield ContentError(
            "number_expected", place, _("Give a value with its tolerance, or a range.")
        )
        return
    try:
        number = AcceptedNumber.from_json(accepted)
    except ValueError:
        yield ContentError("number_invalid", place, _("This is not a number."))
        return
    if number.low > number.high:
        yield ContentError("range_empty", place, _("The range or the tolerance is upside down."))
