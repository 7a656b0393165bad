"""Fill in the blank."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import MarkingRule, QuestionType
from quiz.bank.folding import fold_answer
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

BLANK = re.compile(r"_{3,}")
"""A run of three or more underscores in the stem is a blank."""

MAX_ANSWER_CHARACTERS = 200


class BlankRules(QuestionRules):
    """One or more words to write; each blank accepts any of its spellings, in any language."""

    name = QuestionType.BLANK

    def check_answer(self, data: Mapping[str, Any]) -> Iterator[ContentError]:
        """Yield the faults in the key and its agreement with the stem."""
        key = data.get("key")
        if not isinstance(key, list) or not key:
            yield ContentError("key_missing", "/key", _("No right answer is given."))
            return
        for position, blank in enumerate(key):
            if not isinstance(blank, list) or not blank or not all(_is_spelling(s) for s in blank):
                yield ContentError(
                    "key_missing", f"/key/{position}", _("The blank has no right answer.")
                )
        stem = data.get("stem")
        for language, text in stem.items() if isinstance(stem, dict) else ():
            if isinstance(text, str) and len(BLANK.findall(text)) != len(key):
                yield ContentError(
                    "blanks_count",
                    f"/stem/{language}",
                    _("The stem has another number of blanks than the key."),
                )

    def parse_response(self, content: QuestionContent, raw: object) -> Response:
        """Return what was written in each blank; all empty means not answered."""
        written = response_list(raw, at_most=self.blank_count(content))
        texts = []
        for part in written:
            if not isinstance(part, str) or len(part) > MAX_ANSWER_CHARACTERS:
                raise InvalidResponse("a blank takes a short text")
            texts.append(part.strip())
        return tuple(texts) if any(texts) else ()

    def mark(self, content: QuestionContent, response: Response, rule: MarkingRule) -> Fraction:
        """Compare each blank after `fold_answer`.

        All or nothing: every blank must be right. Otherwise each right blank earns its share.
        """
        key = cast("tuple[tuple[str, ...], ...]", content.key)
        right = sum(
            fold_answer(str(written)) in {fold_answer(spelling) for spelling in spellings}
            for written, spellings in zip(response, key, strict=False)
        )
        if rule is MarkingRule.ALL_OR_NOTHING:
            return RIGHT if right == len(key) else WRONG
        return Fraction(right, len(key))

    def right_response(self, content: QuestionContent) -> Response:
        """Return the first spelling of each blank."""
        return tuple(spellings[0] for spellings in cast("tuple[tuple[str, ...], ...]", content.key))

    def blank_count(self, content: QuestionContent) -> int:
        """How many blanks the participant fills in."""
        return len(cast("tuple[tuple[str, ...], ...]", content.key))


def _is_spelling(value: object) -> bool:
    return isinstance(value, str) and bool(fold_answer(value))
