"""Aiken: single choices in plain text.

A line for the stem, `A.` or `A)` before each option, `ANSWER: A` at the end. Keyword and letters
are upper case, as https://docs.moodle.org/en/Aiken_format has it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.text import Language, localise
from quiz.bank.enums import QuestionType
from quiz.bank.formats.base import (
    DEFAULT_READING,
    Fault,
    ParsedQuestion,
    Place,
    Reader,
    Reading,
    ReadOptions,
    Writer,
    Writing,
)
from quiz.bank.formats.drafts import Draft
from quiz.bank.formats.limits import MAX_QUESTIONS, too_many_questions
from quiz.bank.formats.losses import lost_in_writing, place_of
from quiz.bank.formats.text_files import (
    UnreadableFile,
    head_of,
    lines_of,
    read_utf8,
)
from quiz.bank.question_content import QuestionContent
from quiz.bank.types import InvalidContent

_OPTION = re.compile(r"([A-Z])[.)](.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])\W*")
_LIKE_ANSWER = re.compile(r"ANSWER\s*[:：]", re.IGNORECASE)

_MAX_STEM_LINES, _MAX_LETTERS = 200, 100

_ERRORS: Mapping[str, StrOrPromise] = {
    "answer_missing": _("The question ends without a line such as ANSWER: A."),
    "answer_invalid": _("The answer must be a line such as ANSWER: A, with one capital letter."),
    "option_letters": _("The options must be lettered A, B, C and so on."),
    "stem_too_long": _("So many lines are no question; is this an Aiken file?"),
    "stem_missing": _("Options or an answer stand here without a question."),
    "type_not_writable": _("Aiken holds only single choices."),
    "stem_not_writable": _("Aiken cannot hold a question that begins like an option or answer."),
}


class Aiken(Reader, Writer):
    """Single choices only; nothing but stem, options and key."""

    name = "aiken"
    suffix = ".aiken.txt"
    media_type = "text/plain; charset=utf-8"

    def recognises(self, data: bytes) -> bool:
        """Whether a lettered option is followed by its `ANSWER: A`."""
        before = ""
        for line in filter(None, lines_of(head_of(data))):
            if _ANSWER.fullmatch(line) and _OPTION.match(before):
                return True
            before = line
        return False

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read the questions; a file that is not UTF-8 is one error."""
        try:
            source = read_utf8(data)
        except UnreadableFile as unreadable:
            return Reading(errors=[unreadable.fault])
        file = _File(options)
        for number, line in enumerate(lines_of(source), start=1):
            if not line:
                continue
            if len(file.reading.questions) + len(file.reading.errors) >= MAX_QUESTIONS:
                file.reading.errors.append(too_many_questions(Place(line=number)))
                return file.reading
            file.take(number, line)
        file.end_unanswered()
        return file.reading

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write the single choices; line breaks become spaces."""
        writing = Writing(b"")
        blocks: list[str] = []
        for number, question in enumerate(questions, start=1):
            place = place_of(question, number)
            content = question.content
            texts = [localise(t, language) for t in _texts(content)]
            if code := _not_writable(content, texts[0]):
                writing.errors.append(Fault(place=place, code=code, message=_ERRORS[code]))
                continue
            blocks.append(_block(content, [" ".join(text.split("\n")) for text in texts]))
            writing.warnings += lost_in_writing(question, place, keeps=())
            if any("\n" in text.strip() for text in texts):
                writing.warnings.append(
                    Fault(
                        place=place,
                        code="lines_not_kept",
                        message=_("Line breaks have no place in this format."),
                    )
                )
        writing.data = "\n".join(blocks).encode()
        return writing


class _File:
    """What has been read so far, and the question that is being read."""

    def __init__(self, options: ReadOptions) -> None:
        self.reading = Reading()
        self._language = options.language
        self._begin(0)

    def take(self, number: int, line: str) -> None:
        """Take a line that is not empty."""
        if option := _OPTION.match(line):
            self._take_option(number, option[1], option[2].strip())
        elif _LIKE_ANSWER.match(line):
            self._take_answer(number, line)
        else:
            self._take_stem(number, line)

    def end_unanswered(self) -> None:
        """End a question that has no answer; there may be none."""
        if self._stem or self._letters:
            self._end("answer_missing")

    def _begin(self, line: int) -> None:
        self._line = line
        self._stem: list[str] = []
        self._letters: list[str] = []
        self._draft = Draft(type=QuestionType.SINGLE)

    def _take_stem(self, number: int, line: str) -> None:
        # Once options have begun, a line that is none begins the next question, as in Moodle.
        if self._letters:
            self.end_unanswered()
        elif len(self._stem) == _MAX_STEM_LINES:
            self._end("stem_too_long")
        if not self._stem:
            self._begin(number)
        self._stem.append(line)

    def _take_option(self, number: int, letter: str, text: str) -> None:
        if not self._stem and not self._letters:
            self._begin(number)
        # Those beyond are out of order, or too many, already.
        if len(self._letters) < _MAX_LETTERS:
            self._letters.append(letter)
            self._draft.options.append(text)

    def _take_answer(self, number: int, line: str) -> None:
        answer = _ANSWER.fullmatch(line)
        if not self._stem:
            self._line = self._line if self._letters else number
            self._end("stem_missing")
        elif answer is None:
            self._end("answer_invalid")
        elif not _are_in_order(self._letters):
            self._end("option_letters")
        else:
            self._draft.key = [ord(answer[1]) - ord("A")]
            self._end()

    def _end(self, code: str | None = None) -> None:
        place = Place(line=self._line)
        if code is not None:
            self.reading.errors.append(Fault(place=place, code=code, message=_ERRORS[code]))
        else:
            self._build(place)
        self._begin(0)

    def _build(self, place: Place) -> None:
        # One line, so that what was read can be written again.
        self._draft.stem = " ".join(self._stem)
        try:
            content = self._draft.build(self._language)
        except InvalidContent as invalid:
            self.reading.errors += [
                Fault(place=place, code=e.code, message=e.message, pointer=e.pointer)
                for e in invalid.errors
            ]
            return
        if len(self._stem) > 1:
            self.reading.warnings.append(
                Fault(
                    place=place,
                    code="stem_lines",
                    message=_("The question has several lines, which Moodle would not read."),
                )
            )
        self.reading.questions.append(ParsedQuestion(content=content, place=place))


def _are_in_order(letters: Sequence[str]) -> bool:
    return all(ord(letter) == ord("A") + place for place, letter in enumerate(letters))


def _texts(content: QuestionContent) -> Iterator[Mapping[str, object]]:
    yield content.stem
    for option in content.options:
        yield option.text


def _not_writable(content: QuestionContent, stem: str) -> str | None:
    if content.type is not QuestionType.SINGLE:
        return "type_not_writable"
    stem = stem.strip()
    return "stem_not_writable" if _OPTION.match(stem) or _LIKE_ANSWER.match(stem) else None


def _block(content: QuestionContent, texts: Sequence[str]) -> str:
    stem, *options = (text.strip() for text in texts)
    lines = [stem, *(f"{chr(ord('A') + i)}. {text}" for i, text in enumerate(options))]
    key = content.key[0] if isinstance(content.key, tuple) else ""
    right = content.option_ids.index(str(key))
    return "\n".join([*lines, f"ANSWER: {chr(ord('A') + right)}", ""])
