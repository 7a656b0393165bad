r"""Cloze questions: answers inside the text, such as `{1:SHORTANSWER:=Paris#Yes~%50%Lyon}`.

Source: https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type. Escaped are `\}`, `\~`,
`\#`, `\/`, `\"` and `\\`; HTML names for characters are read as the characters in answers.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.moodle_xml.answers import (
    BLANK_TEXT,
    Item,
    choose,
    right_spellings,
)
from quiz.bank.formats.moodle_xml.grades import read_share
from quiz.bank.formats.moodle_xml.texts import plain_from, raw_text
from quiz.bank.formats.plain_questions import PlainQuestion
from quiz.bank.formats.plain_text import tidy_lines
from quiz.bank.formats.reading_losses import lose_case, lose_feedback, lose_weights
from quiz.bank.types.base import MAX_TEXT_CHARACTERS

_OPENING = re.compile(r"\{\s*\d{0,6}\s*:\s*([A-Z_]{1,20})\s*:")
_WORDS = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_ONE = {
    "MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S", "MCS",
    "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS",
}  # fmt: skip
_SEVERAL = {
    "MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS",
    "MRHS",
}  # fmt: skip
_KNOWN = _WORDS | _NUMBERS | _ONE | _SEVERAL
_ESCAPED = re.compile(r'\\([}~#/"\\])')
_FRACTION = re.compile(r"\s*(?:=|%(-?\d+(?:[.,]\d*)?)%)")
# A hash that begins the number of a character (`&#125;`) is no feedback.
_FEEDBACK = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")
_MARK = "\ue000"
_MAX_CHARACTERS = 10 * MAX_TEXT_CHARACTERS
"""Of a text with its markup."""


@dataclass(slots=True)
class _Alternative:
    text: str
    share: Decimal
    feedback: str


@dataclass(slots=True)
class _Part:
    kind: str
    alternatives: list[_Alternative]


def read_cloze(item: Item) -> PlainQuestion:
    """A cloze question all of whose parts are words, or that has one part of another kind.

    Raises `Refused` for others.
    """
    element = item.element.first("questiontext")
    source = raw_text(element)
    if len(source) > _MAX_CHARACTERS:
        raise Refused("text_too_long", _("The text is too long."))
    parts: list[_Part] = []
    pieces: list[str] = []
    position = 0
    for opening, body, end in _find_parts(source):
        pieces.append(source[position : opening.start()])
        position = end
        parts.append(_Part(opening[1], list(_alternatives(body, item))))
    pieces.append(source[position:])
    stem = _stem(pieces, element, item.report)
    if not parts:
        raise Refused("cloze_empty", _("The text has no place for an answer."))
    if all(part.kind in _WORDS for part in parts):
        return _blanks(stem, parts, item)
    if len(parts) > 1:
        raise Refused(
            "cloze_mixed", _("Several answers in one text are read only where all are words.")
        )
    return (
        _number(stem, parts[0], item)
        if parts[0].kind in _NUMBERS
        else _choice(stem, parts[0], item)
    )


def _find_parts(source: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """The opening of each part, what it holds, and where it ends."""
    position = 0
    while opening := _OPENING.search(source, position):
        end = _end_of_part(source, opening.end())
        if end is None:
            # None of those after it ends, either.
            return
        if opening[1] not in _KNOWN:
            position = opening.end()
            continue
        yield opening, source[opening.end() : end], end + 1
        position = end + 1


def _end_of_part(source: str, start: int) -> int | None:
    end = source.find("}", start)
    while end > start and _is_escaped(source, end):
        end = source.find("}", end + 1)
    return end if end >= 0 else None


def _is_escaped(source: str, position: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    first = position
    while first and source[first - 1] == "\\":
        first -= 1
    return (position - first) % 2 == 1


def _alternatives(body: str, item: Item) -> Iterator[_Alternative]:
    for written in re.split(r"(?<!\\)~", body.strip().removeprefix("~")):
        fraction = _FRACTION.match(written)
        if fraction is None:
            share = Decimal(0)
        elif fraction[1] is None:
            share = Decimal(1)
        else:
            share = read_share(fraction[1].replace(",", "."), item.report, strict=item.strict)
        rest = written[fraction.end() if fraction else 0 :]
        answer, *feedback = _FEEDBACK.split(rest, maxsplit=1)
        yield _Alternative(_plain(answer), share, _plain(feedback[0]) if feedback else "")


def _plain(written: str) -> str:
    return tidy_lines(html.unescape(_ESCAPED.sub(r"\1", written)))


def _stem(pieces: list[str], element: Element | None, report: ItemReport) -> str:
    text_format = element.get("format", "html") if element is not None else "html"
    marked = _MARK.join(piece.replace(_MARK, "") for piece in pieces)
    plain = report.text_of(plain_from(marked, text_format))
    # Runs of underscores in the text itself are no blanks.
    return re.sub(r"_{3,}", "__", plain).replace(_MARK, BLANK_TEXT)


def _blanks(stem: str, parts: list[_Part], item: Item) -> PlainQuestion:
    blanks = []
    for part in parts:
        if part.kind in {"SHORTANSWER_C", "SAC", "MWC"}:
            lose_case(item.report)
        _lose_feedbacks(part, item.report)
        texts = [alternative.text for alternative in part.alternatives]
        shares = [alternative.share for alternative in part.alternatives]
        blanks.append(right_spellings(texts, shares, item.report))
    return PlainQuestion(
        type=QuestionType.BLANK, stem=stem, explanation=item.explanation, blanks=blanks
    )


def _number(stem: str, part: _Part, item: Item) -> PlainQuestion:
    _lose_feedbacks(part, item.report)
    numbers = []
    for alternative in part.alternatives:
        value, _colon, tolerance = alternative.text.partition(":")
        if alternative.share == 1:
            numbers.append({"value": value.strip(), "tolerance": tolerance.strip() or "0"})
        elif alternative.share:
            lose_weights(item.report)
    return PlainQuestion(
        type=QuestionType.NUMERIC, stem=stem, explanation=item.explanation, numbers=numbers
    )


def _choice(stem: str, part: _Part, item: Item) -> PlainQuestion:
    several = part.kind in _SEVERAL
    options = choose(
        [alternative.text for alternative in part.alternatives],
        [alternative.share for alternative in part.alternatives],
        [alternative.feedback for alternative in part.alternatives],
        item.report,
        several=several,
    )
    kind = QuestionType.MULTIPLE if several else QuestionType.SINGLE
    return PlainQuestion(type=kind, stem=stem, explanation=item.explanation, options=options)


def _lose_feedbacks(part: _Part, report: ItemReport) -> None:
    if any(alternative.feedback for alternative in part.alternatives):
        lose_feedback(report)
