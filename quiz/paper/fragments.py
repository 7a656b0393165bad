"""The public part of a question as ready JSON, so that a sheet is put together by joining bytes.

Nothing in here may help to answer: no key, explanation, source, feedback on an option, or author's
order of options.
"""

from dataclasses import dataclass

import orjson

from quiz.bank.question_content import QuestionContent
from quiz.bank.types import rules_of


@dataclass(frozen=True, slots=True)
class QuestionFragments:
    """What a participant is shown: `head`, then the options in the order of the sheet."""

    head: bytes
    """`"type": …, "stem": …, "prompts": …, "blanks": …` without braces."""
    options: dict[str, bytes]
    """Option id → `{"id": …, "text": …}`."""


def encode_question(content: QuestionContent) -> QuestionFragments:
    """Encode what may be shown before the review."""
    head = orjson.dumps(
        {
            "type": content.type.value,
            "stem": content.stem,
            "prompts": content.prompts,
            "blanks": rules_of(content.type).blank_count(content),
        }
    )
    return QuestionFragments(
        head=head[1:-1],
        options={o.id: orjson.dumps({"id": o.id, "text": o.text}) for o in content.options},
    )
