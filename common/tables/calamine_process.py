"""Run in a process of its own: a workbook on standard input, its cells as lines of JSON on output.

calamine sets aside memory for the whole rectangle between the first and the last cell, and a file
of 5 KB can name cells half a terabyte apart. Rust then ends the process, which no `except` catches;
so that process is this one, and not the site. It imports nothing of ours: it must start fast.

Lines: `{"table": NAME, "visible": BOOL}`, `[ROW, [CELL, …], {COLUMN: MANGLING}]` for each row of a
visible table that is not empty, `{"error": CODE}`, and at last `{"end": true}`.
"""

import datetime
import io
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import TypeAlias

import orjson
from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

MAX_MEMORY_BYTES = 512 * 1024 * 1024
MAX_SECONDS = 30
MAX_TABLES = 64
MAX_CHARACTERS = 64 * 1024 * 1024
# Excel keeps no more digits of a number.
EXACT_DIGITS = 15

Value: TypeAlias = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


def main() -> None:
    """Read the workbook; the arguments are the most rows and the most columns to tell."""
    # An ordinary user may lower limits but not everywhere all of them.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    most_rows, most_columns = map(int, sys.argv[1:3])
    try:
        for line in read_lines(sys.stdin.buffer.read(), most_rows, most_columns):
            sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_NON_STR_KEYS) + b"\n")
    except PasswordError:
        sys.stdout.buffer.write(b'{"error": "encrypted"}\n')
    except MemoryError:
        sys.stdout.buffer.write(b'{"error": "too_large"}\n')
    except CalamineError:
        sys.stdout.buffer.write(b'{"error": "broken"}\n')
    sys.stdout.buffer.write(b'{"end": true}\n')


def read_lines(data: bytes, most_rows: int, most_columns: int) -> Iterator[object]:
    """Yield what is to be told of a workbook; raises what calamine raises."""
    book = load_workbook(io.BytesIO(data))
    rows_left, characters_left = most_rows, MAX_CHARACTERS
    tables = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    for about in tables[:MAX_TABLES]:
        visible = about.visible == SheetVisibleEnum.Visible
        yield {"table": about.name, "visible": visible}
        for row in filled_rows(book.get_sheet_by_name(about.name), most_columns) if visible else ():
            rows_left -= 1
            characters_left -= sum(map(len, row[1]))
            if rows_left < 0 or characters_left < 0:
                yield {"error": "too_large"}
                return
            yield row


def filled_rows(
    table: CalamineSheet, most_columns: int
) -> Iterator[tuple[int, list[str], dict[int, str]]]:
    """Yield the number, texts and mangled cells of each row with something in it."""
    first_column = table.start[1] if table.start else 0
    for number, values in enumerate(table.iter_rows(), start=1):
        cells = [""] * min(first_column, most_columns)
        mangled: dict[int, str] = {}
        for column, value in enumerate(values[: most_columns - len(cells)], start=first_column):
            text, mangling = cell_text(value)
            cells.append(text)
            if mangling:
                mangled[column] = mangling
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells, mangled


def cell_text(value: Value) -> tuple[str, str]:
    """What somebody saw in the cell, as nearly as its value tells, and its mangling or nothing."""
    match value:
        case str():
            return value, ""
        case bool():
            return ("TRUE" if value else "FALSE"), ""
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat(), "date"
        case datetime.timedelta():
            return str(value), "date"
        case _:
            return number_text(value)


def number_text(value: float) -> tuple[str, str]:
    """A number without exponent, to as many digits as Excel shows."""
    text = format(Decimal(format(value, f".{EXACT_DIGITS}g")), "f")
    return text, "digits" if abs(value) >= 10**EXACT_DIGITS else ""


if __name__ == "__main__":
    main()
