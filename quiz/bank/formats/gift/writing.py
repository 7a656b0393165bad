"""Writing GIFT."""

from collections.abc import Iterator, Sequence
from html import escape as escape_html
from typing import cast

from common.text import Language, LocalisedText, localise
from quiz.bank.accepted_numbers import AcceptedNumber, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.formats.base import Fault, ParsedQuestion, ParsedTopic, Place, Writer, Writing
from quiz.bank.formats.gift.grammar import CATEGORY, escape, marks_in, write_mark
from quiz.bank.formats.gift.messages import ERRORS, WARNINGS
from quiz.bank.formats.losses import Part, lost_in_writing, place_of
from quiz.bank.formats.moodle_categories import category_of
from quiz.bank.formats.topic_slugs import is_topic_slug
from quiz.bank.question_content import QuestionContent

_TITLE_CHARACTERS = 60
_KEPT = {Part.EXTERNAL_ID, Part.TOPIC, Part.TAGS, Part.EXPLANATION}
# How many right options can share 100 per cent in weights that Moodle knows.
_EVEN_SHARES = {*range(1, 11), 20}


class _NotWritable(ValueError):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class GiftWriter(Writer):
    """All types but ordering; topics as categories, external ids and tags in comments."""

    name = "gift"
    suffix = ".gift.txt"
    media_type = "text/plain; charset=utf-8"

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write one block a question, and one for each topic on the way."""
        writing = Writing(b"")
        categories = _Categories(language)
        blocks: list[str] = []
        for number, question in enumerate(questions, start=1):
            place = place_of(question, number)
            try:
                block = _block(question, number, language)
            except _NotWritable as refused:
                code = refused.code
                writing.errors.append(Fault(place=place, code=code, message=ERRORS[code]))
                continue
            blocks += categories.enter(question.topic)
            blocks.append(block)
            writing.warnings += _losses(question, place)
        writing.data = "".join(f"{block}\n\n" for block in blocks).encode()
        return writing


class _Categories:
    """The category that holds now, and those written before."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._now: tuple[str, ...] = ()
        self._written: set[tuple[str, ...]] = {()}

    def enter(self, topic: Sequence[ParsedTopic]) -> Iterator[str]:
        """The blocks that make a topic hold; outer ones come before, to carry their slugs."""
        names = tuple(
            " ".join(localise(level.name, self._language).split()) or level.slug for level in topic
        )
        for depth in range(1, len(names) + 1):
            path = names[:depth]
            if path not in self._written or (path == names and path != self._now):
                self._written.add(path)
                mark = write_mark("id", topic[depth - 1].slug)
                yield f"// {mark}\n{CATEGORY} {category_of(path)}"
        if not names and self._now:
            yield f"{CATEGORY} {category_of(())}"
        self._now = names


def _block(question: ParsedQuestion, number: int, language: Language) -> str:
    content = question.content
    stem = localise(content.stem, language)
    title = " ".join(stem.split())[:_TITLE_CHARACTERS].replace("[", "(").replace("]", ")")
    lines = [f"// question: {number}  name: {title}"]
    if marks := _marks(question):
        lines.append(f"// {' '.join(marks)}")
    answers = [*_answers(content, language)]
    if explanation := localise(content.explanation, language):
        answers.append(f"####{_text(explanation)}")
    inner = (f"\t{answer}" for answer in answers)
    return "\n".join([*lines, f"[plain]{escape(stem)} {{", *inner, "}"])


def _answers(content: QuestionContent, language: Language) -> Iterator[str]:
    """The answers of a question, one a line; raises `_NotWritable`."""
    match content.type:
        case QuestionType.SINGLE | QuestionType.MULTIPLE:
            yield from _options(content, language)
        case QuestionType.TRUE_FALSE:
            yield "TRUE" if content.key else "FALSE"
        case QuestionType.BLANK:
            yield from _spellings(content)
        case QuestionType.NUMERIC:
            yield "#"
            yield from map(_number, cast("tuple[AcceptedNumber, ...]", content.key))
        case QuestionType.MATCHING:
            yield from _pairs(content, language)
        case QuestionType.ORDERING:
            raise _NotWritable("ordering_not_writable")


def _options(content: QuestionContent, language: Language) -> Iterator[str]:
    key = cast("tuple[str, ...]", content.key)
    share = f"{100 / len(key):.5f}".rstrip("0").rstrip(".")
    for option in content.options:
        right = option.id in key
        if content.type is QuestionType.SINGLE:
            sign = "=" if right else "~"
        else:
            sign = f"~%{share}%" if right else f"~%-{share}%"
        feedback = localise(option.feedback, language)
        written = f"#{_text(feedback)}" if feedback.strip() else ""
        yield f"{sign}{_text(localise(option.text, language))}{written}"


def _spellings(content: QuestionContent) -> Iterator[str]:
    blanks = cast("tuple[tuple[str, ...], ...]", content.key)
    if len(blanks) != 1:
        raise _NotWritable("blanks_not_writable")
    for spelling in blanks[0]:
        # Nothing in GIFT keeps such an answer from being read as a pair to match.
        if "->" in spelling:
            raise _NotWritable("spelling_not_writable")
        literal = spelling.replace("*", r"\*")
        yield f"={_text(literal)}"


def _number(accepted: AcceptedNumber) -> str:
    if accepted.value is None:
        return f"={write_number(accepted.low)}..{write_number(accepted.high)}"
    tolerance = f":{write_number(accepted.tolerance)}" if accepted.tolerance else ""
    return f"={write_number(accepted.value)}{tolerance}"


def _pairs(content: QuestionContent, language: Language) -> Iterator[str]:
    texts = {option.id: option.text for option in content.options}
    key = cast("tuple[str, ...]", content.key)
    for prompt, option_id in zip(content.prompts, key, strict=True):
        yield f"={_prompt(prompt, language)} -> {escape(localise(texts[option_id], language))}"
    for option_id, text in texts.items():
        if option_id not in key:
            yield f"= -> {escape(localise(text, language))}"


def _prompt(prompt: LocalisedText, language: Language) -> str:
    text = localise(prompt, language)
    if "->" not in text:
        return _text(text)
    # The first arrow parts prompt and answer; only markup can hide one.
    markup = escape_html(text, quote=False).replace("\n", "<br>")
    return f"[html]{escape(markup)}"


def _text(text: str) -> str:
    """A text after the stem, whose format it has; what looks like a format or weight is none."""
    escaped = escape(text)
    return f"[plain]{escaped}" if escaped.startswith(("[", "%")) else escaped


def _marks(question: ParsedQuestion) -> list[str]:
    """External id and tags for a comment, but for those that would be read as something else."""
    texts = [("id", question.external_id or ""), *(("tag", tag) for tag in question.tags)]
    marks = [(write_mark(kind, text), text) for kind, text in texts]
    return [mark for mark, text in marks if _is_kept(mark, text)]


def _is_kept(mark: str, text: str) -> bool:
    read = marks_in(mark)
    return text in {read.external_id, *read.tags}


def _losses(question: ParsedQuestion, place: Place) -> Iterator[Fault]:
    keeps = set(_KEPT)
    kind = question.content.type
    if kind in (QuestionType.SINGLE, QuestionType.MULTIPLE):
        keeps.add(Part.FEEDBACK)
    kept = marks_in(" ".join(_marks(question)))
    if kept.external_id != question.external_id:
        keeps.remove(Part.EXTERNAL_ID)
    if kept.tags != question.tags:
        keeps.remove(Part.TAGS)
    if not all(is_topic_slug(topic.slug) for topic in question.topic):
        keeps.remove(Part.TOPIC)
    yield from lost_in_writing(question, place, keeps=keeps)
    key = question.content.key
    if kind is QuestionType.MULTIPLE and isinstance(key, tuple) and len(key) not in _EVEN_SHARES:
        yield Fault(place=place, code="weight_off_list", message=WARNINGS["weight_off_list"])
