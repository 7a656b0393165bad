"""Opening CSV and TSV files, in whatever encoding and with whatever between the cells."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from common.faults import Fault, Place
from common.tables.grids import (
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    Mangling,
    OpenedFile,
    Row,
)

DELIMITERS = (",", ";", "\t")
_BROKEN = "\ufffd"
_SAMPLE_ROWS = 10
_AMONG, _ZEROS_TO_ONE = 25, 3
"""UTF-16 has a zero in so many bytes at least, for a delimiter, a digit or a line end; and at most
one in a wrong place, for a character such as 最 (U+6700), to so many in the right ones."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(data: bytes, *, cut: bool = False) -> tuple[str, bool]:
    """The text, and whether all of it could be read; `\ufffd` stands where it could not.

    A byte order mark decides. Without one it is UTF-8 or, where that does not fit, GB18030, which
    includes GBK and GB2312. `cut` means that the bytes may end inside a character.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, cut=cut)
    if len(data) % 2 == 0 and data and (guess := _utf_16_without_mark(data[:200])):
        return _decode(data, guess, cut=cut)
    as_utf8, whole = _decode(data, "utf-8", cut=cut)
    if whole:
        return as_utf8, True
    as_gb, whole = _decode(data, "gb18030", cut=cut)
    if whole or as_gb.count(_BROKEN) < as_utf8.count(_BROKEN):
        return as_gb, whole
    return as_utf8, False


def open_delimited(data: bytes, score: Callable[[Grid], int]) -> OpenedFile:
    """The one table of the file, cut by the delimiter with the best score for its first rows."""
    text, whole = decode_text(data)
    delimiter = max(DELIMITERS, key=lambda mark: score(_first_rows(text, mark)))
    opened = OpenedFile()
    rows: list[Row] = []
    for row in _rows(text, delimiter, opened.errors):
        if len(rows) + len(opened.errors) >= MAX_ROWS:
            opened.errors.append(
                Fault(
                    place=Place(row=row.number),
                    code="spreadsheet_too_large",
                    message=_("The file has too many rows. Split it."),
                )
            )
            break
        if row.cells:
            rows.append(row if whole else _with_broken_cells(row))
    if rows:
        opened.grids.append(Grid(None, tuple(rows)))
    return opened


def best_score(head: bytes, score: Callable[[Grid], int]) -> int:
    """The score of the first rows, cut by the delimiter that suits them best.

    `head` is the beginning of a file, cut anywhere.
    """
    text, _whole = decode_text(head, cut=True)
    return max(score(_first_rows(text, delimiter)) for delimiter in DELIMITERS)


def _decode(data: bytes, encoding: str, *, cut: bool) -> tuple[str, bool]:
    decoder = codecs.getincrementaldecoder(encoding)
    try:
        return decoder().decode(data, final=not cut), True
    except UnicodeDecodeError:
        return decoder(errors="replace").decode(data, final=not cut), False


def _utf_16_without_mark(head: bytes) -> str | None:
    """Text in UTF-16 has zero bytes, nearly all of them in odd or in even places."""
    low, high = head[0::2].count(0), head[1::2].count(0)
    if max(low, high) <= _ZEROS_TO_ONE * min(low, high) or max(low, high) * _AMONG < len(head):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _first_rows(text: str, delimiter: str) -> Grid:
    rows = []
    for row in _rows(text[:100_000], delimiter, []):
        rows += [row] if row.cells else []
        if len(rows) == _SAMPLE_ROWS:
            break
    return Grid(None, tuple(rows))


def _rows(text: str, delimiter: str, errors: list[Fault]) -> Iterator[Row]:
    """Yield the rows that are not empty, numbered by the row and not by the line.

    A quotation mark that is never closed would swallow all that follows: the row where it stands
    is a fault and gives no cells, and reading goes on with the next line.
    """
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    number = 0
    while True:
        start = lines.tell()
        reader = csv.reader(iter(lines.readline, ""), delimiter=delimiter, strict=True)
        try:
            while True:
                start = lines.tell()
                cells = next(reader)[:MAX_COLUMNS]
                number += 1
                if any(cell.strip() for cell in cells):
                    yield Row(number, tuple(cells))
        except StopIteration:
            return
        except csv.Error:
            number += 1
            lines.seek(start)
            lines.readline()
            errors.append(
                Fault(
                    place=Place(row=number),
                    code="row_unreadable",
                    message=_(
                        "A quotation mark in this row is not closed or stands inside a cell, "
                        "or a cell is too long."
                    ),
                )
            )
            # Whoever counts rows must see those, too.
            yield Row(number, ())


def _with_broken_cells(row: Row) -> Row:
    broken = {column: Mangling.ENCODING for column, cell in enumerate(row.cells) if _BROKEN in cell}
    return Row(row.number, row.cells, broken) if broken else row
