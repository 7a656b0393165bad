"""Telling somebody what was wrong with a file, or what was lost on the way into one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_stubs_ext import StrOrPromise

from common.text import Language, LocalisedText, django_language, localise
from quiz.bank.formats import Fault, Place


def place_to_json(place: Place) -> dict[str, int | str]:
    """Whatever of `table`, `line`, `row`, `column` and `item` the place has."""
    parts = {
        "table": place.table,
        "line": place.line, "row": place.row, "column": place.column, "item": place.item,
    }  # fmt: skip
    return {name: value for name, value in parts.items() if value is not None}


def fault_to_json(fault: Fault) -> dict[str, Any]:
    """Place, code and message in the active language; the pointer where there is one."""
    pointer = {"pointer": fault.pointer} if fault.pointer else {}
    return place_to_json(fault.place) | pointer | _said(fault, str(fault.message))


def fault_to_stored(fault: Fault) -> dict[str, Any]:
    """The same with the message in every language, for whoever reads it later."""
    pointer = {"pointer": fault.pointer} if fault.pointer else {}
    return place_to_json(fault.place) | pointer | _said(fault, in_every_language(fault.message))


def _said(fault: Fault, message: str | LocalisedText) -> dict[str, Any]:
    return {"code": fault.code, "message": message}


def stored_message(stored: Mapping[str, Any], language: str) -> str:
    """The message of a stored fault in a language."""
    return localise(stored["message"], language)


def in_every_language(text: StrOrPromise) -> LocalisedText:
    """A text of the catalogue in each of our languages."""
    texts: LocalisedText = {}
    for language in Language:
        with override(django_language(language)):
            texts[language.value] = str(text)  # type: ignore[literal-required]  # the enum's values
    return texts


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
