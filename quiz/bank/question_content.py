"""What a revision holds: the texts, options, key and explanation of one question.

The JSON form is the one of our question packs (`quiz/bank/content/`), less what belongs to the
question rather than to one revision of it (external id, topic, difficulty, status).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from common.text import LocalisedText
from quiz.bank.enums import QuestionType

Key: TypeAlias = tuple[str, ...] | bool | tuple[tuple[str, ...], ...]
"""Choice: ids of the right options. True/false: the verdict. Blanks: the spellings of each."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice question; the id is stable across languages and shuffles."""

    id: str
    text: LocalisedText


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContent:
    """The immutable content of a revision."""

    type: QuestionType
    stem: LocalisedText
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
        options=tuple(Option(o["id"], o["text"]) for o in data.get("options", ())),
        key=_key_from_json(question_type, data["key"]),
        explanation=data.get("explanation", {}),
        source=data.get("source", {}),
    )


def content_to_json(content: QuestionContent) -> dict[str, Any]:
    """Write the content in the form that `content_from_json` reads back unchanged."""
    data: dict[str, Any] = {"type": content.type.value, "stem": content.stem}
    if content.options:
        data["options"] = [{"id": o.id, "text": o.text} for o in content.options]
    data["key"] = key_to_json(content.key)
    data["explanation"] = content.explanation
    data["source"] = content.source
    return data


def key_to_json(key: Key) -> Any:
    """Write a key as plain JSON values."""
    if isinstance(key, bool):
        return key
    return [part if isinstance(part, str) else list(part) for part in key]


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
    return tuple(str(option_id) for option_id in value)
