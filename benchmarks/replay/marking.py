"""Marking once more, from the words of DESIGN and of the questions alone.

Nothing of the product is called here: where the two disagree, one of them is wrong. The contest of
a replay marks by shares ("partial"): nothing wrong, then each right part earns its share.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any


def points_centi(content: Mapping[str, Any], response: Sequence[Any] | None, worth: int) -> int:
    """What a response earns of `worth` hundredths of a point, halves rounded up."""
    earned = _share(content, response) * worth if response else Fraction(0)
    return int(earned + Fraction(1, 2))


def _share(content: Mapping[str, Any], response: Sequence[Any]) -> Fraction:
    key = content["key"]
    match content["type"]:
        case "true_false":
            share = Fraction(response == [key])
        case "single" | "ordering":
            share = Fraction(response == key)
        case "multiple":
            right = set(response) <= set(key)
            share = Fraction(len(set(response)), len(key)) if right else Fraction(0)
        case "matching":
            pairs = [(given, fits) for given, fits in zip(response, key, strict=False) if given]
            right = all(given == fits for given, fits in pairs)
            share = Fraction(len(pairs), len(key)) if right else Fraction(0)
        case "blank":
            good = sum(
                _plain(str(written)) in {_plain(spelling) for spelling in spellings}
                for written, spellings in zip(response, key, strict=False)
            )
            share = Fraction(good, len(key))
        case "numeric":
            share = Fraction(any(_accepts(accepted, str(response[0])) for accepted in key))
        case unknown:
            raise ValueError(f"no such type: {unknown}")
    return share


def _plain(written: str) -> str:
    """Letters and digits, and what belongs to a number; enough for what participants write here."""
    folded = unicodedata.normalize("NFKC", written).casefold()
    return "".join(c for c in folded if c.isalnum() or unicodedata.category(c)[0] in "MS").strip()


def _accepts(accepted: Mapping[str, str], written: str) -> bool:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return False
    if "value" in accepted:
        middle, around = Decimal(accepted["value"]), Decimal(accepted.get("tolerance", 0))
        return middle - around <= number <= middle + around
    return Decimal(accepted["min"]) <= number <= Decimal(accepted["max"])
