"""Choices of two options that only say true and false."""

from collections.abc import Sequence

from quiz.bank.folding import fold_answer
from quiz.bank.formats.plain_questions import PlainOption

_PAIRS = (("true", "false"), ("正确", "错误"), ("对", "错"), ("t", "f"))


def verdict_of(options: Sequence[PlainOption]) -> bool | None:
    """The verdict that a single choice asks for, or None when it is another choice."""
    texts = [fold_answer(option.text) for option in options]
    for true, false in _PAIRS:
        if sorted(texts) == sorted((true, false)):
            right = [text for text, option in zip(texts, options, strict=True) if option.is_right]
            return right[0] == true if len(right) == 1 else None
    return None
