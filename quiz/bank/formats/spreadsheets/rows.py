"""From one row to one question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.tables.grids import Mangling
from common.text import LocalisedText
from quiz.bank.enums import Difficulty
from quiz.bank.formats.base import Fault, ParsedQuestion, Place
from quiz.bank.formats.spreadsheets.answers import (
    UnclearCell,
)
from quiz.bank.formats.spreadsheets.cells import Cells
from quiz.bank.formats.spreadsheets.columns import Field
from quiz.bank.formats.spreadsheets.conventions import Conventions, read_difficulty
from quiz.bank.formats.spreadsheets.kinds import infer_type, read_type
from quiz.bank.formats.spreadsheets.parts import read_parts
from quiz.bank.formats.spreadsheets.places import RowTopics, read_tags
from quiz.bank.question_content import content_from_json
from quiz.bank.types import rules_of

_MANGLED: Mapping[Mangling, tuple[str, StrOrPromise]] = {
    Mangling.DATE: (
        "cell_is_date",
        _(
            "The cell holds a date or a time; spreadsheet programs make one of 1-2 and 3/4. "
            "Format the cell as text and type it again."
        ),
    ),
    Mangling.DIGITS: (
        "digits_lost",
        _(
            "The cell holds a number of more than 15 digits, whose last ones the program has lost. "
            "Format the cell as text and type it again."
        ),
    ),
    Mangling.ENCODING: (
        "encoding_broken",
        _("The cell holds bytes that are no text. Save the file in UTF-8."),
    ),
}
_EXACT = {Field.ANSWER, Field.EXTERNAL_ID, Field.NUMBER, Field.TOPIC_CODE}
"""Where a guess at what was typed could make a wrong key, or change another question."""
_FIELD_OF = {"type_missing": Field.TYPE, "pairs_unclear": Field.OPTION}
_IGNORED = {Field.SCORE, Field.FAULTS}


@dataclass(slots=True)
class RowReading:
    """What one row gave: a question, or the faults that stand in its way; and what was lost."""

    question: ParsedQuestion | None = None
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def read_row(
    cells: Cells, *, conventions: Conventions, topics: RowTopics, table: str | None
) -> RowReading:
    """Read a row that is not empty; every fault that it shows is told, with its column."""
    return _RowReader(cells, conventions, topics, table).read()


class _RowReader:
    def __init__(
        self, cells: Cells, conventions: Conventions, topics: RowTopics, table: str | None
    ) -> None:
        self._cells = cells
        self._conventions = conventions
        self._topics = topics
        self._table = table
        self._external_id = self._read_external_id()
        self._told = RowReading()

    def read(self) -> RowReading:
        self._tell_mangled_cells()
        difficulty = self._read_difficulty()
        tags = self._read_tags()
        topic = self._read_topic()
        data = self._read_content()
        if data is not None and not self._told.errors:
            self._told.question = ParsedQuestion(
                external_id=self._external_id,
                topic=topic,
                difficulty=difficulty,
                tags=tags,
                content=content_from_json(data),
                place=self._place(None),
            )
        return self._told

    def _read_content(self) -> dict[str, Any] | None:
        cells = self._cells
        stem, answer = cells.localised(Field.STEM), cells.text(Field.ANSWER)
        options, prompts = cells.options(), cells.prompts()
        try:
            kind = read_type(cells.text(Field.TYPE))
        except UnclearCell as unclear:
            self._error(unclear.code, unclear.message, Field.TYPE)
            return None
        self._tell_gaps(options, Field.OPTION)
        self._tell_gaps(prompts, Field.PROMPT)
        if not stem:
            self._error("text_missing", _("The text is missing."), Field.STEM)
        if self._told.errors:
            return None
        try:
            kind = kind or infer_type(stem, options, prompts, answer)
            parts = read_parts(kind, cells, options=options, prompts=prompts)
        except UnclearCell as unclear:
            self._error(unclear.code, unclear.message, _FIELD_OF.get(unclear.code, Field.ANSWER))
            return None
        for note in parts.notes:
            self._tell(self._told.warnings, note.code, note.message, note.field)
        for fault in rules_of(kind).check(parts.data):
            self._error(fault.code, fault.message, *_field_at(fault.pointer))
        return parts.data

    def _read_external_id(self) -> str | None:
        """What names the question; numbers that only count rows do not (see `conventions`)."""
        named = self._cells.text(Field.EXTERNAL_ID)
        if not named and self._conventions.numbers_are_ids:
            named = self._cells.text(Field.NUMBER)
        return named or None

    def _read_difficulty(self) -> Difficulty | None:
        text = self._cells.text(Field.DIFFICULTY)
        difficulty = read_difficulty(text, self._conventions.scale) if text else None
        if text and difficulty is None:
            self._error(
                "difficulty_unknown",
                _("Write the difficulty as 易, 中 or 难, or as easy, medium or hard."),
                Field.DIFFICULTY,
            )
        return difficulty

    def _read_topic(self) -> Any:
        try:
            return self._topics.read(self._cells)
        except UnclearCell as unclear:
            self._error(unclear.code, unclear.message, Field.TOPIC)
            return ()

    def _read_tags(self) -> tuple[str, ...]:
        try:
            return read_tags(self._cells)
        except UnclearCell as unclear:
            self._error(unclear.code, unclear.message, Field.TAGS)
            return ()

    def _tell_gaps(self, texts: list[LocalisedText], what: Field) -> None:
        for index, text in enumerate(texts):
            if not text:
                self._error(
                    "options_gap",
                    _("The cell is empty, but a later one of its kind is not."),
                    what,
                    index,
                )

    def _tell_mangled_cells(self) -> None:
        header = self._cells.header
        for place, mangling in self._cells.row.mangled.items():
            column = header.columns.get(place)
            if column is None or column.field in _IGNORED:
                continue
            code, message = _MANGLED[mangling]
            exact = column.field in _EXACT or mangling is Mangling.ENCODING
            fault = Fault(place=self._place(place), code=code, message=message)
            (self._told.errors if exact else self._told.warnings).append(fault)

    def _place(self, column: int | None) -> Place:
        return Place(
            row=self._cells.row.number,
            column=None if column is None else self._cells.header.title_of(column),
            item=self._external_id,
            table=self._table,
        )

    def _place_in(self, what: Field, index: int) -> Place:
        header = self._cells.header
        column = header.place_of(what, index)
        if column is None and what in (Field.OPTION, Field.PROMPT):
            column = header.place_of(Field.OPTIONS)
            column = header.place_of(Field.OPTION) if column is None else column
        if column is None and what in (Field.TAGS, Field.TOPIC):
            column = header.place_of(Field.POINTS)
        return self._place(column)

    def _error(self, code: str, message: StrOrPromise, what: Field, index: int = 0) -> None:
        self._tell(self._told.errors, code, message, what, index)

    def _tell(
        self, faults: list[Fault], code: str, message: StrOrPromise, what: Field, index: int = 0
    ) -> None:
        faults.append(Fault(place=self._place_in(what, index), code=code, message=message))


def _field_at(pointer: str) -> tuple[Field, int]:
    """The column, and which of its kind, that a pointer into our JSON means."""
    part, _slash, rest = pointer.removeprefix("/").partition("/")
    number, _slash, below = rest.partition("/")
    index = int(number) if number.isdecimal() else 0
    match part:
        case "options":
            return (Field.FEEDBACK if below.startswith("feedback") else Field.OPTION), index
        case "prompts":
            return Field.PROMPT, index
        case "stem" | "explanation" | "source":
            return Field[part.upper()], 0
        case _:
            return Field.ANSWER, 0
