"""Spreadsheets in Excel's formats: XLSX and XLS are read, XLSX is written."""

from collections.abc import Sequence

from common.tables.workbooks import looks_like_workbook, open_workbook
from common.text import Language
from quiz.bank.formats.base import (
    DEFAULT_READING,
    ParsedQuestion,
    Reader,
    Reading,
    ReadOptions,
    Writer,
    Writing,
)
from quiz.bank.formats.limits import MAX_FILE_BYTES
from quiz.bank.formats.spreadsheets.layout import make_workbook, table_part
from quiz.bank.formats.spreadsheets.reading import FILE_TOO_LARGE, TABLE_NAMES, read_grids
from quiz.bank.formats.spreadsheets.vocabulary import word_in
from quiz.bank.formats.spreadsheets.writing import write_table


class Xlsx(Reader, Writer):
    """One row a question, under a header in Chinese or English."""

    name = "xlsx"
    suffix = ".xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def recognises(self, data: bytes) -> bool:
        """Whether it is a workbook of Excel's, old or new."""
        return looks_like_workbook(data)

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read the visible worksheets, in a process of its own (see `workbooks`)."""
        if len(data) > MAX_FILE_BYTES:
            return Reading(errors=[FILE_TOO_LARGE])
        return read_grids(open_workbook(data), options)

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write one worksheet, with columns of the other language where it is needed."""
        table = write_table(questions, language)
        part = table_part(
            name=word_in(TABLE_NAMES, language),
            titles=[column.title(language) for column in table.columns],
            columns=dict(enumerate(table.columns)),
            rows=table.rows,
            language=language,
        )
        return Writing(make_workbook(part), table.errors, table.warnings)
