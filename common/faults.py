"""What is wrong with a file that somebody sent: where, and in words that its reader understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override
from django_stubs_ext import StrOrPromise

from common.text import Language, LocalisedText, django_language, localise


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something is: whatever of it the format knows, counted from 1.

    `item` is what something in the file is called, or its number in it; `column` is a character of
    a line, or the title or letter of a spreadsheet's column. `table` is the worksheet, where the
    file has names for them.
    """

    line: int | None = None
    row: int | None = None
    column: int | str | None = None
    item: str | None = None
    table: str | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong or was lost: where, a stable code, and a localised message.

    `pointer` is the JSON pointer of the place within the question, where our own JSON has one.
    """

    place: Place = NOWHERE
    code: str
    message: StrOrPromise
    pointer: str = ""


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


def storable(value: Any) -> Any:
    """The value without characters that no database keeps; faulty rows may hold them."""
    match value:
        case str():
            return value.replace("\0", "").encode(errors="replace").decode()
        case dict():
            return {key: storable(part) for key, part in value.items()}
        case list():
            return [storable(part) for part in value]
        case _:
            return value
