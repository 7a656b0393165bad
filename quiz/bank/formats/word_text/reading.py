"""Reading text pasted from Word."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.tables.delimited import decode_text
from quiz.bank.formats.base import (
    DEFAULT_READING,
    Fault,
    ParsedQuestion,
    Place,
    Reader,
    Reading,
    ReadOptions,
)
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.limits import MAX_QUESTIONS, too_many_questions
from quiz.bank.formats.spreadsheets.answers import UnclearCell
from quiz.bank.formats.text_files import (
    HEAD_BYTES,
    UnreadableFile,
    check_size,
    lines_of,
)
from quiz.bank.formats.topic_slugs import TopicPaths
from quiz.bank.formats.word_text.answer_lists import read_ranges
from quiz.bank.formats.word_text.building import build_content, difficulty_of, points_of
from quiz.bank.formats.word_text.items import Item
from quiz.bank.formats.word_text.keys import choice_in_stem, verdict_in_stem
from quiz.bank.formats.word_text.marks import (
    Mark,
    heading_of,
    marks_in,
    number_of,
    option_at,
    plain_form,
)
from quiz.bank.formats.word_text.scanning import Scanner
from quiz.bank.types import InvalidContent

# Word's own line break, and others that are none for us, become line ends.
_BREAKS = str.maketrans({"\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_GONE = str.maketrans("", "", "\0\u200b\ufeff")
_HEAD_LINES = 300
_LONGEST_LINE = 20_000
_MOST_LINES = 20 * MAX_QUESTIONS

_STRAYS: Mapping[str, StrOrPromise] = {
    "text_skipped": _("This text belongs to no question and was left out."),
    "line_too_long": _("This line is too long and was left out."),
    "answers_miscounted": _("The range has another number of questions than of answers."),
    "answer_repeated": _("The question has an answer already; this one went to its explanation."),
    "answer_without_question": _("This answer fits no question that waits for one."),
}
_ARE_ERRORS = {"answers_miscounted", "line_too_long"}


class WordTextReader(Reader):
    """Number and stem, options on lines of their own or on one, 答案, 解析, 难度, 知识点."""

    name = "text"

    def recognises(self, data: bytes) -> bool:
        """Whether a text has questions or options, and answers to them."""
        head = data[:HEAD_BYTES]
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"[{", b"PK")):
            return False
        text, _whole = decode_text(head, cut=True)
        if "\0" in text:
            return False
        has_shape = has_answer = False
        for _number, line in zip(
            range(_HEAD_LINES), lines_of(text.translate(_BREAKS)), strict=False
        ):
            plain = plain_form(line)
            has_shape |= bool(option_at(plain) or number_of(plain) or heading_of(plain))
            has_answer |= _has_answer(plain)
        return has_shape and has_answer

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read the questions; what is left over between them is told."""
        try:
            check_size(data)
        except UnreadableFile as unreadable:
            return Reading(errors=[unreadable.fault])
        text, is_whole = decode_text(data)
        reading = Reading()
        scanner, lines = Scanner(), 0
        for number, line in enumerate(lines_of(text.translate(_BREAKS).translate(_GONE)), start=1):
            lines += bool(line)
            found = len(scanner.scan.items) + len(scanner.scan.strays)
            if found >= MAX_QUESTIONS or lines > _MOST_LINES:
                reading.errors.append(too_many_questions(Place(line=number)))
                break
            if len(line) > _LONGEST_LINE:
                scanner.scan.strays.append((number, "line_too_long"))
            else:
                scanner.take(number, line)
        scan = scanner.finish()
        topics = TopicPaths()
        for item in scan.items:
            _read_item(item, topics, options, reading)
        reading.errors += _strays(scan.strays, are_errors=True)
        reading.warnings += _strays(scan.strays, are_errors=False)
        if not is_whole:
            reading.warnings.append(
                Fault(
                    place=Place(line=text.count("\n", 0, text.find("\ufffd")) + 1),
                    code="characters_not_kept",
                    message=_("Characters that are neither UTF-8 nor GB18030 could not be read."),
                )
            )
        if not reading.questions and not reading.errors:
            reading.errors.append(
                Fault(code="questions_missing", message=_("No question was found in the text."))
            )
        return reading


def _has_answer(plain: str) -> bool:
    for marked in marks_in(plain):
        if marked.mark is Mark.ANSWER and (marked.is_bracketed or plain[marked.end :].strip()):
            return True
    if read_ranges(plain):
        return True
    most = 8
    if not number_of(plain):
        return False
    return choice_in_stem(plain, most) is not None or verdict_in_stem(plain) is not None


def _read_item(item: Item, topics: TopicPaths, options: ReadOptions, reading: Reading) -> None:
    place = Place(line=item.line, item=None if item.number is None else str(item.number))
    report = ItemReport(place)
    try:
        content = build_content(item, options.language)
    except UnclearCell as unclear:
        reading.errors.append(Fault(place=place, code=unclear.code, message=unclear.message))
        return
    except InvalidContent as invalid:
        reading.errors += [
            Fault(place=place, code=e.code, message=e.message, pointer=e.pointer)
            for e in invalid.errors
        ]
        return
    point, tags = points_of(item)
    difficulty = difficulty_of(item)
    if difficulty is None and item.marked.get(Mark.DIFFICULTY):
        report.warn("difficulty_unknown", _("The difficulty could not be read."))
    reading.questions.append(
        ParsedQuestion(
            topic=topics.path_of(point),
            difficulty=difficulty,
            tags=report.tags(tags),
            content=content,
            place=place,
        )
    )
    reading.warnings += report.warnings


def _strays(strays: list[tuple[int, str]], *, are_errors: bool) -> Iterator[Fault]:
    for line, code in strays:
        if (code in _ARE_ERRORS) is are_errors:
            yield Fault(place=Place(line=line), code=code, message=_STRAYS[code])
