"""From the tables of a file to its questions."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.tables.grids import Grid, OpenedFile, Row
from quiz.bank.formats.base import Fault, Place, Reading, ReadOptions
from quiz.bank.formats.limits import MAX_QUESTIONS, too_many_questions
from quiz.bank.formats.spreadsheets.cells import Cells, language_of_row
from quiz.bank.formats.spreadsheets.columns import (
    Field,
    Header,
    find_header,
)
from quiz.bank.formats.spreadsheets.conventions import Conventions, Scale, find_conventions
from quiz.bank.formats.spreadsheets.places import RowTopics
from quiz.bank.formats.spreadsheets.rows import read_row

TABLE_NAMES = ("试题", "Questions")
GUIDE_NAMES = ("填写说明", "Instructions")
FAULT_LIST_NAMES = ("错误列表", "Faults")
"""What we call our worksheets, in Chinese and in English."""

FILE_TOO_LARGE = Fault(
    code="file_too_large", message=_("The file is too large: at most 32 MB can be read.")
)

_COLUMN_MESSAGES: Mapping[str, StrOrPromise] = {
    "score_not_kept": _("Scores are not kept: a paper gives its questions their points."),
    "numbers_not_kept": _(
        "Running numbers do not name questions. To update questions by their number, call the "
        "column 外部编号 or External id."
    ),
    "difficulty_is_share": _(
        "Numbers from 0 to 1 were read as the share of right answers: 0.85 is easy."
    ),
    "column_unknown": _("The column was not read: its title is not known."),
    "column_repeated": _("The column was not read: an earlier one has the same title."),
}
_WITHOUT_QUESTIONS = (*GUIDE_NAMES, *FAULT_LIST_NAMES, "说明")
_PARTS = {Field.STEM, Field.OPTION, Field.OPTIONS, Field.PROMPT, Field.ANSWER}


def read_grids(opened: OpenedFile, options: ReadOptions) -> Reading:
    """Read every table that has a header; the faults of a row cost that row alone."""
    reading = Reading(errors=list(opened.errors), warnings=list(opened.warnings))
    topics = RowTopics()
    headers = [(grid, find_header(grid)) for grid in opened.grids]
    found = any(header for _grid, header in headers)
    for grid, header in headers:
        if header is not None:
            _read_grid(grid, header, options, topics, reading)
        elif grid.name not in _WITHOUT_QUESTIONS and not opened.errors:
            fault = Fault(
                place=Place(table=grid.name),
                code="header_missing",
                message=_(
                    "No row among the first ten names the columns 题干 (stem) and 答案 (answer)."
                ),
            )
            (reading.warnings if found else reading.errors).append(fault)
    if not reading.questions and not reading.errors:
        reading.errors.append(Fault(code="file_empty", message=_("The file holds no questions.")))
    return reading


def question_rows(grid: Grid, header: Header) -> list[Row]:
    """The rows below the header in which something stands that a question is made of."""
    places = [place for place, column in header.columns.items() if column.field in _PARTS]
    return [
        row
        for row in grid.rows
        if row.number > header.row and any(row.cell(place).strip() for place in places)
    ]


def _read_grid(
    grid: Grid, header: Header, options: ReadOptions, topics: RowTopics, reading: Reading
) -> None:
    rows = question_rows(grid, header)
    conventions = find_conventions(header, rows)
    reading.warnings += _column_losses(grid, header, conventions)
    for row in rows:
        if len(reading.questions) + len(reading.errors) >= MAX_QUESTIONS:
            reading.errors.append(too_many_questions(Place(row=row.number, table=grid.name)))
            return
        told = read_row(
            Cells(header, row, language_of_row(header, row, options.language)),
            conventions=conventions,
            topics=topics,
            table=grid.name,
        )
        if told.question:
            reading.questions.append(told.question)
        reading.errors += told.errors
        reading.warnings += told.warnings


def _column_losses(grid: Grid, header: Header, conventions: Conventions) -> Iterator[Fault]:
    """What of whole columns is not kept, told once and not in every row."""
    for place, code in _lost_columns(header, conventions):
        yield Fault(
            place=Place(row=header.row, column=header.title_of(place), table=grid.name),
            code=code,
            message=_COLUMN_MESSAGES[code],
        )


def _lost_columns(header: Header, conventions: Conventions) -> Iterator[tuple[int, str]]:
    for place, column in header.columns.items():
        if column.field is Field.SCORE:
            yield place, "score_not_kept"
        elif column.field is Field.NUMBER and not conventions.numbers_are_ids:
            yield place, "numbers_not_kept"
        elif column.field is Field.DIFFICULTY and conventions.scale is Scale.SHARE:
            yield place, "difficulty_is_share"
    yield from ((place, "column_unknown") for place in header.unknown)
    yield from ((place, "column_repeated") for place in header.repeated)
