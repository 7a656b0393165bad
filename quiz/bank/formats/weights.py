"""What is right where a format gives each answer a weight.

Our rules know right and wrong; what lies between is decided by the paper's marking rule.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

# fmt: off
MOODLE_GRADES = tuple(map(Decimal, (
    "1", ".9", ".8333333", ".8", ".75", ".7", ".6666667", ".6", ".5", ".4", ".3333333", ".3",
    ".25", ".2", ".1666667", ".1428571", ".125", ".1111111", ".1", ".05", "0",
)))
# fmt: on
"""The shares of full marks that Moodle accepts, and their negatives."""

_TOLERANCE = Decimal("0.00001")
_SLACK = Decimal("0.01")


@lru_cache(maxsize=1024)
def nearest_moodle_grade(share: Decimal) -> Decimal:
    """The accepted share nearest to one, with its sign."""
    size = abs(share)
    nearest = min(MOODLE_GRADES, key=lambda grade: abs(grade - size))
    return nearest.copy_sign(share) if nearest else nearest


def is_moodle_grade(share: Decimal) -> bool:
    """Whether Moodle's strict import accepts the share."""
    return abs(nearest_moodle_grade(share) - share) <= _TOLERANCE


def right_of_one(shares: Sequence[Decimal]) -> tuple[list[bool], bool]:
    """Which answers earn everything, and whether others earn or cost a part."""
    full = [abs(share - 1) <= _TOLERANCE for share in shares]
    return full, any(share and not right for share, right in zip(shares, full, strict=True))


def right_of_several(shares: Sequence[Decimal]) -> tuple[list[bool], bool]:
    """Which answers earn something, and whether their weights are other than the usual ones.

    Usually the right ones share everything equally, and each wrong one costs nothing, as much as
    a right one earns, or everything. People write a third as 33, 33.3 or 33.33333 per cent.
    """
    is_right = [share > 0 for share in shares]
    if not any(is_right):
        return is_right, False
    equal = Decimal(1) / sum(is_right)
    wrong = [share for share in shares if share <= 0]
    is_usual = all(abs(share - equal) < _SLACK for share in shares if share > 0) and any(
        all(abs(share + cost) < _SLACK for share in wrong)
        for cost in (Decimal(0), equal, Decimal(1))
    )
    return is_right, not is_usual
