"""What the type of a question adds to its stem, from the cells of a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.text import LocalisedText, localise
from quiz.bank.enums import QuestionType
from quiz.bank.formats.spreadsheets.answers import (
    read_blanks,
    read_choice,
    read_judgement,
    read_numbers,
)
from quiz.bank.formats.spreadsheets.cells import Cells
from quiz.bank.formats.spreadsheets.columns import Field
from quiz.bank.formats.spreadsheets.kinds import count_blanks, with_blanks
from quiz.bank.formats.spreadsheets.pairs import read_matching, read_ordering
from quiz.bank.formats.spreadsheets.vocabulary import read_verdict
from quiz.bank.question_content import Option, key_to_json, option_to_json


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was mended or dropped, and the column it was in."""

    code: str
    message: StrOrPromise
    field: Field


@dataclass(frozen=True, slots=True)
class Parts:
    """A question in our JSON, not yet checked, and what was mended in it."""

    data: dict[str, Any]
    notes: list[Note] = field(default_factory=list)


def read_parts(
    kind: QuestionType,
    cells: Cells,
    *,
    options: Sequence[LocalisedText],
    prompts: Sequence[LocalisedText],
) -> Parts:
    """The content of a row; an empty answer is left to the rules of the type.

    Raises `UnclearCell` for an answer that does not suit the type.
    """
    parts = Parts(
        {
            "type": kind.value,
            "stem": cells.localised(Field.STEM),
            "explanation": cells.localised(Field.EXPLANATION),
            "source": cells.localised(Field.SOURCE),
        }
    )
    answer = cells.text(Field.ANSWER)
    if kind in (QuestionType.TRUE_FALSE, QuestionType.BLANK, QuestionType.NUMERIC):
        _read_written(parts, kind, options, answer)
        return parts
    feedback = cells.feedback()
    listed: Sequence[Option] = [
        Option(ascii_lowercase[index], text, feedback.get(index, {}))
        for index, text in enumerate(options)
    ]
    key: Sequence[str] = ()
    if kind is QuestionType.MATCHING:
        prompts, listed, key = read_matching(answer, prompts, listed)
        parts.data["prompts"] = list(prompts)
    elif answer and kind is QuestionType.ORDERING:
        listed, key = read_ordering(answer, listed)
    elif answer:
        key = [listed[place].id for place in read_choice(answer, len(listed))]
    parts.data.update(options=list(map(option_to_json, listed)), key=list(key))
    return parts


def _read_written(
    parts: Parts, kind: QuestionType, options: Sequence[LocalisedText], answer: str
) -> None:
    """Types without options of their own, though a file may list 正确 and 错误 as some."""
    texts = [localise(option, "") for option in options]
    verdicts = kind is QuestionType.TRUE_FALSE and None not in map(read_verdict, texts)
    if texts and not verdicts:
        message = _("A question of this type has no options; they were dropped.")
        parts.notes.append(Note("options_dropped", message, Field.OPTION))
    if kind is QuestionType.TRUE_FALSE:
        parts.data["key"] = read_judgement(answer, texts if verdicts else ()) if answer else None
    elif kind is QuestionType.NUMERIC:
        parts.data["key"] = key_to_json(tuple(read_numbers(answer))) if answer else []
    else:
        _read_blanks(parts, answer)


def _read_blanks(parts: Parts, answer: str) -> None:
    stem = parts.data["stem"]
    key, guessed = read_blanks(answer, count_blanks(stem)) if answer else ([], False)
    parts.data["key"] = key
    parts.data["stem"], added = with_blanks(stem, len(key))
    if guessed:
        message = _("The answers were taken for one a blank. Between blanks, write |.")
        parts.notes.append(Note("answer_guessed", message, Field.ANSWER))
    if added and key:
        message = _("The stem shows no blank; one was added at its end for each answer.")
        parts.notes.append(Note("blank_added", message, Field.STEM))
