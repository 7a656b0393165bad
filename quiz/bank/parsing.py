"""Reading a file of questions, whatever its format. Pure: no database."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from quiz.bank.formats import (
    Fault,
    Reading,
    ReadOptions,
    reader_named,
    recognise_reader,
)
from quiz.bank.formats.base import DEFAULT_READING
from quiz.bank.formats.limits import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """What a file holds, and the name of the format it was read as; None when none fits."""

    format: str | None
    reading: Reading

    @property
    def is_readable(self) -> bool:
        """Whether the file gave any question, or nothing at all was wrong with it."""
        return bool(self.reading.questions) or not self.reading.errors


def parse_file(
    *, data: bytes, format_name: str | None = None, options: ReadOptions = DEFAULT_READING
) -> ParsedFile:
    """Read the bytes of a file, as the format of that name or as whichever recognises them.

    Everything that is wrong with the file is among the faults of the reading. Raises `KeyError`
    for a format that we do not read.
    """
    reader = reader_named(format_name) if format_name is not None else None
    if not data.strip():
        return _refused(format_name, "file_empty", _("The file is empty."))
    if len(data) > MAX_FILE_BYTES:
        return _refused(format_name, "file_too_large", _("The file is larger than 32 MB."))
    reader = reader or recognise_reader(data)
    if reader is None:
        return _refused(None, "format_unrecognised", _("No question format fits this file."))
    return ParsedFile(format=reader.name, reading=reader.read(data, options))


def _refused(format_name: str | None, code: str, message: StrOrPromise) -> ParsedFile:
    return ParsedFile(
        format=format_name, reading=Reading(errors=[Fault(code=code, message=message)])
    )
