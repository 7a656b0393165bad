"""From questions to the cells of one table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from common.text import Language, LocalisedText, localise
from quiz.bank.formats.base import Fault, ParsedQuestion, ParsedTopic
from quiz.bank.formats.languages import language_in
from quiz.bank.formats.losses import place_of
from quiz.bank.formats.spreadsheets.answers import write_answer
from quiz.bank.formats.spreadsheets.cells import OPTION_LABELS, PROMPT_LABELS
from quiz.bank.formats.spreadsheets.columns import Column, Field
from quiz.bank.formats.spreadsheets.escapes import clean_text, protect_labels, quote_formula
from quiz.bank.formats.spreadsheets.places import topics_read_back, write_path, write_tags
from quiz.bank.formats.spreadsheets.vocabulary import DIFFICULTY_NAMES, TYPE_NAMES, word_in

MAX_CELL_CHARACTERS = 32_767
"""Excel's own limit."""

_ORDER = (
    Field.EXTERNAL_ID, Field.TYPE, Field.STEM, Field.PROMPT, Field.OPTION, Field.ANSWER,
    Field.EXPLANATION, Field.DIFFICULTY, Field.TOPIC, Field.TOPIC_CODE, Field.TAGS, Field.SOURCE,
    Field.FEEDBACK,
)  # fmt: skip
_ALWAYS = (Field.TYPE, Field.STEM, Field.ANSWER, Field.EXPLANATION, Field.DIFFICULTY)


@dataclass(slots=True)
class Table:
    """What to write: the columns, the rows of texts below them, and what did not fit."""

    columns: list[Column]
    rows: list[list[str]]
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def write_table(questions: Sequence[ParsedQuestion], language: Language) -> Table:
    """The table whose titles and words are in that language, one row a question.

    Where each question is in one language, and looks it, columns name none; otherwise those of the
    other language name it. Formulas are quoted.
    """
    bilingual = not all(map(_looks_its_one_language, questions))
    codes = not all(topics_read_back([q.topic for q in questions], coded=False))
    kept = topics_read_back([q.topic for q in questions], coded=codes)
    table = Table([], [])
    rows: list[Mapping[Column, str]] = []
    for number, (question, topic_is_kept) in enumerate(zip(questions, kept, strict=True), start=1):
        place = place_of(question, number)
        cells = _write_question(question, language, bilingual=bilingual, codes=codes)
        if max(map(len, cells.values())) > MAX_CELL_CHARACTERS:
            message = _("A cell of a spreadsheet holds at most 32,767 characters.")
            table.errors.append(Fault(place=place, code="cell_too_long", message=message))
            continue
        if not topic_is_kept:
            message = _("Another topic of the file has the same name or code.")
            table.warnings.append(Fault(place=place, code="topic_code_lost", message=message))
        rows.append(cells)
    table.columns = _columns(rows, language, bilingual=bilingual)
    table.rows = [[row.get(column, "") for column in table.columns] for row in rows]
    return table


def _write_question(
    question: ParsedQuestion, language: Language, *, bilingual: bool, codes: bool
) -> dict[Column, str]:
    content, topic = question.content, question.topic
    cells = {
        Column(Field.EXTERNAL_ID): question.external_id or "",
        Column(Field.TYPE): word_in(TYPE_NAMES[content.type], language),
        Column(Field.ANSWER): write_answer(content, language),
        Column(Field.TAGS): write_tags(question.tags),
    }
    if question.difficulty is not None:
        cells[Column(Field.DIFFICULTY)] = word_in(DIFFICULTY_NAMES[question.difficulty], language)
    if topic and codes:
        cells[Column(Field.TOPIC_CODE)] = write_path([level.slug for level in topic])
    by_language = Language if bilingual else [None]
    for wanted in by_language:
        named = None if wanted is language else wanted
        cells |= {
            Column(what, index, named): text
            for what, index, text in _texts_in(question, wanted)
            if text
        }
    return {c: quote_formula(clean_text(text)) for c, text in cells.items() if clean_text(text)}


def _texts_in(
    question: ParsedQuestion, language: Language | None
) -> Iterator[tuple[Field, int, str]]:
    """The texts of a question in a language; None for the one that each of them has."""

    def said(text: LocalisedText) -> str:
        found = text.get(language, "") if language else localise(text, "")
        return clean_text(str(found))

    content = question.content
    yield Field.STEM, 0, said(content.stem)
    yield Field.EXPLANATION, 0, said(content.explanation)
    yield Field.SOURCE, 0, said(content.source)
    names = [said(level.name) for level in question.topic]
    yield Field.TOPIC, 0, write_path(names) if any(names) else ""
    options = [said(option.text) for option in content.options]
    yield from _labelled(Field.OPTION, options, OPTION_LABELS)
    yield from _labelled(Field.PROMPT, [said(prompt) for prompt in content.prompts], PROMPT_LABELS)
    for index, option in enumerate(content.options):
        yield Field.FEEDBACK, index, said(option.feedback)


def _labelled(
    what: Field, texts: Sequence[str], labels: Sequence[str]
) -> Iterator[tuple[Field, int, str]]:
    """As the reader does, look only at the texts that there are in this language."""
    places = [place for place, text in enumerate(texts) if text]
    protected = protect_labels([texts[p] for p in places], [labels[p] for p in places])
    yield from ((what, place, text) for place, text in zip(places, protected, strict=True))


def _columns(
    rows: Iterable[Mapping[Column, str]], language: Language, *, bilingual: bool
) -> list[Column]:
    columns = {Column(what) for what in _ALWAYS}
    if bilingual:
        # Named even if it stays empty: it tells the reader the language of the others.
        other = next(one for one in Language if one is not language)
        columns.add(Column(Field.STEM, 0, other))
    columns.update(*rows)
    return sorted(columns, key=lambda c: (_ORDER.index(c.field), c.index, c.language is not None))


def _looks_its_one_language(question: ParsedQuestion) -> bool:
    content = question.content
    spoken = [content.stem, content.explanation, *content.prompts]
    spoken += [option.text for option in content.options]
    texts = [*spoken, content.source, *(option.feedback for option in content.options)]
    languages = {language for text in texts for language in text}
    return (
        len(languages) == 1
        and languages == {language_in(*(localise(text, "") for text in spoken)).value}
        and all(map(_looks_its_language, question.topic))
    )


def _looks_its_language(topic: ParsedTopic) -> bool:
    return list(topic.name) == [language_in(localise(topic.name, "")).value]
