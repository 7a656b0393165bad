"""Where files are kept: in the database, which all hosts of a site share anyway.

A file uploaded to one host is read by a worker on another, and its result is downloaded from a
third. In the database it needs no shared folder, is committed together with the row that names it,
and is in every backup. Such files are few, a few megabytes, and kept for days.
"""

import io
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.deconstruct import deconstructible

from common import clock
from common.models import StoredFile, StoredPiece

PIECE_BYTES = 1024 * 1024


class _Pieces(io.RawIOBase):
    """Reads a stored file, one piece at a time."""

    def __init__(self, stored: StoredFile) -> None:
        self._stored = stored
        self._at = 0
        self._number, self._piece = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        beginning = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._stored.size}[whence]
        self._at = max(0, beginning + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._stored.size:
            return 0
        number, start = divmod(self._at, PIECE_BYTES)
        if number != self._number:
            found = StoredPiece.objects.filter(file=self._stored, number=number)
            data = found.values_list("data", flat=True).first()
            if data is None:
                raise FileNotFoundError(f"{self._stored.name} was deleted while it was read")
            self._number, self._piece = number, bytes(data)
        read = self._piece[start : start + len(buffer)]
        buffer[: len(read)] = read
        self._at += len(read)
        return len(read)


class StoredFileReader(File[bytes]):
    """A stored file, open to be read; it can be opened again after it was closed."""

    def __init__(self, name: str) -> None:
        super().__init__(_reading(name), name)

    def open(self, mode: str | None = None, *_args: Any, **_kwargs: Any) -> "StoredFileReader":
        """Begin at the start."""
        if self.closed:
            self.file = _reading(str(self.name))
        else:
            self.seek(0)
        return self


def _reading(name: str) -> io.BufferedReader:
    stored = StoredFile.objects.filter(name=name).first()
    if stored is None:
        raise FileNotFoundError(name)
    return io.BufferedReader(_Pieces(stored), PIECE_BYTES)


@deconstructible
class DatabaseStorage(Storage):
    """Django's storage over `StoredFile`. Files are written whole, and have no address."""

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return StoredFile.objects.filter(name=name).exists()

    def size(self, name: str) -> int:
        """How many bytes it has. Raises FileNotFoundError."""
        size = StoredFile.objects.filter(name=name).values_list("size", flat=True).first()
        if size is None:
            raise FileNotFoundError(name)
        return size

    def delete(self, name: str) -> None:
        """Delete it, if it is there."""
        StoredFile.objects.filter(name=name).delete()

    def _open(self, name: str, mode: str = "rb") -> StoredFileReader:
        if mode != "rb":
            raise ValueError(f"files are read, not opened as {mode}")
        return StoredFileReader(name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with transaction.atomic():
            stored = StoredFile.objects.create(name=name, size=0, stored_at=clock.now())
            for number, data in enumerate(content.chunks(PIECE_BYTES)):
                StoredPiece.objects.create(file=stored, number=number, data=data)
                stored.size += len(data)
            stored.save(update_fields=("size",))
        return name
