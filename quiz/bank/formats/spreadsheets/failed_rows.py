"""The workbook that goes back to whoever uploaded a file with faults in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.tables.delimited import best_score, open_delimited
from common.tables.grids import Grid, OpenedFile
from common.tables.workbooks import looks_like_workbook, open_workbook
from common.text import Language, django_language
from quiz.bank.formats.base import Fault
from quiz.bank.formats.spreadsheets.columns import Column, Field, Header, find_header, header_score
from quiz.bank.formats.spreadsheets.escapes import clean_text, quote_formula, unquote_formula
from quiz.bank.formats.spreadsheets.layout import Write, make_workbook, table_part, text_part
from quiz.bank.formats.spreadsheets.reading import FAULT_LIST_NAMES, TABLE_NAMES
from quiz.bank.formats.spreadsheets.vocabulary import word_in
from quiz.bank.formats.spreadsheets.writing import MAX_CELL_CHARACTERS

_HEAD_BYTES = 64 * 1024


def write_failed_rows(*, data: bytes, errors: Sequence[Fault], language: Language) -> bytes:
    """An XLSX file of what of an uploaded file could not be read.

    Of a spreadsheet it holds the rows with errors, in their own columns and under their own
    titles, with a column in front that tells what is wrong. Repaired, it can be uploaded: that
    column is not read. Errors of the whole file, and all errors of other formats, are listed with
    item, line, code and message.
    """
    opened = _open_spreadsheet(data)
    by_row: dict[tuple[str | None, int | None], list[Fault]] = defaultdict(list)
    for fault in errors:
        by_row[fault.place.table, fault.place.row].append(fault)
    with override(django_language(language)):
        parts = []
        for grid in opened.grids:
            header = find_header(grid)
            numbers = {row.number for row in grid.rows if header and row.number > header.row}
            failed = {n: by_row.pop((grid.name, n)) for n in numbers if (grid.name, n) in by_row}
            if header and failed:
                parts.append(_failed_part(grid, header, failed, language))
        rest = [fault for faults in by_row.values() for fault in faults]
        if rest or not parts:
            parts.append(_list_part(rest, language))
        return make_workbook(*parts)


def _open_spreadsheet(data: bytes) -> OpenedFile:
    if looks_like_workbook(data):
        return open_workbook(data)
    if best_score(data[:_HEAD_BYTES], header_score):
        return open_delimited(data, header_score)
    return OpenedFile()


def _failed_part(
    grid: Grid, header: Header, failed: dict[int, list[Fault]], language: Language
) -> Write:
    told = [p for p, column in header.columns.items() if column.field is Field.FAULTS]
    rows = [row for row in grid.rows if row.number in failed]
    width = max(len(row.cells) for row in rows)
    places = [p for p in range(max(width, *header.titles) + 1) if p not in told]
    faults = Column(Field.FAULTS)
    return table_part(
        name=grid.name or word_in(TABLE_NAMES, language),
        titles=[faults.title(language), *(_raw(header.titles.get(p, "")) for p in places)],
        columns={0: faults}
        | {n: header.columns[p] for n, p in enumerate(places, start=1) if p in header.columns},
        rows=[
            [_tell(failed[row.number]), *(_raw(row.cell(place)) for place in places)]
            for row in rows
        ],
        language=language,
    )


def _raw(text: str) -> str:
    """A cell as it was, unless it would be a formula or does not fit."""
    return quote_formula(unquote_formula(clean_text(text)))[:MAX_CELL_CHARACTERS]


def _tell(faults: Sequence[Fault]) -> str:
    lines = (
        f"{fault.place.column}: {fault.message}" if fault.place.column else str(fault.message)
        for fault in faults
    )
    return quote_formula("\n".join(dict.fromkeys(lines)))[:MAX_CELL_CHARACTERS]


def _list_part(faults: Sequence[Fault], language: Language) -> Write:
    rows = [
        (_("Question"), _("Line or row"), _("Fault code"), _("What is wrong")),
        *_listed(faults),
    ]
    return text_part(name=word_in(FAULT_LIST_NAMES, language), rows=rows, widths=(20, 14, 24, 80))


def _listed(faults: Sequence[Fault]) -> Iterator[tuple[str, str, str, str]]:
    for fault in faults:
        place = fault.place
        line = place.line if place.line is not None else place.row
        item = quote_formula(clean_text(place.item or ""))
        yield item, "" if line is None else str(line), fault.code, str(fault.message)
