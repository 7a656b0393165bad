"""A question in one language, as most formats hold it, before it is checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from common.text import Language, LocalisedText
from quiz.bank.enums import QuestionType
from quiz.bank.formats.languages import language_in, text_in
from quiz.bank.question_content import QuestionContent
from quiz.bank.scrambling import scramble_items, scramble_pairs
from quiz.bank.types import parse_content

MAX_OPTIONS = len(ascii_lowercase)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a reader has found of a question.

    `key` holds, by type: places of the right options, counted from 0; the verdict; the spellings of
    each blank; accepted numbers in their JSON form. Of a question to put in order, `options` are in
    the right order. `pairs` are a matching question's prompts with
    their answers, `distractors` the answers that belong to none.
    """

    type: QuestionType
    stem: str = ""
    options: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    distractors: list[str] = field(default_factory=list)
    key: bool | Sequence[int] | Sequence[Sequence[str]] | Sequence[dict[str, str]] = ()
    explanation: str = ""

    def build(self, language: Language | None = None) -> QuestionContent:
        """The question, in the language given or found in it.

        Raises `InvalidContent` with every fault found.
        """
        told = language or language_in(self.stem, *self.options, *map("".join, self.pairs))
        data: dict[str, Any] = {
            "type": self.type.value,
            "stem": text_in(told, self.stem),
            "explanation": text_in(told, self.explanation),
        }
        if self.type in (QuestionType.SINGLE, QuestionType.MULTIPLE):
            data |= self._choice(told)
        elif self.type is QuestionType.MATCHING:
            data |= self._matching(told)
        elif self.type is QuestionType.ORDERING:
            data |= self._ordering(told)
        else:
            data["key"] = self.key
        return parse_content(data)

    def _choice(self, language: Language) -> dict[str, Any]:
        # One more than can be is enough to be told so.
        options = [
            {"id": option_id, "text": text_in(language, text)}
            for option_id, text in zip((*ascii_lowercase, "_"), self.options, strict=False)
        ]
        for option, feedback in zip(options, self.feedback, strict=False):
            if feedback:
                option["feedback"] = text_in(language, feedback)
        places = self.key if isinstance(self.key, Sequence) else ()
        known = {place: option["id"] for place, option in enumerate(options)}
        ids = [known.get(place, str(place)) for place in places if isinstance(place, int)]
        return {"options": options, "key": ids}

    def _matching(self, language: Language) -> dict[str, Any]:
        answers = _localised(language, (answer for _, answer in self.pairs))
        distractors = _localised(language, self.distractors)
        prompts = _localised(language, (prompt for prompt, _ in self.pairs))
        if not answers or len(answers) + len(distractors) > MAX_OPTIONS:
            return {"prompts": prompts, "options": []}
        options, key = scramble_pairs(answers, distractors)
        return {
            "prompts": prompts,
            "options": [{"id": option.id, "text": option.text} for option in options],
            "key": list(key),
        }

    def _ordering(self, language: Language) -> dict[str, Any]:
        items = _localised(language, self.options)
        if not items or len(items) > MAX_OPTIONS:
            return {"options": []}
        options, key = scramble_items(items)
        return {"options": [{"id": o.id, "text": o.text} for o in options], "key": list(key)}


def _localised(language: Language, texts: Iterable[str]) -> list[LocalisedText]:
    return [text_in(language, text) for text in texts]
