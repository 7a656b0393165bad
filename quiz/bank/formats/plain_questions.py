"""Questions in one language, as the formats of other systems hold them, and as ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from common.text import Language, LocalisedText, localise
from quiz.bank.accepted_numbers import (
    MAX_NUMBER_CHARACTERS,
    AcceptedNumber,
    read_number,
    write_number,
)
from quiz.bank.enums import QuestionType
from quiz.bank.formats.drafts import Draft
from quiz.bank.formats.languages import language_in
from quiz.bank.question_content import QuestionContent


@dataclass(frozen=True, slots=True)
class PlainOption:
    """One option of a choice."""

    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainQuestion:
    """A question in one language; what its type does not use is empty.

    `options` are those of a choice, `items` the ones to order, in their right order, `pairs` the
    prompts with their answers, `numbers` accepted numbers in their JSON form.
    """

    type: QuestionType
    stem: str
    explanation: str = ""
    options: Sequence[PlainOption] = ()
    verdict: bool = False
    blanks: Sequence[Sequence[str]] = ()
    numbers: Sequence[Mapping[str, str]] = ()
    items: Sequence[str] = ()
    pairs: Sequence[tuple[str, str]] = ()
    distractors: Sequence[str] = ()

    def texts(self) -> Iterator[str]:
        """Everything that is written in its language; words to fill in may be in any."""
        yield from (self.stem, self.explanation, *self.items, *self.distractors)
        for option in self.options:
            yield from (option.text, option.feedback)
        for pair in self.pairs:
            yield from pair


def content_of(question: PlainQuestion, language: Language | None) -> QuestionContent:
    """The question as ours; its language is found out where it is None.

    Raises `InvalidContent` when it breaks the rules of its type.
    """
    draft = Draft(
        type=question.type,
        stem=question.stem,
        options=[*question.items] or [option.text for option in question.options],
        feedback=[option.feedback for option in question.options],
        pairs=[*question.pairs],
        distractors=[*question.distractors],
        key=_key(question),
        explanation=question.explanation,
    )
    return draft.build(language or language_in(*question.texts()))


def _key(question: PlainQuestion) -> bool | list[int] | list[list[str]] | list[dict[str, str]]:
    match question.type:
        case QuestionType.TRUE_FALSE:
            return question.verdict
        case QuestionType.BLANK:
            return [[text.strip() for text in blank] for blank in question.blanks]
        case QuestionType.NUMERIC:
            return [_number(number) for number in question.numbers]
        case _:
            return [place for place, option in enumerate(question.options) if option.is_right]


def _number(number: Mapping[str, str]) -> dict[str, str]:
    """The numbers as we write them; what is no number, or one too long, is left for the rules."""
    written = {}
    for name, text in number.items():
        value = read_number(text)
        plain = text if value is None else write_number(value)
        written[name] = plain if len(plain) <= MAX_NUMBER_CHARACTERS else ""
    return written


def language_to_write(content: QuestionContent, language: Language) -> Language:
    """The language to write a question in: the one wanted, or the only one that it has."""
    if language.value in content.stem:
        return language
    return Language.CHINESE if language is Language.ENGLISH else Language.ENGLISH


def plain_of(content: QuestionContent, language: Language) -> PlainQuestion:
    """The question in one language; a text that lacks it is given in the other."""

    def say(text: LocalisedText) -> str:
        return localise(text, language)

    texts = {option.id: say(option.text) for option in content.options}
    parts: dict[str, Any] = {}
    match content.type:
        case QuestionType.TRUE_FALSE:
            parts["verdict"] = content.key
        case QuestionType.BLANK:
            parts["blanks"] = content.key
        case QuestionType.NUMERIC:
            numbers = cast("tuple[AcceptedNumber, ...]", content.key)
            parts["numbers"] = [number.to_json() for number in numbers]
        case QuestionType.ORDERING:
            parts["items"] = [texts[part] for part in cast("tuple[str, ...]", content.key)]
        case QuestionType.MATCHING:
            key = cast("tuple[str, ...]", content.key)
            prompts = [say(prompt) for prompt in content.prompts]
            parts["pairs"] = [(prompts[i], texts[part]) for i, part in enumerate(key)]
            parts["distractors"] = [texts[part] for part in content.option_ids if part not in key]
        case QuestionType.SINGLE | QuestionType.MULTIPLE:
            right = cast("tuple[str, ...]", content.key)
            parts["options"] = [
                PlainOption(texts[o.id], o.id in right, say(o.feedback)) for o in content.options
            ]
    return PlainQuestion(
        type=content.type, stem=say(content.stem), explanation=say(content.explanation), **parts
    )
