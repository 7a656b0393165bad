"""The smallest XLS files that [MS-XLS] and [MS-CFB] allow; no library of ours writes them."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BOF, _EOF, _BOUNDSHEET, _CODEPAGE, _DIMENSIONS = 0x0809, 0x000A, 0x0085, 0x0042, 0x0200
_LABEL, _NUMBER, _BOOLERR = 0x0204, 0x0203, 0x0205
_GLOBALS, _WORKSHEET = 0x0005, 0x0010


def xls(name: str, rows: Sequence[Sequence[str | float | bool]]) -> bytes:
    """One worksheet with these cells; empty texts are no cells."""
    cells = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    return xls_of_cells(name, cells)


def xls_of_cells(name: str, cells: Mapping[tuple[int, int], str | float | bool]) -> bytes:
    """One worksheet with a value at each (row, column), counted from 0."""
    worksheet = _record(_BOF, _bof(_WORKSHEET)) + _dimensions(cells)
    worksheet += b"".join(_cell(*at, value) for at, value in cells.items() if value != "")
    worksheet += _record(_EOF)
    before = _record(_BOF, _bof(_GLOBALS)) + _record(_CODEPAGE, struct.pack("<H", 1200))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    place = len(before) + 4 + 6 + len(title) + 4
    workbook = before + _record(_BOUNDSHEET, struct.pack("<IBB", place, 0, 0) + title)
    return _compound_file(workbook + _record(_EOF) + worksheet)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6)


def _dimensions(cells: Mapping[tuple[int, int], object]) -> bytes:
    rows, columns = max(r for r, _ in cells) + 1, max(c for _, c in cells) + 1
    return _record(_DIMENSIONS, struct.pack("<IIHHH", 0, rows, 0, columns, 0))


def _cell(row: int, column: int, value: str | float | bool) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    match value:
        case bool():
            return _record(_BOOLERR, at + struct.pack("<BB", value, 0))
        case str():
            text = value.encode("utf-16-le")
            return _record(_LABEL, at + struct.pack("<HB", len(text) // 2, 1) + text)
        case _:
            return _record(_NUMBER, at + struct.pack("<d", value))


def _compound_file(stream: bytes) -> bytes:
    """A file with one stream, `Workbook`, large enough to need no mini stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    stream = stream.ljust(count * _SECTOR, b"\0")
    # Sector 0 is the allocation table, 1 the directory, and the stream follows.
    table = [_FAT_SECTOR, _END, *range(3, count + 2), _END]
    assert len(table) <= _SECTOR // 4
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    directory += _entry("", 0, 0, 0) * 2
    return header + struct.pack(f"<{len(table)}I", *table) + directory + stream


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if text else 0
    return struct.pack(
        "<64sHBBIII16xI16xIQ", text, length, kind, 1, _FREE, _FREE, child, 0, start, size
    )
