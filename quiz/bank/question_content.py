"""What a revision holds: the texts, options, key and explanation of one question.

The JSON form is the one of our question packs (`quiz/bank/content/`), less what belongs to the
question rather than to one revision of it (external id, topic, difficulty, status).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from common.text import LocalisedText
from quiz.bank.accepted_numbers import AcceptedNumber
from quiz.bank.enums import QuestionType

Key: TypeAlias = tuple[str, ...] | bool | tuple[tuple[str, ...], ...] | tuple[AcceptedNumber, ...]
"""What is right, by type.

Choice: ids of the right options. True/false: the verdict. Blanks: the spellings of each. Numeric:
the numbers accepted, the one to show first. Ordering: ids of all options in the right order.
Matching: for each prompt, the id of the option that belongs to it.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One option; the id is stable across languages and shuffles.

    `feedback` tells, in the review, why this option is right or wrong; it may be empty.
    """

    id: str
    text: LocalisedText
    feedback: LocalisedText = field(default_factory=LocalisedText)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContent:
    """The immutable content of a revision."""

    type: QuestionType
    stem: LocalisedText
    prompts: tuple[LocalisedText, ...] = ()
    """What a matching question asks to be matched, in the order in which it is shown."""
    options: tuple[Option, ...] = ()
    key: Key
    explanation: LocalisedText
    source: LocalisedText

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The option ids in the author's order."""
        return tuple(option.id for option in self.options)


def content_from_json(data: Mapping[str, Any]) -> QuestionContent:
    """Read stored or imported JSON whose shape the question type has validated.

    Raises `KeyError`, `TypeError` or `ValueError` for JSON of another shape: validate first.
    """
    question_type = QuestionType(data["type"])
    return QuestionContent(
        type=question_type,
        stem=data["stem"],
        prompts=tuple(data.get("prompts", ())),
        options=tuple(
            Option(o["id"], o["text"], o.get("feedback", {})) for o in data.get("options", ())
        ),
        key=_key_from_json(question_type, data["key"]),
        explanation=data.get("explanation", {}),
        source=data.get("source", {}),
    )


def content_to_json(content: QuestionContent) -> dict[str, Any]:
    """Write the content in the form that `content_from_json` reads back unchanged."""
    data: dict[str, Any] = {"type": content.type.value, "stem": content.stem}
    if content.prompts:
        data["prompts"] = list(content.prompts)
    if content.options:
        data["options"] = [option_to_json(option) for option in content.options]
    data["key"] = key_to_json(content.key)
    data["explanation"] = content.explanation
    data["source"] = content.source
    return data


def key_to_json(key: Key) -> Any:
    """Write a key as plain JSON values."""
    if isinstance(key, bool):
        return key
    return [_key_part_to_json(part) for part in key]


def _key_part_to_json(part: str | tuple[str, ...] | AcceptedNumber) -> Any:
    match part:
        case str():
            return part
        case AcceptedNumber():
            return part.to_json()
        case _:
            return list(part)


def option_to_json(option: Option) -> dict[str, Any]:
    """Write an option as plain JSON values."""
    written: dict[str, Any] = {"id": option.id, "text": option.text}
    return written | {"feedback": option.feedback} if option.feedback else written


def key_from_json(question_type: QuestionType, value: Any) -> Key:
    """Read a key in its JSON form; raises `ValueError` when it does not fit the type."""
    try:
        return _key_from_json(question_type, value)
    except TypeError as error:
        raise ValueError(f"not a key of a {question_type} question") from error


def _key_from_json(question_type: QuestionType, value: Any) -> Key:
    if question_type is QuestionType.TRUE_FALSE:
        if not isinstance(value, bool):
            raise ValueError("the key of a true/false question is true or false")
        return value
    if question_type is QuestionType.BLANK:
        return tuple(tuple(str(spelling) for spelling in blank) for blank in value)
    if question_type is QuestionType.NUMERIC:
        return tuple(AcceptedNumber.from_json(accepted) for accepted in value)
    return tuple(str(option_id) for option_id in value)
