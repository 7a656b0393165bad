"""Spreadsheets as text: CSV and TSV in any of the usual encodings are read, CSV is written."""

import io
from collections.abc import Sequence

from common.spreadsheets import write_csv
from common.tables.delimited import best_score, open_delimited
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
from quiz.bank.formats.spreadsheets.columns import header_score
from quiz.bank.formats.spreadsheets.reading import FILE_TOO_LARGE, read_grids
from quiz.bank.formats.spreadsheets.writing import write_table

_HEAD_BYTES = 64 * 1024


class DelimitedText(Reader, Writer):
    """The same table as in `xlsx`, with commas, semicolons or tabs between the cells."""

    name = "csv"
    suffix = ".csv"
    media_type = "text/csv"

    def recognises(self, data: bytes) -> bool:
        """Whether one of its first rows names a stem and another column."""
        return best_score(data[:_HEAD_BYTES], header_score) > 0

    def read(self, data: bytes, options: ReadOptions = DEFAULT_READING) -> Reading:
        """Read it, whatever its encoding and delimiter."""
        if len(data) > MAX_FILE_BYTES:
            return Reading(errors=[FILE_TOO_LARGE])
        return read_grids(open_delimited(data, header_score), options)

    def write(
        self, questions: Sequence[ParsedQuestion], *, language: Language = Language.CHINESE
    ) -> Writing:
        """Write it in UTF-8 with a byte order mark and commas, as Excel wants it."""
        table = write_table(questions, language)
        file = io.BytesIO()
        header = [column.title(language) for column in table.columns]
        write_csv(file, header=header, rows=table.rows)
        return Writing(file.getvalue(), table.errors, table.warnings)
