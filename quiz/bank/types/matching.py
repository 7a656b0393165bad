"""Matching one list with another."""

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
    check_text,
    response_list,
)

MIN_PROMPTS, MAX_PROMPTS = 2, 12
MIN_OPTIONS, MAX_OPTIONS = 2, 26


class MatchingRules(QuestionRules):
    """For each prompt, one of the options; an option may fit several prompts, or none."""

    name = QuestionType.MATCHING
    has_options = True
    has_prompts = True

    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in prompts, options and key; ids must not give the pairs away."""
        prompts, options = data.get("prompts"), data.get("options")
        if not isinstance(prompts, list) or not MIN_PROMPTS <= len(prompts) <= MAX_PROMPTS:
            yield ContentError("prompts_count", "/prompts", _("Two to 12 prompts are needed."))
            return
        for position, prompt in enumerate(prompts):
            yield from check_text(prompt, f"/prompts/{position}")
        if not isinstance(options, list) or not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
            yield ContentError("options_count", "/options", _("Two to 26 options are needed."))
            return
        ids = yield from check_options(options)
        key = data.get("key")
        if not isinstance(key, list) or len(key) != len(prompts):
            yield ContentError("key_incomplete", "/key", _("Each prompt needs its option."))
        elif any(part not in ids for part in key):
            yield ContentError("key_unknown", "/key", _("The key names an unknown option."))
        elif key in (ids[: len(key)], sorted(ids)[: len(key)]):
            # Ids and, where a paper does not shuffle, their order are seen by participants.
            yield ContentError(
                KEY_GIVEN_AWAY, "/key", _("The options are listed beside their prompts already.")
            )

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return the option id for each prompt, empty for one left open; all empty is nothing."""
        pairs = response_list(raw, at_most=len(content.prompts))
        known = {"", *content.option_ids}
        if any(not isinstance(part, str) or part not in known for part in pairs):
            raise InvalidResponse("no such option")
        return tuple(str(part) for part in pairs) if any(pairs) else ()

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Mark the pairs. With n prompts, h of them matched rightly and w wrongly:

        - all or nothing: 1 when h = n, else 0;
        - partial: h / n when w = 0, else 0;
        - per option: h / n (Moodle's matching question: each pair counts for itself).
        """  # noqa: D400 - the summary introduces the rules
        key = cast("tuple[str, ...]", content.key)
        pairs = list(zip(response, key, strict=False))
        hits = sum(given == right for given, right in pairs)
        wrong = sum(bool(given) and given != right for given, right in pairs)
        if rule is MarkingRule.ALL_OR_NOTHING:
            return RIGHT if hits == len(key) else WRONG
        if rule is MarkingRule.PARTIAL and wrong:
            return WRONG
        return Fraction(hits, len(key))

    def right_response(self, content: QuestionContent) -> Response:
        """Return the right option for each prompt."""
        return cast("tuple[str, ...]", content.key)
