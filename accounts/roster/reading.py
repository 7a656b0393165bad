"""From the bytes of a file to the rows of a roster."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.roster.columns import Field, Header, find_header, header_score
from accounts.roster.rows import RosterRow, read_row
from common.faults import Fault, Place
from common.tables.delimited import open_delimited
from common.tables.grids import Grid, OpenedFile, Row
from common.tables.workbooks import looks_like_workbook, open_workbook

MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_PEOPLE = 20_000
GUIDE_NAMES = ("填写说明", "Instructions")
"""What we call the worksheet that explains the template; it names nobody."""
_NAMED_COLUMNS = 8


@dataclass(slots=True)
class RosterReading:
    """The rows; `errors` are about what could not be read, `warnings` about whole columns."""

    rows: list[RosterRow] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def open_roster(data: bytes) -> OpenedFile:
    """The tables of an XLSX, XLS, CSV or TSV file, by what is in it and not by its name."""
    if looks_like_workbook(data):
        return open_workbook(data)
    return open_delimited(data, header_score)


def read_roster(opened: OpenedFile) -> RosterReading:
    """The rows of every table that has a header. What is wrong is told, never raised."""
    reading = RosterReading(errors=list(opened.errors), warnings=list(opened.warnings))
    found = False
    for grid in opened.grids:
        header = find_header(grid)
        if header is not None:
            found = True
            _read_grid(grid, header, reading)
    if not found and not reading.errors:
        told = _(
            "No row among the first ten names the columns. Write 姓名 (name) and 工号 (person "
            "number) or 部门 (unit) above them, or fill in the template."
        )
        empty = Fault(code="file_empty", message=_("There is nothing in the file."))
        missing = Fault(code="header_missing", message=told)
        reading.errors.append(missing if opened.grids else empty)
    elif not reading.rows and not reading.errors:
        told = _("The file names nobody: there are no rows below the titles.")
        reading.errors.append(Fault(code="file_empty", message=told))
    return reading


def _read_grid(grid: Grid, header: Header, reading: RosterReading) -> None:
    if header.unknown:
        reading.warnings.append(_unread_columns(grid, header))
    for row in person_rows(grid, header):
        if len(reading.rows) >= MAX_PEOPLE:
            place = Place(row=row.number, table=grid.name)
            told = _("The file names more than 20,000 people. Split it.")
            reading.errors.append(Fault(place=place, code="too_many_people", message=told))
            return
        reading.rows.append(read_row(header, row, table=grid.name))


def person_rows(grid: Grid, header: Header) -> Iterator[Row]:
    """The rows below the header in which something stands under a title that we know."""
    places = [place for field, place in header.columns.items() if field is not Field.FAULTS]
    for row in grid.rows:
        if row.number > header.row and any(row.cell(place).strip() for place in places):
            yield row


def _unread_columns(grid: Grid, header: Header) -> Fault:
    names = ", ".join(title[:30] for title in header.unknown[:_NAMED_COLUMNS])
    more = "…" if len(header.unknown) > _NAMED_COLUMNS else ""
    told = format_lazy(
        _("{number} columns were not read, because their titles are not known: {names}"),
        number=len(header.unknown),
        names=names + more,
    )
    place = Place(row=header.row, table=grid.name)
    return Fault(place=place, code="columns_unknown", message=told)
