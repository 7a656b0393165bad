"""What can be answered to a question and what of it is right, as lines for people to read.

For those who write or choose questions: nobody who answers them may see this.
"""

from dataclasses import dataclass
from typing import cast

from common.text import Language, LocalisedText
from quiz.bank.accepted_numbers import AcceptedNumber, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.question_content import QuestionContent


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One possible answer: an option, the pair of a prompt, or what a blank or number accepts."""

    text: LocalisedText
    right: bool


_TRUE: LocalisedText = {"zh-Hans": "正确", "en": "True"}
_FALSE: LocalisedText = {"zh-Hans": "错误", "en": "False"}


def answer_lines(content: QuestionContent) -> list[AnswerLine]:
    """All options of a choice, the right ones marked; of other types the right answer."""
    match content.type:
        case QuestionType.TRUE_FALSE:
            return [AnswerLine(_TRUE, bool(content.key)), AnswerLine(_FALSE, not content.key)]
        case QuestionType.BLANK:
            blanks = cast("tuple[tuple[str, ...], ...]", content.key)
            return [AnswerLine(_in_any(" / ".join(accepted)), True) for accepted in blanks]
        case QuestionType.NUMERIC:
            numbers = cast("tuple[AcceptedNumber, ...]", content.key)
            return [AnswerLine(_in_any(_number_text(one)), True) for one in numbers]
        case QuestionType.ORDERING:
            texts = {option.id: option.text for option in content.options}
            return [AnswerLine(texts[part], True) for part in cast("tuple[str, ...]", content.key)]
        case QuestionType.MATCHING:
            return _pairs(content)
        case _:
            right = set(cast("tuple[str, ...]", content.key))
            return [AnswerLine(option.text, option.id in right) for option in content.options]


def _pairs(content: QuestionContent) -> list[AnswerLine]:
    texts = {option.id: option.text for option in content.options}
    key = cast("tuple[str, ...]", content.key)
    return [
        AnswerLine(_joined(prompt, texts[part]), True)
        for prompt, part in zip(content.prompts, key, strict=True)
    ]


def _joined(prompt: LocalisedText, option: LocalisedText) -> LocalisedText:
    joined: dict[str, str] = {}
    for language in Language.values:
        left, right = prompt.get(language), option.get(language)
        if isinstance(left, str) and isinstance(right, str):
            joined[language] = f"{left} → {right}"
    return cast("LocalisedText", joined)


def _in_any(text: str) -> LocalisedText:
    return {"zh-Hans": text, "en": text}


def _number_text(accepted: AcceptedNumber) -> str:
    if accepted.value is None:
        return f"{write_number(accepted.low)} – {write_number(accepted.high)}"
    if not accepted.tolerance:
        return write_number(accepted.value)
    return f"{write_number(accepted.value)} ± {write_number(accepted.tolerance)}"
