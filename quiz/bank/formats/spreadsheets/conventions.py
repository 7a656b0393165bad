"""What only a whole column tells: the scale of difficulties, and whether numbers are names."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from common.tables.grids import Row
from quiz.bank.accepted_numbers import read_number
from quiz.bank.enums import Difficulty
from quiz.bank.formats.spreadsheets.columns import Field, Header
from quiz.bank.formats.spreadsheets.vocabulary import DIFFICULTY_WORDS, fold_word

_RUNNING_NUMBER = re.compile(r"0|[1-9]\d{0,4}")
_STARS = re.compile(r"[★☆*]{1,5}")
_EASY_FROM, _MEDIUM_FROM = Decimal("0.7"), Decimal("0.4")


class Scale(Enum):
    """How a column counts difficulty, where it counts."""

    LEVELS = "1 to 3, as ours"
    FIVE = "1 to 5, the hardest last"
    SHARE = "0 to 1: the share of right answers expected (难度系数), so that 0.85 is easy"


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of one table."""

    scale: Scale = Scale.LEVELS
    numbers_are_ids: bool = False


def find_conventions(header: Header, rows: Iterable[Row]) -> Conventions:
    """Look through the columns of difficulty and number.

    A column of whole numbers under 100,000 without zeros in front numbers the rows of its own file.
    Such numbers, taken for external ids, would let one file overwrite the questions of another. The
    rule looks at no neighbours, so that it says the same of some of the rows as of all of them.
    """
    difficulty, number = header.place_of(Field.DIFFICULTY), header.place_of(Field.NUMBER)
    levels, numbers = set(), set()
    for row in rows:
        if difficulty is not None:
            levels.add(row.cell(difficulty).strip())
        if number is not None:
            numbers.add(unicodedata.normalize("NFKC", row.cell(number)).strip())
    return Conventions(
        scale=_scale_of(levels),
        numbers_are_ids=not all(_RUNNING_NUMBER.fullmatch(n) for n in numbers - {""}),
    )


def read_difficulty(text: str, scale: Scale) -> Difficulty | None:
    """The difficulty that a cell means, or None where it means none."""
    word = fold_word(text)
    if level := DIFFICULTY_WORDS.get(word.removesuffix("难度") or word):
        return level
    if _STARS.fullmatch(text.strip()):
        return _of_five(Decimal(len(text.strip().rstrip("☆"))))
    number = read_number(text)
    if number is None:
        return None
    if scale is Scale.SHARE:
        return _of_share(number)
    if scale is Scale.FIVE:
        return _of_five(number)
    return Difficulty(int(number)) if number in Difficulty.values else None


def _scale_of(texts: Iterable[str]) -> Scale:
    numbers = [number for text in texts if (number := read_number(text)) is not None]
    if any(0 < number < 1 for number in numbers):
        return Scale.SHARE
    return Scale.FIVE if any(number in (4, 5) for number in numbers) else Scale.LEVELS


def _of_share(number: Decimal) -> Difficulty | None:
    if not 0 <= number <= 1:
        return None
    if number >= _EASY_FROM:
        return Difficulty.EASY
    return Difficulty.MEDIUM if number >= _MEDIUM_FROM else Difficulty.HARD


def _of_five(number: Decimal) -> Difficulty | None:
    easy, medium, hard = Difficulty
    levels = dict(enumerate((easy, easy, medium, hard, hard), start=1))
    return levels[int(number)] if number in levels else None
