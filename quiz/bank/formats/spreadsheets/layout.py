"""How our workbooks look: a bold first row that stays, columns as wide as need be, drop-downs."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from common.spreadsheets import worksheet_title
from common.text import Language
from quiz.bank.formats.spreadsheets.columns import Column, Field
from quiz.bank.formats.spreadsheets.vocabulary import DIFFICULTY_NAMES, TYPE_NAMES, word_in

_WIDTHS = {
    Field.EXTERNAL_ID: 14, Field.NUMBER: 8, Field.TYPE: 16, Field.STEM: 50, Field.PROMPT: 22,
    Field.OPTION: 24, Field.ANSWER: 14, Field.EXPLANATION: 40, Field.DIFFICULTY: 10,
    Field.TOPIC: 24, Field.TAGS: 20, Field.SOURCE: 24, Field.FAULTS: 50,
}  # fmt: skip
_USUAL_WIDTH = 18
_NAME_CHARACTERS = 26
"""Of a worksheet's 31, so that a number can follow."""
_SPARE_ROWS = 1000
"""Rows below the last question that have drop-downs too."""

Write: TypeAlias = Callable[[Workbook], None]


def make_workbook(*parts: Write) -> bytes:
    """A workbook, written by each of the parts in turn; no text becomes a formula or a link."""
    file = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        for part in parts:
            part(book)
    return file.getvalue()


def table_part(
    *,
    name: str,
    titles: Sequence[str],
    columns: Mapping[int, Column],
    rows: Iterable[Sequence[str]],
    language: Language,
) -> Write:
    """A worksheet with a header and rows; `columns` says by place what each column holds."""

    def write(book: Workbook) -> None:
        worksheet: Worksheet = book.add_worksheet(_free_name(book, name))
        as_text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        # The whole column: what people type below the last row must stay text as well.
        for place in range(len(titles)):
            width = (
                _WIDTHS.get(columns[place].field, _USUAL_WIDTH)
                if place in columns
                else _USUAL_WIDTH
            )
            worksheet.set_column(place, place, width, as_text)
        worksheet.freeze_panes(1, 0)
        _write_row(worksheet, 0, titles, book.add_format({"bold": True, "bg_color": "#E8EEF7"}))
        last = 0
        for last, row in enumerate(rows, start=1):
            _write_row(worksheet, last, row, as_text)
        _add_choices(worksheet, columns, last + _SPARE_ROWS, language)

    return write


def text_part(*, name: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Write:
    """A worksheet to be read by people, its first row bold."""

    def write(book: Workbook) -> None:
        worksheet: Worksheet = book.add_worksheet(_free_name(book, name))
        for place, width in enumerate(widths):
            worksheet.set_column(place, place, width)
        bold = book.add_format({"bold": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for number, row in enumerate(rows):
            _write_row(worksheet, number, row, plain if number else bold)

    return write


def _free_name(book: Workbook, name: str) -> str:
    """The name, as far as Excel accepts it, with a number where another worksheet has it."""
    title = worksheet_title(name)
    taken = {worksheet.get_name().casefold() for worksheet in book.worksheets()}
    number = 1
    free = title
    while free.casefold() in taken:
        number += 1
        free = f"{title[:_NAME_CHARACTERS]} {number}"
    return free


def _write_row(worksheet: Worksheet, number: int, cells: Sequence[str], style: Format) -> None:
    for place, text in enumerate(cells):
        if text:
            worksheet.write_string(number, place, text, style)


def _add_choices(
    worksheet: Worksheet, columns: Mapping[int, Column], last: int, language: Language
) -> None:
    """Offer the words for type and difficulty; other words that we read may be typed as well."""
    offered = {Field.TYPE: TYPE_NAMES.values(), Field.DIFFICULTY: DIFFICULTY_NAMES.values()}
    for place, column in columns.items():
        if names := offered.get(column.field):
            words = [word_in(name, language) for name in names]
            worksheet.data_validation(
                1, place, last, place,
                {"validate": "list", "source": words, "error_type": "information"},
            )  # fmt: skip
