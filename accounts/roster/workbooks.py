"""Rosters that we write: the template to fill in, and the rows that could not be imported."""

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import RosterAction, RosterImport
from accounts.roster.columns import Field, Header, find_header
from accounts.roster.reading import GUIDE_NAMES, open_roster
from common.faults import stored_message
from common.spreadsheets import FORMULA_STARTS, clean_text, worksheet_title
from common.tables.grids import Grid
from common.text import Language, django_language

TABLE_NAMES = ("名册", "Roster")
COLUMNS = tuple(field for field in Field if field is not Field.FAULTS)
_MAX_CELL_CHARACTERS = 32_767
_WIDTHS = {Field.UNIT: 32, Field.OTHER_UNITS: 28, Field.EMAIL: 28, Field.FAULTS: 50}
_USUAL_WIDTH = 16
_GUIDE_WIDTHS = (20, 100)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class NoRowFailed(RuntimeError):
    """Every row of the roster could be imported."""


def write_roster_template(*, language: Language) -> bytes:
    """An XLSX file to fill in, with titles and instructions in that language, and no row."""
    place = language is Language.ENGLISH
    file = io.BytesIO()
    with override(django_language(language)), xlsxwriter.Workbook(file, _OPTIONS) as book:
        titles = [field.title(language) for field in COLUMNS]
        _write_table(book, TABLE_NAMES[place], titles, [], [_width(field) for field in COLUMNS])
        guide = book.add_worksheet(GUIDE_NAMES[place])
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "valign": "top"})
        for column, width in enumerate(_GUIDE_WIDTHS):
            guide.set_column(column, column, width)
        for number, (title, told) in enumerate(_instructions(language)):
            guide.write_string(number, 0, title, bold)
            guide.write_string(number, 1, told, wrapped if number else bold)
    return file.getvalue()


def write_failed_rows(*, roster_import: RosterImport, language: Language) -> bytes:
    """An XLSX file with the rows that are errors, under their own titles, and what is wrong.

    Mended, it can be uploaded: the column that tells what is wrong is not read. Raises
    `NoRowFailed`.
    """
    failed = _failed(roster_import, language)
    if not failed:
        raise NoRowFailed
    with roster_import.file.open("rb") as source:
        opened = open_roster(source.read())
    file = io.BytesIO()
    with override(django_language(language)), xlsxwriter.Workbook(file, _OPTIONS) as book:
        for grid in opened.grids:
            header = find_header(grid)
            rows = [row.number for row in grid.rows if (grid.name, row.number) in failed]
            if header is not None and rows:
                _write_failed(book, grid, header, failed, language)
                for number in rows:
                    del failed[grid.name, number]
        if failed:
            told = [[str(row or ""), text] for (_table, row), text in failed.items()]
            _write_table(book, _("Faults"), [_("Row"), _("What is wrong")], told, [10, 80])
    return file.getvalue()


def _failed(roster_import: RosterImport, language: Language) -> dict[tuple[object, object], str]:
    """By worksheet and row: what is wrong there."""
    lines: dict[tuple[object, object], list[str]] = defaultdict(list)
    items = roster_import.items.filter(action=RosterAction.ERROR).order_by("number")
    for told in items.values_list("told", flat=True).iterator():
        for fault in told["errors"]:
            column, message = fault.get("column"), stored_message(fault, language)
            line = f"{column}: {message}" if column else message
            lines[fault.get("table"), fault.get("row")].append(line)
    return {place: "\n".join(dict.fromkeys(told)) for place, told in lines.items()}


def _write_failed(
    book: xlsxwriter.Workbook,
    grid: Grid,
    header: Header,
    failed: dict[tuple[object, object], str],
    language: Language,
) -> None:
    told_in = header.columns.get(Field.FAULTS)
    places = [place for place in range(max(header.titles) + 1) if place != told_in]
    titles = [Field.FAULTS.title(language), *(header.titles.get(p, "") for p in places)]
    rows = [
        [failed[grid.name, row.number], *(row.cell(place) for place in places)]
        for row in grid.rows
        if (grid.name, row.number) in failed
    ]
    widths = [_width(Field.FAULTS), *(_USUAL_WIDTH for _place in places)]
    _write_table(book, grid.name or TABLE_NAMES[language is Language.ENGLISH], titles, rows, widths)


def _write_table(
    book: xlsxwriter.Workbook,
    name: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    sheet = book.add_worksheet(worksheet_title(name))
    as_text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    # The whole column: a number that somebody types below must keep its zeros as well.
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, as_text)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF7"})
    for number, row in enumerate([titles, *rows]):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, _guarded(text), as_text if number else bold)


def _guarded(text: str) -> str:
    """A text that is no formula either once somebody saves the workbook as CSV."""
    clean = clean_text(text)[:_MAX_CELL_CHARACTERS]
    return f"'{clean}" if clean.startswith(FORMULA_STARTS) else clean


def _width(field: Field) -> int:
    return _WIDTHS.get(field, _USUAL_WIDTH)


def _instructions(language: Language) -> Iterator[tuple[str, str]]:
    yield _("Column"), _("What to write")
    told = {
        Field.NUMBER: _("The organisation's own number for the person; finds them again."),
        Field.NAME: _("Needed for new people."),
        Field.UNIT: _(
            "The path from the top, with slashes: 总部/技术部/运维组. Several with semicolons "
            "between; the first is the primary one."
        ),
        Field.OTHER_UNITS: _("Further units of the same person, as paths."),
        Field.MANAGES: _("是 (yes) for the primary unit, 否 (no), or the paths of the units."),
        Field.EMAIL: _("One person each. Needed where there is no number and no phone."),
        Field.PHONE: _("One person each. Numbers of other countries begin with +."),
        Field.STATUS: _("在职 (active) or 离职 (left). Empty means active."),
    }
    for field, text in told.items():
        yield field.title(language), text
    yield "", _("An empty cell leaves what is known as it is. Columns may be moved or left out.")
