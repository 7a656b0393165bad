"""The empty spreadsheet that people fill in: one example of each type, drop-downs, instructions."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.text import Language, django_language
from quiz.bank.enums import QuestionType
from quiz.bank.formats.spreadsheets.columns import Column, Field
from quiz.bank.formats.spreadsheets.layout import make_workbook, table_part, text_part
from quiz.bank.formats.spreadsheets.reading import GUIDE_NAMES, TABLE_NAMES
from quiz.bank.formats.spreadsheets.template_examples import EXAMPLES, Example
from quiz.bank.formats.spreadsheets.vocabulary import DIFFICULTY_NAMES, TYPE_NAMES, word_in

_OPTIONS = 6
COLUMNS: Sequence[Column] = (
    Column(Field.EXTERNAL_ID),
    Column(Field.TYPE),
    Column(Field.STEM),
    *(Column(Field.OPTION, index) for index in range(_OPTIONS)),
    *map(
        Column,
        (
            Field.ANSWER, Field.EXPLANATION, Field.DIFFICULTY, Field.TOPIC, Field.TAGS,
            Field.SOURCE,
        ),
    ),
)  # fmt: skip


def write_template(*, language: Language) -> bytes:
    """An XLSX file to fill in, its titles, words, examples and instructions in that language.

    Read back, it gives its examples and nothing else.
    """
    with override(django_language(language)):
        guide = list(_instructions(language))
    return make_workbook(
        table_part(
            name=word_in(TABLE_NAMES, language),
            titles=[column.title(language) for column in COLUMNS],
            columns=dict(enumerate(COLUMNS)),
            rows=[_row(example, language) for example in EXAMPLES[language]],
            language=language,
        ),
        text_part(name=word_in(GUIDE_NAMES, language), rows=guide, widths=(22, 100)),
    )


def _row(example: Example, language: Language) -> list[str]:
    cells: Mapping[Column, str] = {
        Column(Field.TYPE): word_in(TYPE_NAMES[example.type], language),
        Column(Field.STEM): example.stem,
        Column(Field.ANSWER): example.answer,
        Column(Field.EXPLANATION): example.explanation,
        Column(Field.DIFFICULTY): word_in(DIFFICULTY_NAMES[example.difficulty], language),
        Column(Field.TOPIC): example.topic,
        **{Column(Field.OPTION, index): text for index, text in enumerate(example.options)},
    }
    return [cells.get(column, "") for column in COLUMNS]


def _instructions(language: Language) -> Iterator[tuple[str, str]]:
    yield _("Column"), _("What to write")
    told = {
        Field.EXTERNAL_ID: _(
            "Optional. A number or name of your own by which an upload finds the question again."
        ),
        Field.TYPE: _("Choose from the list. Where it is empty, it is guessed from the answer."),
        Field.STEM: _("Needed. For blanks, write four underscores ____ where each blank is."),
        Field.OPTION: _("One option a cell, without gaps; columns may be added up to Option Z."),
        Field.ANSWER: _("Needed. How it is written depends on the type: see below."),
        Field.EXPLANATION: _("Optional. Shown in the review."),
        Field.DIFFICULTY: " ".join(word_in(names, language) for names in DIFFICULTY_NAMES.values()),
        Field.TOPIC: _("Optional. For a topic within a topic, write a slash between the names."),
        Field.TAGS: _("Optional. Several with commas between."),
        Field.SOURCE: _("Optional. Where the answer can be checked."),
    }
    for field, text in told.items():
        yield Column(field).title(language), text
    yield "", ""
    answers = {
        QuestionType.SINGLE: _("The letter of the right option: B"),
        QuestionType.MULTIPLE: _("The letters of all right options: ACD"),
        QuestionType.TRUE_FALSE: _("True or False"),
        QuestionType.BLANK: _(
            "The word. A bar | goes between blanks, a semicolon ; between spellings of one blank."
        ),
        QuestionType.NUMERIC: _("A number 7, a number and its tolerance 3.14±0.01, or a range 1~5"),
        QuestionType.ORDERING: _("The letters in the right order: C-A-B"),
        QuestionType.MATCHING: _(
            "Each option is a pair left|right; leave the answer empty. Right sides are shuffled."
        ),
    }
    for kind, text in answers.items():
        yield word_in(TYPE_NAMES[kind], language), text
    yield "", ""
    yield "", _("Delete the examples before you upload. Columns may be moved or left out.")
