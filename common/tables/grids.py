"""A spreadsheet as its reader sees it: tables of text cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from common.faults import Fault

MAX_COLUMNS = 256
MAX_ROWS = 25_000
"""Rows with something in them: the 20,000 that one file may bring, and some lines around them."""


class Mangling(StrEnum):
    """What happened to a cell before it reached us."""

    DATE = "date"
    """The spreadsheet program has made a date or a time of what somebody typed, such as `1-2`."""
    DIGITS = "digits"
    """A number so long that the program has kept only its first 15 digits."""
    ENCODING = "encoding"
    """Bytes that are no text in the encoding of the file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; `number` counts from 1 as the spreadsheet program does."""

    number: int
    cells: tuple[str, ...]
    mangled: Mapping[int, Mangling] = field(default_factory=lambda: MappingProxyType({}))

    def cell(self, column: int) -> str:
        """The text of a cell; empty beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet, or the whole of a CSV file; that has no name."""

    name: str | None
    rows: tuple[Row, ...]


@dataclass(slots=True)
class OpenedFile:
    """The tables of a file, and what was wrong with it."""

    grids: list[Grid] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def column_letter(column: int) -> str:
    """What spreadsheet programs call a column, counted from 0: A to Z, then AA, AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
