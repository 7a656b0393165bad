"""The formats questions come and go in.

To add one: a module here, and its reader in `_READERS` or its writer in `_WRITERS`.
"""

from collections.abc import Sequence

from quiz.bank.formats.aiken import Aiken
from quiz.bank.formats.base import (
    Fault,
    ParsedQuestion,
    ParsedTopic,
    Place,
    Reader,
    Reading,
    ReadOptions,
    Writer,
    Writing,
)
from quiz.bank.formats.delimited_text import DelimitedText
from quiz.bank.formats.gift import GiftReader, GiftWriter
from quiz.bank.formats.moodle_xml import MoodleXmlReader, MoodleXmlWriter
from quiz.bank.formats.qti import Qti21Writer, Qti30Writer, QtiReader
from quiz.bank.formats.spreadsheets.failed_rows import write_failed_rows
from quiz.bank.formats.spreadsheets.template import write_template
from quiz.bank.formats.wangan_json import WanganJson
from quiz.bank.formats.word_text import WordTextReader
from quiz.bank.formats.xlsx import Xlsx

__all__ = [
    "Fault",
    "ParsedQuestion",
    "ParsedTopic",
    "Place",
    "ReadOptions",
    "Reader",
    "Reading",
    "Writer",
    "Writing",
    "reader_named",
    "reader_names",
    "recognise_reader",
    "write_failed_rows",
    "write_template",
    "writer_named",
    "writer_names",
]

# In the order in which they are asked whether they recognise a file: the surest signs first.
_READERS: Sequence[Reader] = (
    WanganJson(),
    MoodleXmlReader(),
    QtiReader(),
    Xlsx(),
    DelimitedText(),
    Aiken(),
    GiftReader(),
    WordTextReader(),
)
_WRITERS: Sequence[Writer] = (
    WanganJson(),
    MoodleXmlWriter(),
    Qti21Writer(),
    Qti30Writer(),
    Xlsx(),
    DelimitedText(),
    GiftWriter(),
    Aiken(),
)


def reader_names() -> list[str]:
    """The names of the formats that can be read."""
    return [reader.name for reader in _READERS]


def writer_names() -> list[str]:
    """The names of the formats that can be written."""
    return [writer.name for writer in _WRITERS]


def reader_named(name: str) -> Reader:
    """The reader of that name; raises `KeyError`."""
    return {reader.name: reader for reader in _READERS}[name]


def writer_named(name: str) -> Writer:
    """The writer of that name; raises `KeyError`."""
    return {writer.name: writer for writer in _WRITERS}[name]


def recognise_reader(data: bytes) -> Reader | None:
    """The first reader that recognises the bytes, whatever the file is called."""
    return next((reader for reader in _READERS if reader.recognises(data)), None)
