"""Lists of answers at the end of a paper: `1-5 ABCDE`, `6～8：AB ACD BC`, `1.A 2.B`, `1.√ 2.×`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.bank.formats.spreadsheets.vocabulary import read_verdict
from quiz.bank.formats.word_text.items import Item
from quiz.bank.formats.word_text.marks import Heading, marks_in

_MOST = 500
_LONGEST_LINE = 4_000
_RANGE = re.compile(r"第?\s*(\d{1,4})\s*[-~—–至]{1,2}\s*(\d{1,4})\s*题?\s*[.、:)]?\s*")
_ITEM = re.compile(r"(?:^|(?<=[\s,;、]))(?:第\s*)?(\d{1,4})\s*(?:题\s*)?[.、:)]\s*(?!\d+%)")
_BETWEEN = re.compile(r"[\s,;、]+")
_QUESTION_MARKS = re.compile(r"\(\s*\)|[?]|__")
_LETTERS = re.compile("[A-Z]{1,26}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedAnswer:
    """The answer to the question of that number; None for a range of another count."""

    number: int
    answer: str | None
    start: int = 0
    end: int = 0
    """Where in the line the answer stands, for one that is written out."""


def read_ranges(plain: str) -> list[ListedAnswer]:
    """The answers of a line of ranges; empty where it is none."""
    if not _RANGE.match(plain) or len(plain) > _LONGEST_LINE:
        return []
    found = list(_RANGE.finditer(plain))
    listed: list[ListedAnswer] = []
    for place, part in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(plain)
        first, last = int(part[1]), int(part[2])
        tokens = [token for token in _BETWEEN.split(plain[part.end() : end]) if token]
        if not 0 < last - first + 1 <= _MOST or not tokens or not _are_answers(tokens):
            return []
        listed += _spread(first, last, tokens)
    return listed


def read_items(plain: str) -> list[ListedAnswer]:
    """The answers of a line that numbers each; empty where it does not begin with a number."""
    if not _ITEM.match(plain) or len(plain) > _LONGEST_LINE:
        return []
    found = list(_ITEM.finditer(plain))
    rising = [found[0]]
    for part in found[1:]:
        # A number that does not follow is part of the answer before it.
        if int(part[1]) == int(rising[-1][1]) + 1:
            rising.append(part)
    ends = [*(part.start() for part in rising[1:]), len(plain)]
    return [
        ListedAnswer(int(part[1]), plain[part.end() : end].strip(" ,;"), part.end(), end)
        for part, end in zip(rising, ends, strict=True)
    ]


def looks_like_list(plain: str) -> bool:
    """Whether a line can only be a list of answers."""
    if read_ranges(plain):
        return True
    items = read_items(plain)
    return len(items) > 1 and _are_answers([item.answer or "" for item in items])


def _spread(first: int, last: int, tokens: Sequence[str]) -> list[ListedAnswer]:
    numbers = range(first, last + 1)
    joined = "".join(tokens)
    for answers in (tokens, joined):
        if len(answers) == len(numbers):
            return [ListedAnswer(n, answer) for n, answer in zip(numbers, answers, strict=True)]
    return [ListedAnswer(first, None)]


def _are_answers(tokens: Sequence[str]) -> bool:
    return all(
        _LETTERS.fullmatch(token)
        or read_verdict(token) is not None
        or all(read_verdict(character) is not None for character in token)
        for token in tokens
    ) and all(tokens)


class AnswerList:
    """A list of answers, and the questions that wait for theirs."""

    def __init__(self, waiting: dict[int, list[Item]], heading: Heading) -> None:
        self._waiting = waiting
        self._heading = heading
        self._last: Item | None = None

    def take(self, line: int, text: str, plain: str, strays: list[tuple[int, str]]) -> bool:
        """Take a line; False where it begins something else."""
        marks = list(marks_in(plain))
        end = marks[0].start if marks else len(plain)
        listed = read_ranges(plain[:end].strip()) or read_items(plain[:end])
        if not listed and not (marks and self._last):
            return False
        answers = [(one, self._find(one.number)) for one in listed]
        if answers and not any(item for _, item in answers) and _QUESTION_MARKS.search(plain):
            return False
        for one, item in answers:
            self._answer(one, item, line, text, strays)
        ends = [*(marked.start for marked in marks[1:]), len(text)]
        for marked, stop in zip(marks, ends, strict=False):
            if self._last:
                self._last.put(marked.mark, text[marked.end : stop].strip())
        return True

    def _answer(
        self,
        one: ListedAnswer,
        item: Item | None,
        line: int,
        text: str,
        strays: list[tuple[int, str]],
    ) -> None:
        if one.answer is None:
            code = "answers_miscounted"
            if (line, code) not in strays[-1:]:
                strays.append((line, code))
        elif item is None:
            strays.append((line, "answer_without_question"))
        else:
            written = text[one.start : one.end].strip(" ,;，；　") if one.end else one.answer
            item.answer = [written] if written else []
            self._last = item

    def _find(self, number: int) -> Item | None:
        """The first question of that number, in the section of the list, without an answer."""
        kind = self._heading.type
        return next(
            (
                item
                for item in self._waiting.get(number, ())
                if item.answer is None and (kind is None or item.section.type is kind)
            ),
            None,
        )
