"""Telling somebody what was wrong with a file, or what was lost on the way into one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from common.faults import (
    Fault,
    fault_to_json,
    fault_to_stored,
    in_every_language,
    place_to_json,
    stored_message,
)

__all__ = [
    "fault_line",
    "fault_lines",
    "fault_to_json",
    "fault_to_stored",
    "in_every_language",
    "place_to_json",
    "stored_message",
]


def fault_line(fault: Fault) -> str:
    """One line for a terminal: `line 3, column 7: The answer is missing. [answer_missing]`."""
    place = fault.place
    words = [
        _("sheet {table}").format(table=place.table) if place.table is not None else "",
        _("line {line}").format(line=place.line) if place.line is not None else "",
        _("row {row}").format(row=place.row) if place.row is not None else "",
        _("column {column}").format(column=place.column) if place.column is not None else "",
        _("question {item}").format(item=place.item) if place.item is not None else "",
    ]
    where = ", ".join(filter(None, words))
    # A text of the file may be in the message, and must not end the line.
    message = " ".join(str(fault.message).split())
    pointer = f" {fault.pointer}" if fault.pointer else ""
    return f"{where}{pointer}: {message} [{fault.code}]" if where else f"{message} [{fault.code}]"


def fault_lines(faults: Iterable[Fault]) -> list[str]:
    """One line for each."""
    return [fault_line(fault) for fault in faults]
