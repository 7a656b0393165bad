"""Opening XLSX and XLS files."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from common.archives import ZIP_MAGIC, GuardedArchive, UnsafeArchive
from common.faults import Fault, Place
from common.tables.grids import (
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    Mangling,
    OpenedFile,
    Row,
)

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROCESS = Path(__file__).with_name("calamine_process.py")
_SECONDS = 45

_FAULTS = {
    "encrypted": Fault(
        code="spreadsheet_encrypted",
        message=_("The spreadsheet has a password. Save it without one."),
    ),
    "broken": Fault(code="spreadsheet_broken", message=_("The spreadsheet cannot be opened.")),
    "too_large": Fault(
        code="spreadsheet_too_large",
        message=_(
            "The spreadsheet is too large, or something stands far away from the rest of it. "
            "Delete the empty rows and columns around the table, or split the file."
        ),
    ),
}


def looks_like_workbook(data: bytes) -> bool:
    """Whether the bytes begin as XLSX or XLS do, and name what those hold."""
    if data.startswith(ZIP_MAGIC):
        # Names stand uncompressed in the archive's directory.
        return b"xl/workbook" in data
    return data.startswith(OLE_MAGIC) and any(
        name.encode("utf-16-le") in data for name in ("Workbook", "Book", "EncryptedPackage")
    )


def open_workbook(data: bytes) -> OpenedFile:
    """The visible worksheets, hidden ones named as warnings; never raises for what is in a file."""
    if data.startswith(ZIP_MAGIC):
        try:
            GuardedArchive(data)
        except UnsafeArchive as unsafe:
            return OpenedFile(errors=[unsafe.fault])
    opened = OpenedFile()
    rows: list[Row] = []
    name: str | None = None
    for line in _read_lines(data):
        match line:
            case [number, cells, mangled]:
                mangled = {int(column): Mangling(what) for column, what in mangled.items()}
                rows.append(Row(number, tuple(cells), mangled))
            case {"table": next_name, "visible": visible}:
                _keep_grid(opened, name, rows)
                name, rows = next_name, []
                if not visible:
                    opened.warnings.append(_hidden(next_name))
            case {"error": code}:
                opened.errors.append(_FAULTS[code])
    _keep_grid(opened, name, rows)
    return opened


def _keep_grid(opened: OpenedFile, name: str | None, rows: list[Row]) -> None:
    if rows:
        opened.grids.append(Grid(name, tuple(rows)))


def _hidden(name: str) -> Fault:
    return Fault(
        place=Place(table=name),
        code="table_hidden",
        message=_("A hidden worksheet was passed over."),
    )


def _read_lines(data: bytes) -> Iterator[Any]:
    """What `calamine_process` tells; a process that died tells an error in the place of its end."""
    try:
        finished = subprocess.run(  # noqa: S603 - see the import
            [sys.executable, "-I", str(_PROCESS), str(MAX_ROWS), str(MAX_COLUMNS)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        yield {"error": "too_large"}
        return
    ended = False
    for line in finished.stdout.splitlines():
        try:
            told = orjson.loads(line)
        except orjson.JSONDecodeError:
            break
        ended = told == {"end": True}
        yield told
    if not ended:
        # A panic ends with a traceback (1); too much memory or time by a signal (negative).
        yield {"error": "too_large" if finished.returncode < 0 else "broken"}
