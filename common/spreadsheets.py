"""Writing tables for spreadsheet programs, row by row, whatever people have put into them.

A name such as `=HYPERLINK(…)` must arrive as text. In CSV that takes an apostrophe in front of
whatever a spreadsheet would read as a formula; an XLSX cell says itself that it is text.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from django.utils import timezone

Cell = str | int | float | Decimal | bool | date | datetime | None

# The wide forms are read as formulas too where the spreadsheet runs in Chinese or Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML cannot hold, and what only confuses: controls, surrogates, non-characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """One kind of line end, nothing unprintable, no spaces around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", text).strip()


def write_csv(file: IO[bytes], *, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV in UTF-8 with a byte order mark, without which Excel garbles Chinese."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_csv_cell(title) for title in header])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    text.detach()


def write_xlsx(
    file: IO[bytes], *, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write a table as XLSX, with a fixed, bold first line. Memory does not grow with the rows."""
    with xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    ) as book:
        sheet = book.add_worksheet(worksheet_title(title))
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_plain_cell(cell) for cell in row])


def _csv_cell(cell: Cell) -> str | int | float:
    plain = _plain_cell(cell)
    if isinstance(plain, str) and plain.startswith(FORMULA_STARTS):
        return f"'{plain}"
    return plain


def _plain_cell(cell: Cell) -> str | int | float:
    """Numbers stay numbers; moments are told in local time to the second."""
    match cell:
        case None:
            return ""
        case bool():
            return int(cell)
        case datetime():
            return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case Decimal():
            return float(cell)
        case _:
            return cell


def worksheet_title(title: str) -> str:
    """A name that Excel accepts: 31 characters, none of them of its own syntax."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "1"
