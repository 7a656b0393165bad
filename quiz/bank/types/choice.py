"""Single and multiple choice."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

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
    check_options,
    response_list,
)

MIN_OPTIONS = 2
MAX_OPTIONS = 26


class ChoiceRules(QuestionRules):
    """What single and multiple choice share: options with ids, and a key of ids."""

    has_options = True

    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in options and key."""
        options = data.get("options")
        if not isinstance(options, list) or not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
            yield ContentError("options_count", "/options", _("Two to 26 options are needed."))
            return
        ids = yield from check_options(options)
        yield from self._check_key(data.get("key"), ids)

    def _check_key(self, key: object, ids: list[str]) -> Iterator[ContentError]:
        if not isinstance(key, list) or not key:
            yield ContentError("key_missing", "/key", _("No right answer is given."))
        elif any(part not in ids for part in key):
            yield ContentError("key_unknown", "/key", _("The key names an unknown option."))
        elif len(set(key)) != len(key):
            yield ContentError("key_repeated", "/key", _("The key names an option twice."))

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return the chosen option ids, each once, in the author's order."""
        chosen = response_list(raw, at_most=len(content.options))
        known = content.option_ids
        if any(option_id not in known for option_id in chosen):
            raise InvalidResponse("no such option")
        if len(set(chosen)) != len(chosen):
            raise InvalidResponse("an option is chosen twice")
        return tuple(option_id for option_id in known if option_id in chosen)

    def right_response(self, content: QuestionContent) -> Response:
        """Return the right options."""
        return cast("tuple[str, ...]", content.key)


class SingleChoiceRules(ChoiceRules):
    """One option is right."""

    name = QuestionType.SINGLE

    def _check_key(self, key: object, ids: list[str]) -> Iterator[ContentError]:
        yield from super()._check_key(key, ids)
        if isinstance(key, list) and len(key) > 1:
            yield ContentError("key_count", "/key", _("A single choice has one right option."))

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return the chosen option id, or nothing."""
        response = super().parse_response(content, raw)
        if len(response) > 1:
            raise InvalidResponse("a single choice takes one option")
        return response

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Right or wrong, whatever the rule."""
        return RIGHT if response and response == content.key else WRONG


class MultipleChoiceRules(ChoiceRules):
    """One or more options are right."""

    name = QuestionType.MULTIPLE

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Mark the set of chosen options against the set of right ones.

        With k right options, h of them chosen and w wrong ones chosen:

        - all or nothing: 1 when h = k and w = 0, else 0;
        - partial: h / k when w = 0, else 0 (the rule of Chinese entrance examinations since
          2024, where each right option of an incomplete answer earns its share);
        - per option: (h − w) / k, not below 0 (Moodle's usual weights of ±100/k per cent).
        """
        right = set(cast("tuple[str, ...]", content.key))
        chosen = set(response)
        hits, wrong = len(chosen & right), len(chosen - right)
        match rule:
            case MarkingRule.ALL_OR_NOTHING:
                return RIGHT if chosen == right else WRONG
            case MarkingRule.PARTIAL:
                return WRONG if wrong else Fraction(hits, len(right))
            case MarkingRule.PER_OPTION:
                return max(WRONG, Fraction(hits - wrong, len(right)))
