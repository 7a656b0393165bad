"""Reading GIFT."""

import re

from django_stubs_ext import StrOrPromise

from quiz.bank.formats.base import (
    DEFAULT_READING,
    Fault,
    ParsedQuestion,
    ParsedTopic,
    Place,
    Reader,
    Reading,
    ReadOptions,
)
from quiz.bank.formats.drafts import Draft
from quiz.bank.formats.gift.answers import Remarks, Unreadable, read_answers
from quiz.bank.formats.gift.grammar import (
    BLANK,
    CATEGORY,
    MISSING_WORD,
    Block,
    TextFormat,
    blocks_of,
    marks_in,
    protect,
    read_text,
    restore,
    unprotect,
)
from quiz.bank.formats.gift.messages import ERRORS, WARNINGS
from quiz.bank.formats.limits import MAX_QUESTIONS, too_many_questions
from quiz.bank.formats.losses import lost_in_reading
from quiz.bank.formats.moodle_categories import names_in
from quiz.bank.formats.text_files import (
    UnreadableFile,
    head_of,
    read_utf8,
)
from quiz.bank.formats.topic_slugs import TopicPaths
from quiz.bank.limits import MAX_EXTERNAL_ID_CHARACTERS, MAX_TAG_CHARACTERS, MAX_TAGS
from quiz.bank.question_content import QuestionContent
from quiz.bank.types import InvalidContent
from quiz.bank.types.blank import BLANK as BLANKS

# Answers begin with one of these marks; a verdict stands alone or before its feedback.
_ANSWERS = re.compile(r"\{\s*(?:[=~#]|(?:T|TRUE|F|FALSE)\s*[#}])")
_SURE = re.compile(r"^(?:\$CATEGORY:|::[^\n]{1,300}?::)", re.MULTILINE)


class GiftReader(Reader):
    """`::title:: [format]stem {=right ~wrong#feedback ####explanation}`, between empty lines."""

    name = "gift"

    def recognises(self, data: bytes) -> bool:
        """Whether a text holds a category, a title, or answers in braces."""
        text = protect(head_of(data))
        return bool(_ANSWERS.search(text)) or (bool(_SURE.search(text)) and "{" in text)

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read the questions block by block; a file that is not UTF-8 is one error."""
        try:
            source = read_utf8(data)
        except UnreadableFile as unreadable:
            return Reading(errors=[unreadable.fault])
        file = _File(options)
        for block in blocks_of(source):
            if file.count == MAX_QUESTIONS:
                file.reading.errors.append(too_many_questions(Place(line=block.line)))
                break
            file.take(block)
        return file.finish()


class _File:
    """What has been read of a file so far, and the topic that holds for what follows."""

    def __init__(self, options: ReadOptions) -> None:
        self.reading = Reading()
        self.count = 0
        self._options = options
        self._topics = TopicPaths()
        self._topic: tuple[ParsedTopic, ...] = ()
        self._titled: Place | None = None

    def take(self, block: Block) -> None:
        """Read a category or a question."""
        if not block.alone:
            self._warn("category_not_alone", Place(line=block.line))
        marks = marks_in(block.comments)
        if block.text.startswith(CATEGORY):
            names = names_in(unprotect(block.text[len(CATEGORY) :]))
            self._topic = self._topics.path_of(names, slug=marks.external_id)
            return
        self.count += 1
        place = Place(line=block.line, item=marks.external_id)
        try:
            title, stem, answers, explanation = _parts_of(block.text)
            remarks, content = self._read(stem, answers, explanation)
        except Unreadable as unreadable:
            self._fail(place, unreadable.code, ERRORS[unreadable.code])
            return
        except InvalidContent as invalid:
            for error in invalid.errors:
                self._fail(place, error.code, error.message, error.pointer)
            return
        tags = tuple(tag for tag in marks.tags if len(tag) <= MAX_TAG_CHARACTERS)[:MAX_TAGS]
        if tags != marks.tags:
            remarks.add("tags_not_kept")
        external_id = marks.external_id
        if external_id is not None and len(external_id) > MAX_EXTERNAL_ID_CHARACTERS:
            external_id = None
        if external_id is None and "[id:" in block.comments:
            remarks.add("id_not_kept")
        if title and self._titled is None and not _begins(content, title):
            self._titled = place
        self.reading.warnings += lost_in_reading(remarks.lost, place)
        for code in remarks.codes:
            self._warn(code, place)
        self.reading.questions.append(
            ParsedQuestion(
                external_id=external_id,
                topic=self._topic,
                tags=tags,
                content=content,
                place=place,
            )
        )

    def finish(self) -> Reading:
        """Everything that was read."""
        if self._titled is not None:
            self._warn("titles_not_kept", self._titled)
        return self.reading

    def _read(self, stem: str, answers: str, explanation: str) -> tuple[Remarks, QuestionContent]:
        plain, used = read_text(stem, TextFormat.MOODLE)
        remarks = Remarks(used, strict=self._options.strict)
        remarks.lost |= plain.lost
        draft = read_answers(answers, remarks)
        draft.stem = plain.text
        draft.explanation = remarks.text(explanation)
        _add_blank(draft)
        if "{" in stem or "}" in stem:
            remarks.add("second_braces")
        return remarks, draft.build(self._options.language)

    def _warn(self, code: str, place: Place) -> None:
        self.reading.warnings.append(Fault(place=place, code=code, message=WARNINGS[code]))

    def _fail(self, place: Place, code: str, message: StrOrPromise, pointer: str = "") -> None:
        self.reading.errors.append(Fault(place=place, code=code, message=message, pointer=pointer))


def _parts_of(text: str) -> tuple[str, str, str, str]:
    """Title, stem, answers and explanation, each as it is written; raises `Unreadable`."""
    title = ""
    if text.startswith("::"):
        named, colons, rest = text[2:].partition("::")
        title, text = (named, rest.strip()) if colons else ("", text[2:])
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise Unreadable("description_unsupported")
    if start < 0 or end < start:
        raise Unreadable("braces_unbalanced")
    before, inside, after = text[:start], text[start + 1 : end], text[end + 1 :]
    stem = f"{before}{MISSING_WORD}{after}" if not text.endswith("}") else f"{before}{after}"
    answers, separator, explanation = inside.rpartition("####")
    if not separator:
        answers, explanation = inside, ""
    return title, stem, answers.strip(), explanation


def _add_blank(draft: Draft) -> None:
    """Give a stem that asks for a word and shows no blank one at its end."""
    if isinstance(draft.key, list) and draft.type == "blank" and not BLANKS.search(draft.stem):
        draft.stem = f"{draft.stem} {BLANK}".strip()


def _begins(content: QuestionContent, title: str) -> bool:
    """Whether a title says no more than the stem: Moodle makes one from its beginning."""
    start = " ".join(restore(title).split()).rstrip(".… ")
    return any(" ".join(str(stem).split()).startswith(start) for stem in content.stem.values())
