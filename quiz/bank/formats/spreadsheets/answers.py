"""The answer cell: every notation that people use for a key, and the one that we write."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.text import Language
from quiz.bank.accepted_numbers import AcceptedNumber, read_number, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.formats.spreadsheets.escapes import escape, split_escaped, split_raw
from quiz.bank.formats.spreadsheets.vocabulary import (
    VERDICT_CODES,
    VERDICT_NAMES,
    fold_word,
    read_verdict,
    word_in,
)
from quiz.bank.question_content import QuestionContent

MAX_NUMBERS_CHARACTERS = 2_000
BETWEEN_BLANKS, BETWEEN_SPELLINGS = "|｜", ";；"
_ARROWS = {"->": "-", "=>": "-", "→": "-", "—": "-", "–": "-", "−": "-", "~": "-", ">": "-"}
_CHOICE_MARKS = re.compile(r"[\s,;|/、。.&+和及]+")
_ORDER_MARKS = re.compile(r"[\s,;|/、。.>-]+")
_PAIR = re.compile(r"(\d{1,2})[\s.,:=、-]*([A-Z])")
_BETWEEN_NUMBERS = r"\s*(?:~|～|—|–|至|到|\.\.)\s*"
_RANGE = re.compile(rf"([^~～]+?){_BETWEEN_NUMBERS}(.+)")
_HYPHEN_RANGE = re.compile(r"(\d[\d.]*)\s*-\s*(\d[\d.]*)")
_BRACKETED = re.compile(r"[\[(【]\s*([^,;、]+?)\s*[,;、]\s*([^,;、]+?)\s*[\])】]")
_TOLERANCE = re.compile(r"(.+?)\s*(?:±|\+/?-|\+－)\s*(.+)")


class UnclearCell(ValueError):
    """A cell that does not say what its column asks for: a stable code and a message."""

    def __init__(self, code: str, message: StrOrPromise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def plain_answer(text: str) -> str:
    """An answer in plain capitals, with one mark for each kind of dash and arrow."""
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    for mark, dash in _ARROWS.items():
        plain = plain.replace(mark, dash)
    return plain.strip("[](){}【】\"'“” .。")


def read_choice(text: str, count: int) -> list[int]:
    """The options that `AB`, `A,B`, `A、B`, `1,3` and the like name, from 0, in rising order.

    Raises `UnclearCell` for anything else, and for an option named twice or not there.
    """
    return sorted(_read_labels(text, count, _CHOICE_MARKS))


def read_order(text: str, count: int) -> list[int]:
    """The options in the order that `B-A-C`, `BAC`, `2,1,3` or `B→A→C` names; raises as above."""
    return _read_labels(text, count, _ORDER_MARKS)


def read_pairs(text: str, prompts: int, options: int) -> list[int]:
    """The option of each prompt in turn, from `1-B 2-A`, or `BA` with a letter for each prompt.

    Raises `UnclearCell` for anything else.
    """
    plain = plain_answer(text)
    pairs = _PAIR.findall(plain)
    letters = _ORDER_MARKS.sub("", plain)
    if pairs and not re.sub(r"[\s,;|、.()]+", "", _PAIR.sub("", plain)):
        named = {int(number): ord(letter) - ord("A") for number, letter in pairs}
        if len(named) != len(pairs):
            raise UnclearCell("key_repeated", _("The answer names a number twice."))
        if set(named) != set(range(1, prompts + 1)):
            raise UnclearCell("key_incomplete", _("The answer must pair every number once."))
        found = [named[number] for number in range(1, prompts + 1)]
    elif re.fullmatch("[A-Z]+", letters) and len(letters) == prompts:
        found = [ord(letter) - ord("A") for letter in letters]
    else:
        raise _unclear(_("Write the pairs as 1-B 2-A."))
    if max(found) >= options:
        raise UnclearCell("key_unknown", _("The answer names an option that is not there."))
    return found


def read_judgement(text: str, option_texts: Sequence[str]) -> bool:
    """The verdict; where the row lists 正确 and 错误 as its options, A means the first of them."""
    word = fold_word(text)
    verdict = read_verdict(text)
    if verdict is None and word in VERDICT_CODES:
        verdict = VERDICT_CODES[word]
        place = ord(word) - ord("a")
        if 0 <= place < len(option_texts):
            verdict = read_verdict(option_texts[place])
    if verdict is None:
        raise _unclear(_("Answer 正确 or 错误, or True or False."))
    return verdict


def read_blanks(text: str, blanks: int | None) -> tuple[list[list[str]], bool]:
    r"""The spellings of each blank, and whether that is a guess.

    `|` stands between blanks and `;` between spellings of one. An answer without `|` that has as
    many parts by `;` as the stem has blanks is taken for one word a blank: some programs write so.
    """
    parts = [
        split_escaped(part, BETWEEN_SPELLINGS, also=BETWEEN_BLANKS)
        for part in split_raw(text, BETWEEN_BLANKS)
    ]
    guessed = len(parts) == 1 and blanks is not None and 1 < blanks == len(parts[0])
    if guessed:
        parts = [[spelling] for spelling in parts[0]]
    return [[spelling for spelling in part if spelling] for part in parts], guessed


def read_numbers(text: str) -> list[AcceptedNumber]:
    """What `3.14±0.01`, `1~5`, `[1,5]`, `7` and several of them with `;` or `|` between accept.

    Raises `UnclearCell`, and for anything longer than such an answer can be.
    """
    # The patterns look back and forth: long texts, and long gaps in them, would cost their square.
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(plain) > MAX_NUMBERS_CHARACTERS:
        raise _unclear(_("Write a number as 3.14±0.01, 1~5 or 7."))
    parts = re.split(r"[;|](?![^\[(【]*[\])】])", plain)
    accepted = [_read_number(part.strip()) for part in parts if part.strip()]
    if not accepted:
        raise _unclear(_("Write a number as 3.14±0.01, 1~5 or 7."))
    return accepted


def looks_numeric(text: str) -> bool:
    """Whether the answer reads as numbers."""
    try:
        read_numbers(text)
    except UnclearCell:
        return False
    return True


def write_answer(content: QuestionContent, language: Language) -> str:
    """The answer cell of a question, which the functions above read back."""
    key = content.key
    places = {option_id: place for place, option_id in enumerate(content.option_ids)}
    if isinstance(key, bool):
        return word_in(VERDICT_NAMES[key], language)
    match content.type:
        case QuestionType.BLANK:
            blanks = cast("tuple[tuple[str, ...], ...]", key)
            marks = BETWEEN_BLANKS + BETWEEN_SPELLINGS
            return "|".join(";".join(escape(text, marks) for text in blank) for blank in blanks)
        case QuestionType.NUMERIC:
            return ";".join(map(_write_number, cast("tuple[AcceptedNumber, ...]", key)))
        case QuestionType.MATCHING:
            return " ".join(
                f"{number}-{_letter(option_id, places)}"
                for number, option_id in enumerate(cast("tuple[str, ...]", key), start=1)
            )
        case QuestionType.ORDERING:
            return "-".join(_letter(part, places) for part in cast("tuple[str, ...]", key))
        case _:
            return "".join(_letter(part, places) for part in cast("tuple[str, ...]", key))


def _letter(option_id: str, places: Mapping[str, int]) -> str:
    return chr(ord("A") + places[option_id])


def _read_labels(text: str, count: int, marks: re.Pattern[str]) -> list[int]:
    plain = plain_answer(text)
    parts = [part for part in marks.split(plain) if part]
    if parts and all(re.fullmatch("[A-Z]+", part) for part in parts):
        found = [ord(letter) - ord("A") for letter in "".join(parts)]
    elif parts and all(part.isdecimal() and len(part) <= _MOST_DIGITS for part in parts):
        found = [int(part) - 1 for part in _separate_digits(parts, count)]
    else:
        raise _unclear(_("Answer with the letters of the options, such as AB."))
    if len(set(found)) != len(found):
        raise UnclearCell("key_repeated", _("The answer names an option twice."))
    if not all(0 <= place < count for place in found):
        raise UnclearCell("key_unknown", _("The answer names an option that is not there."))
    return found


_MOST_DIGITS = 26


def _separate_digits(parts: list[str], count: int) -> list[str]:
    """`13` where there is no option 13 is 1 and 3: Excel drops the comma of `1,3`."""
    if len(parts) == 1 and int(parts[0]) > count:
        return list(parts[0])
    return parts


def _read_number(text: str) -> AcceptedNumber:
    for pattern in (_BRACKETED, _RANGE, _HYPHEN_RANGE):
        if match := pattern.fullmatch(text):
            return AcceptedNumber.between(_number(match[1]), _number(match[2]))
    if match := _TOLERANCE.fullmatch(text):
        return AcceptedNumber.near(_number(match[1]), _number(match[2]))
    return AcceptedNumber.near(_number(text))


def _number(text: str) -> Decimal:
    number = read_number(text)
    if number is None:
        raise _unclear(_("Write a number as 3.14±0.01, 1~5 or 7."))
    return number


def _write_number(accepted: AcceptedNumber) -> str:
    if accepted.value is None:
        return f"{write_number(accepted.low)}~{write_number(accepted.high)}"
    value = write_number(accepted.value)
    return f"{value}±{write_number(accepted.tolerance)}" if accepted.tolerance else value


def _unclear(message: StrOrPromise) -> UnclearCell:
    return UnclearCell("answer_unclear", message)
