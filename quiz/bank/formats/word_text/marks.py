"""The signs by which people tell stem, options and answer apart when they type questions.

Every function takes a line in its `plain_form`, which has the length of the line itself, so that a
place found in the one is a place in the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from quiz.bank.enums import QuestionType
from quiz.bank.formats.spreadsheets.vocabulary import OPEN_TYPE_WORDS, TYPE_WORDS, fold_word

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_NUMERALS = "一二三四五六七八九十"


def plain_form(line: str) -> str:
    """The line with plain letters, digits and marks for full-width ones."""
    return line.translate(_WIDE)


class Mark(Enum):
    """What a word such as 答案 announces, and the words for it."""

    ANSWER = "参考答案 正确答案 标准答案 正确选项 本题答案 答案 correct answer answer"
    EXPLANATION = "答案解析 试题解析 题目解析 参考解析 解析 分析 解答 详解 explanation"
    DIFFICULTY = "难易程度 难易度 难度等级 难度系数 难度 difficulty"
    POINTS = "所属知识点 知识点 考查点 考点"
    TYPE = "题目类型 试题类型 题型"
    TAGS = "标签 关键词"
    SOURCE = "试题来源 出处 来源 依据"
    SCORE = "本题分值 分值 分数"


SOFT_MARKS = {Mark.TAGS, Mark.SOURCE, Mark.SCORE}
"""Those that a stem may hold as words of its own, unless they stand in brackets."""

_MARKS = {word: mark for mark in Mark for word in mark.value.split()}
_WORDS = "|".join(sorted(_MARKS, key=len, reverse=True))
_MARK = re.compile(
    rf"[【\[]\s*(?P<bracketed>{_WORDS})\s*[】\]]\s*:?"
    rf"|(?:^|(?<=[\s。?!);]))(?P<bare>{_WORDS})\s*:"
    rf"|^(?P<alone>参考答案|正确答案|标准答案|答案)(?:\s*$|\s+(?=[A-Z√×✓✗对错正]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark in a line: where it begins, and where what it announces does."""

    mark: Mark
    start: int
    end: int
    is_bracketed: bool


def marks_in(plain: str) -> Iterator[Marked]:
    """The marks of a line in their order."""
    for found in _MARK.finditer(plain):
        word = found["bracketed"] or found["bare"] or found["alone"]
        yield Marked(_MARKS[word.lower()], found.start(), found.end(), bool(found["bracketed"]))


class Style(Enum):
    """How questions are numbered; one within a section, so that lists in a stem are told apart."""

    PLAIN = "1. 1、 第1题"
    BRACKETS = "(1)"
    SQUARE = "【1】"
    CIRCLE = "①"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at the beginning of a line. `is_glued` when a digit follows, as in 3.14."""

    style: Style
    number: int
    end: int
    is_glued: bool = False


_PLAIN_NUMBER = re.compile(
    r"(?:第\s*(\d{1,4})\s*题\s*[.、:]?|(?:题目|试题|题)\s*(\d{1,4})\s*[.、:]|(\d{1,4})\s*[.、:)])\s*"
)
_BRACKET_NUMBER = re.compile(r"\((\d{1,3})\)\s*[.、:]?\s*")
_SQUARE_NUMBER = re.compile(r"[【\[](\d{1,3})[】\]]\s*")
_VERDICT_BEFORE = re.compile(r"\(\s*\S?\s*\)\s*(?=\d)")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def number_of(plain: str) -> Numbered | None:
    """The number that a line begins with."""
    if found := _PLAIN_NUMBER.match(plain):
        number = int(found[1] or found[2] or found[3])
        is_glued = bool(found[3]) and plain[found.end() - 1 : found.end() + 1].strip(".:").isdigit()
        return Numbered(Style.PLAIN, number, found.end(), is_glued)
    if found := _BRACKET_NUMBER.match(plain):
        return Numbered(Style.BRACKETS, int(found[1]), found.end())
    if found := _SQUARE_NUMBER.match(plain):
        return Numbered(Style.SQUARE, int(found[1]), found.end())
    if plain[:1] and plain[0] in _CIRCLES:
        rest = plain[1:].lstrip(" .、")
        return Numbered(Style.CIRCLE, _CIRCLES.index(plain[0]) + 1, len(plain) - len(rest))
    return None


def verdict_before_number(plain: str) -> int:
    """Where the number begins in `(√) 1. …`; 0 in any other line."""
    found = _VERDICT_BEFORE.match(plain)
    return found.end() if found else 0


_OPTION = re.compile(r"(?:\(([A-Za-z])\)|([A-Za-z])\s?([.、):]))\s*")


@dataclass(frozen=True, slots=True)
class OptionMark:
    """The letter before an option: where its text begins, and what follows the letter."""

    letter: str
    start: int
    end: int
    sign: str


def option_at(plain: str, start: int = 0) -> OptionMark | None:
    """The option that begins at a place of a line."""
    if found := _OPTION.match(plain, start):
        letter = (found[1] or found[2]).upper()
        return OptionMark(letter, start, found.end(), found[3] or "()")
    return None


def options_after(plain: str, first: OptionMark) -> Iterator[OptionMark]:
    """The further options of a line, whose letters follow one another with the same sign."""
    yield first
    while following := _next_option(plain, chr(ord(first.letter) + 1), first.sign, first.end):
        yield following
        first = following


def options_in(plain: str) -> OptionMark | None:
    """Option A in a line that begins with the stem and goes on to B at least."""
    for sign in (".", "、", ")", ":", "()"):
        first = _next_option(plain, "A", sign, 1)
        if first and _next_option(plain, "B", sign, first.end):
            return first
    return None


def _next_option(plain: str, letter: str, sign: str, start: int) -> OptionMark | None:
    written = f"({letter})" if sign == "()" else letter + sign
    while (place := plain.find(written, start)) >= 0:
        before = plain[place - 1]
        # In 甲、乙 letters stand as `A、B、` too; elsewhere a letter inside a word is no option.
        if before.isspace() or (sign != "、" and not (before.isascii() and before.isalnum())):
            return option_at(plain, place)
        start = place + 1
    return None


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section: the type of its questions, which may not be one of ours."""

    type: QuestionType | None = None
    is_open: bool = False
    is_answers: bool = False


_HEADING_NUMBER = re.compile(
    rf"(?:第[{_NUMERALS}\d]{{1,3}}(?:部分|大题|[章节])\s*[.、:]?|[{_NUMERALS}]{{1,3}}\s*[、.:]"
    rf"|\([{_NUMERALS}]{{1,3}}\))\s*"
)
_HEADING_WORDS = re.compile(
    r"[【\[]?([^\s\d(:,。【】\[\]]{2,12})[】\]]?\s*(?=$|[(:,。\[【]|[共每本]|\s)"
)
_ANSWERS = {
    "参考答案",
    "答案",
    "正确答案",
    "标准答案",
    "答案与解析",
    "参考答案与解析",
    "答案及解析",
}
_LONGEST_TITLE = 25
_QUESTION = re.compile(r"[?]|\(\s*\)|__")
_SENTENCE = re.compile(r"[?。;:]|\(\s*\)|__")
_ANY_CHOICE = "选择"


def heading_of(plain: str) -> Heading | None:
    """What a line announces as the title of a section; None for any other line."""
    number = _HEADING_NUMBER.match(plain)
    rest = plain[number.end() if number else 0 :].strip()
    words = _HEADING_WORDS.match(rest)
    word = words[1] if words else ""
    if word in _ANSWERS and number:
        return Heading(is_answers=True)
    is_title = (number or word.endswith("题")) and not _QUESTION.search(rest)
    if is_title and (heading := _heading_of_type(word)):
        return heading
    if number and len(rest) <= _LONGEST_TITLE and not _SENTENCE.search(rest):
        return Heading()
    return None


def _heading_of_type(word: str) -> Heading | None:
    plain = fold_word(word)
    if plain == _ANY_CHOICE:
        return Heading()
    if plain in OPEN_TYPE_WORDS:
        return Heading(is_open=True)
    if plain in TYPE_WORDS and not plain.isascii():
        return Heading(type=TYPE_WORDS[plain])
    return None


_TYPE_BEFORE = re.compile(r"\s*(?:【\s*([^】\s]{2,8})\s*】|[\[(]\s*([^\])\s]{1,7}题)\s*[\])])\s*")


def type_before(plain: str) -> tuple[Heading, int] | None:
    """The type that stands before a stem, as 【单选题】 or (判断题), and where the stem begins."""
    found = _TYPE_BEFORE.match(plain)
    heading = _heading_of_type(found[1] or found[2]) if found else None
    return (heading, found.end()) if found and heading else None
