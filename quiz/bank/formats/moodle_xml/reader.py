"""Reading Moodle XML, question by question."""

from dataclasses import dataclass, field, replace

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quiz.bank.formats.base import (
    DEFAULT_READING,
    Fault,
    ParsedQuestion,
    Place,
    Reader,
    Reading,
    ReadOptions,
)
from quiz.bank.formats.guarded_xml import Element, UnreadableXml, root_of, stream_records
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.limits import MAX_QUESTIONS, too_many_questions
from quiz.bank.formats.moodle_categories import names_in
from quiz.bank.formats.moodle_xml.answers import ANSWER_READERS, Item
from quiz.bank.formats.moodle_xml.cloze import read_cloze
from quiz.bank.formats.moodle_xml.texts import check_file, child_text, read_files, read_text
from quiz.bank.formats.plain_questions import content_of
from quiz.bank.formats.plain_text import PlainText
from quiz.bank.formats.reading_losses import lose_combined_feedback
from quiz.bank.formats.topic_slugs import TopicPaths, is_topic_slug
from quiz.bank.types import InvalidContent

_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_STANDARD_FEEDBACK = {
    "",
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}


class MoodleXmlReader(Reader):
    """`<quiz><question type="…">…</question></quiz>`."""

    name = "moodle"

    def recognises(self, data: bytes) -> bool:
        """Whether the root element is `quiz`, in no namespace."""
        root = root_of(data)
        return root is not None and root.name == "quiz" and not root.namespace

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read the questions; of a file that breaks off, those before that place."""
        work = _FileReading(options)
        try:
            records = stream_records(data)
            root = next(records, None)
            if root is None or root.name != "quiz":
                return _refused(Fault(code="format_unknown", message=_("This is no Moodle XML.")))
            for record in records:
                if not work.take(record):
                    break
        except UnreadableXml as unreadable:
            work.reading.errors.append(unreadable.fault)
        return work.finish()


def _refused(fault: Fault) -> Reading:
    return Reading(errors=[fault])


@dataclass(slots=True)
class _FileReading:
    """One file being read. Topics are made last: a category may come after its children."""

    options: ReadOptions
    reading: Reading = field(default_factory=Reading)
    _count: int = 0
    _category: tuple[str, ...] = ()
    _categories: list[tuple[str, ...]] = field(default_factory=list)
    _slugs: dict[tuple[str, ...], str] = field(default_factory=dict)
    _external_ids: set[str] = field(default_factory=set)
    _titled: Place | None = None

    def take(self, element: Element) -> bool:
        """Take one record; False when there are too many."""
        if element.name != "question":
            return True
        if element.get("type") == "category":
            self._take_category(element)
            return True
        if self._count >= MAX_QUESTIONS:
            self.reading.errors.append(too_many_questions(Place(line=element.line)))
            return False
        self._count += 1
        self._take_question(element)
        return True

    def finish(self) -> Reading:
        """Give the questions their topics."""
        topics = TopicPaths()
        for names in sorted(self._slugs, key=len):
            topics.path_of(names, slug=self._slugs[names])
        self.reading.questions = [
            replace(question, topic=topics.path_of(names))
            for question, names in zip(self.reading.questions, self._categories, strict=True)
        ]
        if self._titled is not None:
            self.reading.warnings.append(
                Fault(
                    place=self._titled,
                    code="titles_not_kept",
                    message=_("Titles of questions have no place here; the file has some."),
                )
            )
        return self.reading

    def _take_category(self, element: Element) -> None:
        path = child_text(element, "category", "text") or child_text(element, "category")
        self._category = tuple(names_in(path))
        report = ItemReport(Place(line=element.line, item=path[:200] or None))
        if read_text(element.first("info"), report):
            report.warn(
                "category_info_not_kept",
                _("The description of the category is not carried over."),
            )
        slug = child_text(element, "idnumber")
        if is_topic_slug(slug):
            self._slugs.setdefault(self._category, slug)
        elif slug:
            report.warn(
                "category_id_not_kept", _("The id number of the category is not carried over.")
            )
        self.reading.warnings += report.warnings

    def _take_question(self, element: Element) -> None:
        number = child_text(element, "idnumber")
        place = Place(line=element.line, item=number[:200] or str(self._count))
        report = ItemReport(place)
        try:
            question = self._read(element, number, report)
        except Refused as refused:
            self.reading.errors.append(
                Fault(place=place, code=refused.code, message=refused.message)
            )
        except InvalidContent as invalid:
            self.reading.errors += [
                Fault(place=place, code=error.code, message=error.message, pointer=error.pointer)
                for error in invalid.errors
            ]
        else:
            self.reading.questions.append(question)
            self._categories.append(self._category)
            self.reading.warnings += report.warnings

    def _read(self, element: Element, number: str, report: ItemReport) -> ParsedQuestion:
        kind = element.get("type")
        reader = read_cloze if kind in {"cloze", "multianswer"} else ANSWER_READERS.get(kind)
        if reader is None:
            raise Refused(
                "type_unsupported",
                format_lazy(_("Questions of the type “{type}” cannot be read."), type=kind[:50]),
            )
        item = Item(element, report, strict=self.options.strict)
        plain = reader(item)
        content = content_of(plain, self.options.language)
        _report_losses(element, report)
        external_id = report.external_id(number)
        if external_id in self._external_ids:
            report.warn("external_id_repeated", _("Another question has the same id number."))
            external_id = None
        if external_id:
            self._external_ids.add(external_id)
        title = child_text(element, "name")
        if not _is_beginning(title, plain.stem) and title != number:
            self._titled = self._titled or report.place
        listed = element.first("tags")
        tags = [child_text(tag) for tag in listed.elements("tag")] if listed is not None else []
        return ParsedQuestion(
            external_id=external_id, tags=report.tags(tags), content=content, place=report.place
        )


def _is_beginning(title: str, stem: str) -> bool:
    """Whether a name says nothing that the stem does not say."""
    words = " ".join(title.split()).removesuffix("...").removesuffix("…").strip()
    return " ".join(stem.split()).startswith(words)


def _report_losses(element: Element, report: ItemReport) -> None:
    for name in _COMBINED:
        if read_text(element.first(name), report) not in _STANDARD_FEEDBACK:
            lose_combined_feedback(report)
    if any(read_text(hint, report) for hint in element.elements("hint")):
        report.warn("hints_not_kept", _("Hints are not carried over."))
    if child_text(element, "hidden") in {"1", "true"}:
        report.warn("hidden_ignored", _("The question was hidden where it comes from."))
    read_files(element, report)
    picture = element.first("image_base64")
    if picture is not None and picture.full_text.strip():
        check_file(child_text(element, "image") or "?", picture.full_text, "base64", report)
    elif child_text(element, "image"):
        report.text_of(PlainText("", frozenset({"picture"})))
