"""Which type of question a row is: what it says, or what its cells show."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common.text import Language, LocalisedText
from quiz.bank.enums import QuestionType
from quiz.bank.formats.languages import text_in
from quiz.bank.formats.spreadsheets.answers import (
    UnclearCell,
    looks_numeric,
    plain_answer,
    read_choice,
    read_order,
)
from quiz.bank.formats.spreadsheets.vocabulary import (
    OPEN_TYPE_WORDS,
    TYPE_WORDS,
    fold_word,
    read_verdict,
)
from quiz.bank.types.blank import BLANK
from quiz.bank.types.ordering import MIN_ITEMS

_LOOSE_BLANK = re.compile(r"_{2,}|[(（]\s*[)）]|【\s*】|\[\s+\]|[(（]_+[)）]")
_BLANK = "____"


def read_type(word: str) -> QuestionType | None:
    """The type that a cell names, None for an empty one; raises `UnclearCell`."""
    plain = fold_word(word)
    if not plain:
        return None
    if plain in OPEN_TYPE_WORDS:
        raise UnclearCell(
            "type_unsupported", _("Questions that a person must mark cannot be imported.")
        )
    kind = TYPE_WORDS.get(plain) or TYPE_WORDS.get(plain.removesuffix("question"))
    if kind is None:
        raise UnclearCell("type_unknown", _("This question type is not known."))
    return kind


def infer_type(
    stem: LocalisedText,
    options: Sequence[LocalisedText],
    prompts: Sequence[LocalisedText],
    answer: str,
) -> QuestionType:
    """The type that the cells of a row show; raises `UnclearCell` where they show none."""
    if prompts or (options and all(map(_is_pair, options)) and not plain_answer(answer).isalpha()):
        return QuestionType.MATCHING
    if options:
        return _infer_choice(options, answer)
    blanks = count_blanks(stem)
    if read_verdict(answer) is not None and not _has_lines(stem):
        return QuestionType.TRUE_FALSE
    if blanks:
        return QuestionType.BLANK
    if looks_numeric(answer):
        return QuestionType.NUMERIC
    raise UnclearCell("type_missing", _("Say which type of question this is."))


def count_blanks(stem: LocalisedText) -> int:
    """The blanks in the stem, whichever way they are written."""
    return max((len(BLANK.findall(_with_blanks(str(text)))) for text in stem.values()), default=0)


def with_blanks(stem: LocalisedText, count: int) -> tuple[LocalisedText, bool]:
    """The stem with its blanks written our way, and whether blanks had to be added at its end."""
    written = LocalisedText()
    added = False
    for language, text in stem.items():
        line = _with_blanks(str(text))
        if not BLANK.search(line):
            line, added = line + f" {_BLANK}" * count, True
        written |= text_in(Language(language), line)
    return written, added


def _with_blanks(text: str) -> str:
    return text if BLANK.search(text) else _LOOSE_BLANK.sub(_BLANK, text)


def _has_lines(stem: LocalisedText) -> bool:
    return any("__" in str(text) for text in stem.values())


def _is_pair(option: LocalisedText) -> bool:
    return all(len(re.findall(r"(?<!\\)[|｜]", str(text))) == 1 for text in option.values())


def _infer_choice(options: Sequence[LocalisedText], answer: str) -> QuestionType:
    texts = [str(text) for option in options for text in option.values()]
    if len(texts) == len((True, False)) and all(read_verdict(text) is not None for text in texts):
        return QuestionType.TRUE_FALSE
    if "-" in plain_answer(answer) and len(options) >= MIN_ITEMS:
        try:
            if len(read_order(answer, len(options))) == len(options):
                return QuestionType.ORDERING
        except UnclearCell:
            pass
    try:
        right = read_choice(answer, len(options))
    except UnclearCell:
        # The answer is at fault, and is told so by the reader of choices.
        return QuestionType.SINGLE
    return QuestionType.MULTIPLE if len(right) > 1 else QuestionType.SINGLE
