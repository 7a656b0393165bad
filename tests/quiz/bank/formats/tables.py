"""Small spreadsheets for tests."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from quiz.bank.formats import Fault, ParsedQuestion, Reading, ReadOptions, reader_named


def csv_of(*rows: Sequence[str], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def read(*rows: Sequence[str], **options: Any) -> Reading:
    """Read the rows, the first of them the titles, from a CSV in UTF-8."""
    return reader_named("csv").read(csv_of(*rows).encode(), ReadOptions(**options))


def read_one(**cells: str) -> ParsedQuestion:
    """Read one row, given by title, that must be faultless."""
    reading = read(list(cells), list(cells.values()))
    assert (reading.errors, len(reading.questions)) == ([], 1)
    return reading.questions[0]


def faults_of(**cells: str) -> list[tuple[str, Any]]:
    """The codes and columns of what is wrong with one row, given by title."""
    reading = read(list(cells), list(cells.values()))
    assert reading.questions == []
    return [(fault.code, fault.place.column) for fault in reading.errors]


def told(faults: list[Fault]) -> list[tuple[str, int | None, Any]]:
    return [(fault.code, fault.place.row, fault.place.column) for fault in faults]


def workbook(**worksheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with the cells as they are given, by the names of its worksheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(
        file, {"default_date_format": "m-d", "strings_to_formulas": False}
    ) as book:
        for name, rows in worksheets.items():
            worksheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                worksheet.write_row(number, 0, row)
    return file.getvalue()
