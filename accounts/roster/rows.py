"""One row of a roster as text makes it: checked by itself, compared with nothing yet."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.names import clean_display_name
from accounts.phones import normalise_phone
from accounts.roster.columns import Field, Header
from common.faults import Fault, Place
from common.spreadsheets import FORMULA_STARTS, clean_text
from common.tables.grids import Mangling, Row

UnitPath: TypeAlias = tuple[str, ...]

MAX_NUMBER_CHARACTERS = 60
MAX_UNIT_CHARACTERS = 60
MAX_UNIT_DEPTH = 12
MAX_UNITS_A_PERSON = 20

_LISTED = re.compile(r"[;；|｜\n]")
_STEPS = re.compile(r"\s*[/／\\＼>＞]\s*")
_YES = frozenset("是 对 有 √ ✓ y yes true 1 负责人 主管 manager".split())  # noqa: SIM905 - a list of words
_NO = frozenset("否 不是 无 × ✗ n no false 0".split())  # noqa: SIM905 - as above
_STATUSES = {
    False: "在职 在岗 在校 正常 是 active current employed y yes",
    True: "离职 已离职 离岗 离校 退休 停用 否 left inactive gone former n no",
}
_HAS_LEFT = {word: left for left, words in _STATUSES.items() for word in words.split()}
_MANGLED = {
    Mangling.DATE: (
        "cell_is_date",
        _("The spreadsheet program has made a date of this cell. Format the column as text."),
    ),
    Mangling.DIGITS: (
        "cell_digits_lost",
        _("The number is so long that its last digits are lost. Format the column as text."),
    ),
    Mangling.ENCODING: (
        "cell_encoding",
        _("There are unreadable characters here. Save the file as UTF-8 or as XLSX."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """What a row says of one person; None for what it does not say.

    `units` begins with the primary one. `manages` is True for that unit, False for none, or names
    units.
    """

    place: Place
    number: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    units: tuple[UnitPath, ...] | None = None
    manages: bool | tuple[UnitPath, ...] | None = None
    has_left: bool = False
    faults: tuple[Fault, ...] = ()
    columns: dict[Field, str] = field(default_factory=dict, compare=False)

    def fault(self, code: str, message: StrOrPromise, column: Field | None = None) -> Fault:
        """Something wrong with this row, at a column if it is one."""
        title = self.columns.get(column) if column else None
        place = Place(row=self.place.row, table=self.place.table, column=title)
        return Fault(place=place, code=code, message=message)


def read_row(header: Header, row: Row, *, table: str | None) -> RosterRow:
    """The row, with a fault for each cell that cannot be meant so."""
    return _Reader(header, row, table).read()


class _Reader:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(self, header: Header, row: Row, table: str | None) -> None:
        self._header, self._row, self._table = header, row, table
        self._faults: list[Fault] = []

    def read(self) -> RosterRow:
        units = [*self._paths(Field.UNIT), *self._paths(Field.OTHER_UNITS)]
        if len(units) > MAX_UNITS_A_PERSON:
            self._wrong(Field.UNIT, "units_too_many", _("One person can be in 20 units at most."))
        return RosterRow(
            place=Place(row=self._row.number, table=self._table),
            number=self._number(),
            name=self._name(),
            email=self._email(),
            phone=self._phone(),
            units=tuple(dict.fromkeys(units)) or None,
            manages=self._manages(),
            has_left=self._has_left(),
            faults=tuple(self._faults),
            columns={f: title for f in Field if (title := self._header.title_of(f))},
        )

    def _wrong(self, column: Field, code: str, message: StrOrPromise) -> None:
        place = Place(row=self._row.number, table=self._table, column=self._header.title_of(column))
        self._faults.append(Fault(place=place, code=code, message=message))

    def _text(self, column: Field) -> str:
        """What stands in the cell; empty where nothing does, or nothing that can be used."""
        place = self._header.columns.get(column)
        if place is None:
            return ""
        if (mangling := self._row.mangled.get(place)) and self._row.cell(place).strip():
            self._wrong(column, *_MANGLED[mangling])
            return ""
        text = clean_text(self._row.cell(place))
        if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
            # Put before it by us or by a careful program, so that it is no formula.
            text = text[1:]
        if text.startswith(FORMULA_STARTS) and not (column is Field.PHONE and text[0] in "+＋"):
            told = _("This looks like a formula. Write the text itself.")
            self._wrong(column, "cell_is_formula", told)
            return ""
        return text

    def _number(self) -> str | None:
        number = unicodedata.normalize("NFKC", self._text(Field.NUMBER)).strip()
        if len(number) > MAX_NUMBER_CHARACTERS or "\n" in number:
            told = _("A person number has at most 60 characters, in one line.")
            self._wrong(Field.NUMBER, "number_too_long", told)
            return None
        return number or None

    def _name(self) -> str | None:
        text = self._text(Field.NAME)
        if not text:
            return None
        try:
            return clean_display_name(text)
        except ValueError:
            told = _("A name has at most 60 characters, and none that cannot be seen.")
            self._wrong(Field.NAME, "name_invalid", told)
            return None

    def _email(self) -> str | None:
        text = unicodedata.normalize("NFKC", self._text(Field.EMAIL)).strip().lower()
        if not text:
            return None
        try:
            validate_email(text)
        except ValidationError:
            self._wrong(Field.EMAIL, "email_invalid", _("This is not an e-mail address."))
            return None
        return text

    def _phone(self) -> str | None:
        text = unicodedata.normalize("NFKC", self._text(Field.PHONE)).strip()
        if not text:
            return None
        try:
            return normalise_phone(text)
        except ValueError:
            told = _("This is not a phone number that exists.")
            self._wrong(Field.PHONE, "phone_invalid", told)
            return None

    def _paths(self, column: Field) -> list[UnitPath]:
        return [path for text in self._listed(column) if (path := self._path(text, column))]

    def _listed(self, column: Field) -> list[str]:
        return [text.strip() for text in _LISTED.split(self._text(column)) if text.strip()]

    def _path(self, text: str, column: Field) -> UnitPath | None:
        steps = tuple(_STEPS.split(unicodedata.normalize("NFC", text).strip("/／")))
        if not all(steps) or max(map(len, steps)) > MAX_UNIT_CHARACTERS:
            told = _("Between the slashes stand names of units, of at most 60 characters each.")
            self._wrong(column, "unit_path_invalid", told)
        elif len(steps) > MAX_UNIT_DEPTH:
            told = _("Units can be 12 levels deep at most.")
            self._wrong(column, "unit_path_too_deep", told)
        elif len({fold(step) for step in steps}) < len(steps):
            told = _("The path leads in a circle: a unit cannot be below itself.")
            self._wrong(column, "unit_in_circle", told)
        else:
            return steps
        return None

    def _manages(self) -> bool | tuple[UnitPath, ...] | None:
        text = self._text(Field.MANAGES)
        if not text:
            return None
        if fold(text) in _YES:
            return True
        if fold(text) in _NO:
            return False
        return tuple(dict.fromkeys(self._paths(Field.MANAGES)))

    def _has_left(self) -> bool:
        word = fold(self._text(Field.STATUS))
        if word and word not in _HAS_LEFT:
            told = _("The status is 在职 (active) or 离职 (left).")
            self._wrong(Field.STATUS, "status_unknown", told)
        return _HAS_LEFT.get(word, False)


def fold(text: str) -> str:
    """A name without what does not tell units apart: width, case, white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
