"""What the formats of plain text share: limits, encodings, lines."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from quiz.bank.formats.base import Fault, Place
from quiz.bank.formats.limits import MAX_FILE_BYTES

BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to recognise it."""


class UnreadableFile(ValueError):
    """A file that is refused whole; `fault` says why."""

    def __init__(self, code: str, message: StrOrPromise, line: int | None = None) -> None:
        super().__init__(code)
        self.fault = Fault(place=Place(line=line), code=code, message=message)


def read_utf8(data: bytes) -> str:
    """The text of a UTF-8 file, without byte order mark and NULs; raises `UnreadableFile`."""
    check_size(data)
    try:
        return data.removeprefix(BOM).decode().replace("\0", "")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile("encoding_not_utf8", _("The file is not in UTF-8."), line) from None


def head_of(data: bytes) -> str:
    """The beginning of what may be a UTF-8 text; empty for what is none, or other markup."""
    head = data[:HEAD_BYTES].removeprefix(BOM)
    if b"\0" in head or head.lstrip().startswith((b"<", b'{"', b"[{")):
        return ""
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # A character may be cut in two where the head ends.
        if error.start < len(head) - 4:
            return ""
        text = head[: error.start].decode()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(source: str) -> Iterator[str]:
    """Lines without the spaces around them, one at a time: a list could outweigh the file."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    while (end := source.find("\n", start)) >= 0:
        yield source[start:end].strip()
        start = end + 1
    yield source[start:].strip()


def check_size(data: bytes) -> None:
    """Raise `UnreadableFile` for a file that is too large."""
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile("file_too_large", _("The file is too large."))
