"""Writing Moodle XML that Moodle's import takes."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from common.text import Language, localise
from quiz.bank.formats.base import ParsedQuestion, ParsedTopic, Writer, Writing
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.losses import Part, place_of
from quiz.bank.formats.moodle_categories import category_of
from quiz.bank.formats.moodle_xml.writing import moodle_type, text_element, write_answer
from quiz.bank.formats.plain_questions import PlainQuestion, language_to_write, plain_of
from quiz.bank.formats.writing_losses import report_lost_parts
from quiz.bank.formats.xml_writing import DECLARATION, Markup, cdata, element, joined

_MAX_NAME_CHARACTERS = 80
_MAX_ID_CHARACTERS = 100
"""Of an `idnumber` in Moodle's database."""

_PENALTY = "0.3333333"
_KEPT = set(Part) - {Part.DIFFICULTY, Part.LANGUAGE, Part.SOURCE}


class MoodleXmlWriter(Writer):
    """One language, all seven types. Difficulty and source have no place in it."""

    name = "moodle"
    suffix = ".xml"
    media_type = "application/xml"

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write every question, each topic as a category before its questions."""
        writing = Writing(b"")
        records: list[str] = []
        topic: tuple[ParsedTopic, ...] = ()
        known: set[tuple[str, ...]] = set()
        for number, question in enumerate(questions, start=1):
            if _slugs(question.topic) != _slugs(topic):
                topic = question.topic
                records += _categories(topic, known, language)
            report = ItemReport(place_of(question, number))
            records.append(_write_question(question, language, report))
            writing.warnings += report.warnings
        document = DECLARATION + joined("<quiz>", *records, "</quiz>") + "\n"
        writing.data = document.encode()
        return writing


def _slugs(topic: tuple[ParsedTopic, ...]) -> tuple[str, ...]:
    return tuple(part.slug for part in topic)


def _categories(
    topic: tuple[ParsedTopic, ...], known: set[tuple[str, ...]], language: Language
) -> Iterator[Markup]:
    """The category, after those of its parents that were not written yet."""
    slugs = _slugs(topic)
    names = [localise(part.name, language) for part in topic]
    for depth in range(1, len(topic)):
        if slugs[:depth] not in known:
            known.add(slugs[:depth])
            yield _category(names[:depth], slugs[depth - 1])
    known.add(slugs)
    yield _category(names, slugs[-1] if slugs else "")


def _category(names: Sequence[str], slug: str) -> Markup:
    return element(
        "question",
        element("category", text_element(category_of(names))),
        element("info", element("text"), attributes={"format": "plain_text"}),
        element("idnumber", slug),
        attributes={"type": "category"},
    )


def _write_question(question: ParsedQuestion, wanted: Language, report: ItemReport) -> Markup:
    language = language_to_write(question.content, wanted)
    plain = plain_of(question.content, language)
    report_lost_parts(question, plain, report, keeps=_KEPT)
    if len(question.external_id or "") > _MAX_ID_CHARACTERS:
        report.warn("external_id_long", _("Moodle takes at most 100 characters of an id number."))
    stem, answer = write_answer(plain, report)
    tags = [element("tag", text_element(tag)) for tag in question.tags]
    return element(
        "question",
        joined(
            element("name", text_element(_name_of(plain))),
            stem,
            element(
                "generalfeedback",
                text_element(plain.explanation),
                attributes={"format": "plain_text"},
            ),
            element("defaultgrade", "1.0000000"),
            element("penalty", _PENALTY),
            element("hidden", "0"),
            element("idnumber", cdata(question.external_id or "")),
            answer,
            element("tags", *tags) if tags else "",
        ),
        attributes={"type": moodle_type(plain)},
    )


def _name_of(question: PlainQuestion) -> str:
    words = " ".join(question.stem.split())
    return words if len(words) <= _MAX_NAME_CHARACTERS else f"{words[:_MAX_NAME_CHARACTERS]}…"
