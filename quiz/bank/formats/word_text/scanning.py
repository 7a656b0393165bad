"""Cutting a text into questions, line by line."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from quiz.bank.formats.word_text.answer_lists import (
    AnswerList,
    looks_like_list,
    read_items,
    read_ranges,
)
from quiz.bank.formats.word_text.items import Item, Part
from quiz.bank.formats.word_text.marks import (
    SOFT_MARKS,
    Heading,
    Mark,
    Marked,
    Numbered,
    Style,
    heading_of,
    marks_in,
    number_of,
    option_at,
    options_after,
    options_in,
    plain_form,
    verdict_before_number,
)

# A stem ends so, or has a gap to fill in or a bracket for the answer.
_LIKE_STEM = re.compile(r"\(\s*[A-Z√×✓✗对错]*\s*\)|__|[?:]$", re.IGNORECASE)
_LABEL = re.compile(r"\(?[a-h1-9]\)|[①-⑩]")
_MOST_SKIPPED, _MOST_LISTED = 20, 10


@dataclass(slots=True)
class Scan:
    """What was found: questions in their order, and lines that could not be placed, by code."""

    items: list[Item] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)


class Scanner:
    """Takes the lines of a text one after another."""

    def __init__(self) -> None:
        self.scan = Scan()
        self._section = Heading()
        self._item: Item | None = None
        self._style: Style | None = None
        self._number = 0
        self._after_blank = False
        self._list: AnswerList | None = None
        self._by_number: dict[int, list[Item]] = defaultdict(list)

    def take(self, line: int, text: str) -> None:
        """Take a line without spaces around it."""
        if not text:
            self._after_blank = True
            return
        plain = plain_form(text)
        start = next((m.end for m in marks_in(plain) if m.mark is Mark.ANSWER and not m.start), 0)
        if start and read_ranges(plain[start:]):
            text, plain = text[start:], plain[start:]
        heading = heading_of(plain)
        if heading:
            self._begin_section(line, heading, text)
        elif not (self._is_list(plain) and self._take_list(line, text, plain)):
            self._take_marked(line, text, plain)
        self._after_blank = False

    def finish(self) -> Scan:
        """Everything that was found."""
        self._end_item()
        return self.scan

    def _begin_section(self, line: int, heading: Heading, text: str) -> None:
        asks_for_list = self._item is not None and self._waits_for_answer(self._item)
        if asks_for_list and self._item:
            self._item.answer = None
        self._end_item()
        self._section = heading
        self._style, self._number = None, 0
        if heading.is_answers or asks_for_list or self._list:
            self._list = AnswerList(self._by_number, heading)
        if heading == Heading() and "题" not in text:
            self.scan.strays.append((line, "text_skipped"))

    def _is_list(self, plain: str) -> bool:
        if self._list is None and self._begins_list(plain):
            if self._item and self._waits_for_answer(self._item):
                self._item.answer = None
            self._end_item()
            self._list = AnswerList(self._by_number, Heading())
        return self._list is not None

    def _begins_list(self, plain: str) -> bool:
        """A list of answers comes after the questions, never inside a stem."""
        item = self._item
        if item and self._waits_for_answer(item) and item.style is not None:
            listed = read_items(plain)
            if listed and listed[0].number in {1, *list(self._by_number)[:1]}:
                return True
        may_be = item is None or item.part is not Part.STEM or self._after_blank
        return may_be and looks_like_list(plain)

    def _waits_for_answer(self, item: Item) -> bool:
        return item.part is Part.ANSWER and not item.answer

    def _take_list(self, line: int, text: str, plain: str) -> bool:
        """Take a line of a list of answers; False where the list is over."""
        if self._list is None:
            return False
        if option_at(plain) or not self._list.take(line, text, plain, self.scan.strays):
            self._list = None
            return False
        return True

    def _take_marked(self, line: int, text: str, plain: str) -> None:
        marks = [marked for marked in marks_in(plain) if self._means(marked)]
        first = marks[0].start if marks else len(text)
        if before := text[:first].strip():
            self._take_text(line, before, plain[:first])
        if marks and self._item is None:
            self._begin_item(line, None)
        ends = [*(marked.start for marked in marks[1:]), len(text)]
        for marked, end in zip(marks, ends, strict=False):
            self._put(line, marked, text[marked.end : end].strip())

    def _put(self, line: int, marked: Marked, value: str) -> None:
        item = self._item
        if item is None:
            return
        if marked.mark is Mark.ANSWER and item.part is Part.EXPLANATION and item.answer is not None:
            item.go_on(value)
            if marked.start == 0:
                self.scan.strays.append((line, "answer_repeated"))
        else:
            item.put(marked.mark, value)

    def _means(self, marked: Marked) -> bool:
        """Whether a word is a mark here, and no part of what is being said."""
        item = self._item
        if marked.is_bracketed or marked.mark is Mark.ANSWER:
            return True
        if marked.mark in SOFT_MARKS:
            return item is not None and item.is_complete
        return True

    def _take_text(self, line: int, text: str, plain: str) -> None:
        text, plain = text.strip(), plain.strip()
        skip = verdict_before_number(plain)
        numbered = number_of(plain[skip:])
        if numbered and self._begins_item(numbered, plain):
            self._begin_item(line, numbered)
            rest = text[skip + numbered.end :]
            self._take_stem(f"{text[:skip]}{rest}".strip())
            return
        item = self._item
        option = option_at(plain)
        if item and option and self._is_option(item, option.letter):
            self._take_options(item, text, plain)
        elif item is None or self._ends_before(item, plain):
            self._begin_item(line, None)
            self._take_stem(text)
        else:
            item.go_on(text)

    def _take_stem(self, text: str) -> None:
        """A stem, which may have its options in the same line."""
        if self._item is None:
            return
        plain = plain_form(text)
        if first := options_in(plain):
            self._item.go_on(text[: first.start].strip())
            self._take_options(self._item, text[first.start :], plain[first.start :])
        else:
            self._item.go_on(text)

    def _take_options(self, item: Item, text: str, plain: str) -> None:
        first = option_at(plain)
        marks = list(options_after(plain, first)) if first else []
        ends = [*(mark.start for mark in marks[1:]), len(text)]
        for mark, end in zip(marks, ends, strict=False):
            item.add_option(mark.letter, text[mark.end : end].strip())

    def _is_option(self, item: Item, letter: str) -> bool:
        if item.part is Part.STEM:
            return letter == "A"
        return item.part is Part.OPTIONS and item.letters[-1:] < [letter]

    def _begins_item(self, numbered: Numbered, plain: str) -> bool:
        """Whether a number begins a question, and no line of a list inside one."""
        item, follows = self._item, numbered.number == self._number + 1
        is_number = follows or not numbered.is_glued
        if not is_number or self._style is None or item is None:
            return is_number
        if numbered.style is not self._style:
            return follows and item.part in (Part.OPTIONS, Part.OTHER)
        if self._goes_on_with_list(item, numbered) and not _LIKE_STEM.search(plain):
            return self._after_blank
        if follows or 0 < numbered.number - self._number < _MOST_SKIPPED:
            return True
        if item.part is Part.EXPLANATION:
            return numbered.number == 1 and self._after_blank
        return item.part is not Part.STEM

    def _goes_on_with_list(self, item: Item, numbered: Numbered) -> bool:
        """Whether the explanation has numbered lines of its own, of which this may be the next."""
        if item.part is not Part.EXPLANATION:
            return False
        lines = map(plain_form, reversed(item.explanation[-_MOST_LISTED:]))
        last = next(filter(None, map(number_of, lines)), None)
        return last is not None and numbered.number == last.number + 1

    def _ends_before(self, item: Item, plain: str) -> bool:
        """Whether a line without number or mark begins another question."""
        match item.part:
            case Part.STEM:
                return False
            case Part.OPTIONS:
                may_end = self._style is None or bool(_LIKE_STEM.search(plain))
                return self._after_blank and may_end
            case Part.ANSWER:
                waits = not item.answer or bool(_LABEL.match(plain))
                return not waits and (self._style is None or bool(_LIKE_STEM.search(plain)))
            case Part.EXPLANATION:
                return self._style is None and self._after_blank
            case Part.OTHER:
                return True

    def _begin_item(self, line: int, numbered: Numbered | None) -> None:
        self._end_item()
        self._item = Item(line, self._section)
        if numbered:
            self._item.number, self._item.style = numbered.number, numbered.style
            self._style, self._number = numbered.style, numbered.number

    def _end_item(self) -> None:
        item, self._item = self._item, None
        if item is None:
            return
        is_title = item.number is None and not item.is_complete
        if is_title and not any(_LIKE_STEM.search(plain_form(text)) for text in item.stem):
            self.scan.strays.append((item.line, "text_skipped"))
            return
        self.scan.items.append(item)
        if item.number is not None:
            self._by_number[item.number].append(item)
