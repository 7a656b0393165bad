"""The numbers that a numeric question accepts, and how a written number is read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Self

MAX_NUMBER_CHARACTERS = 40

# Thousands are grouped by commas in both languages; a comma anywhere else is no number.
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d{1,3})?")
# Python's 28 digits would round a value of 40, and its own answer would then be wrong.
_EXACT = Context(prec=2 * MAX_NUMBER_CHARACTERS + 2)
_DASHES = str.maketrans({"−": "-", "‐": "-", "‑": "-", "–": "-"})


def read_number(text: str) -> Decimal | None:
    """The number that somebody wrote, or None when it is none.

    Full-width digits and signs count as plain ones, spaces around are dropped, commas may group
    thousands (`1,000`), an exponent may follow (`2e3`). Nothing is guessed: `3.1.4`, `1,00`, `五`
    and `5 元` are no numbers, nor is what takes more than `MAX_NUMBER_CHARACTERS` to write out.
    """
    written = unicodedata.normalize("NFKC", text).strip().translate(_DASHES).lower()
    if len(written) > MAX_NUMBER_CHARACTERS or not any(c.isdecimal() for c in written):
        return None
    if not written.isascii() or not _NUMBER.fullmatch(written) or written.lstrip("+-")[0] == "e":
        return None
    number = Decimal(written.replace(",", ""))
    # What is written out is read back: neither 400 digits nor 400 zeros behind the point are.
    return number if len(write_number(number)) <= MAX_NUMBER_CHARACTERS else None


def write_number(number: Decimal) -> str:
    """The shortest plain form: no exponent, no zeros at the end, no minus zero."""
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in {"-0", ""} else plain


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedNumber:
    """The numbers from `low` to `high`, both included.

    `value` is the number to show as right, in the middle of a tolerance; None where the author gave
    a range, all of which is equally right.
    """

    low: Decimal
    high: Decimal
    value: Decimal | None = None

    @classmethod
    def near(cls, value: Decimal, tolerance: Decimal = Decimal(0)) -> Self:
        """A value, give or take a tolerance (not negative)."""
        low, high = _EXACT.subtract(value, tolerance), _EXACT.add(value, tolerance)
        return cls(low=low, high=high, value=value)

    @classmethod
    def between(cls, low: Decimal, high: Decimal) -> Self:
        """A range."""
        return cls(low=low, high=high)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read `{"value": "3.14", "tolerance": "0.01"}` or `{"min": "1", "max": "5"}`.

        Numbers are decimal texts, so that 0.1 stays 0.1. Raises `KeyError` or `ValueError` for
        anything else.
        """
        if "value" in data:
            return cls.near(_decimal(data["value"]), _decimal(data.get("tolerance", "0")))
        return cls.between(_decimal(data["min"]), _decimal(data["max"]))

    @property
    def tolerance(self) -> Decimal:
        """Half the width."""
        return _EXACT.divide(_EXACT.subtract(self.high, self.low), Decimal(2))

    def accepts(self, number: Decimal) -> bool:
        """Whether the number is right."""
        return self.low <= number <= self.high

    def to_json(self) -> dict[str, str]:
        """Write the form that `from_json` reads."""
        if self.value is None:
            return {"min": write_number(self.low), "max": write_number(self.high)}
        data = {"value": write_number(self.value)}
        return data | {"tolerance": write_number(self.tolerance)} if self.tolerance else data


def _decimal(value: object) -> Decimal:
    number = read_number(value) if isinstance(value, str) else None
    if number is None:
        raise ValueError(f"not a decimal text: {value!r}")
    return number
