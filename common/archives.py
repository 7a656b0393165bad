"""Opening a zip file that somebody sent, without trusting it."""

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.faults import Fault

ZIP_MAGIC = b"PK\x03\x04"
MAX_ENTRIES = 50_000
"""In an archive; a package has an item each, and a manifest."""
MAX_EXPANDED_BYTES = 256 * 1024 * 1024
MAX_EXPANSION = 200
"""Expanded bytes for each packed byte: text packs to a tenth, only a bomb to a thousandth."""
_FREE_EXPANSION_BYTES = 1024 * 1024
# Everything that the standard library is known to raise for broken or unusual archives.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, NotImplementedError,
    EOFError, RuntimeError,
)  # fmt: skip


class UnsafeArchive(ValueError):
    """An archive that is not opened; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class GuardedArchive:
    """A zip file whose directory has been checked, and whose entries are read within limits."""

    def __init__(self, data: bytes) -> None:
        """Check the directory.

        Raises `UnsafeArchive` for what is no zip file, for too many entries, too much expansion,
        paths that leave the archive, links, and encrypted entries.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise _refused("archive_broken", _("The archive cannot be opened.")) from None
        if len(entries) > MAX_ENTRIES:
            raise _refused("archive_too_many_entries", _("The archive has too many entries."))
        for entry in entries:
            _check_entry(entry)
        expanded = sum(entry.file_size for entry in entries)
        if expanded > MAX_EXPANDED_BYTES or (
            expanded > _FREE_EXPANSION_BYTES and expanded > len(data) * MAX_EXPANSION
        ):
            raise _refused("archive_too_large", _("The archive is too large when it is unpacked."))
        self._entries: Mapping[str, zipfile.ZipInfo] = {
            entry.filename: entry for entry in entries if not entry.is_dir()
        }

    @property
    def names(self) -> list[str]:
        """The paths of the files in it, in their order."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """The bytes of one file.

        Raises `KeyError` for an unknown path, and `UnsafeArchive` for a file that is broken or
        larger than the directory says.
        """
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except _BROKEN:
            raise _refused("archive_broken", _("The archive cannot be opened.")) from None
        if len(data) > entry.file_size:
            raise _refused("archive_too_large", _("The archive is too large when it is unpacked."))
        return data


def _check_entry(entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename or "\0" in entry.filename:
        raise _refused("archive_path_unsafe", _("A path in the archive leads out of it."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused("archive_link", _("The archive holds a link."))
    if entry.flag_bits & 0x1:
        raise _refused("archive_encrypted", _("The archive is encrypted."))


def _refused(code: str, message: StrOrPromise) -> UnsafeArchive:
    return UnsafeArchive(Fault(code=code, message=message))
