"""How version 1.2 turns responses into points: conditions that set or add to a score.

Source: https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_infov1p2.html (section 3.6). Read are
conditions over `varequal` and comparisons with numbers; others are refused, never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import read_number
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import Refused

_BOUNDS = {"vargte", "varlte", "vargt", "varlt"}
_OTHERWISE = {"other", "unanswered"}
_GROUPS = {"and", "or", "conditionvar"}
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: `varequal` or a bound of a response with a value, or that it is not so."""

    name: str
    response: str
    value: str
    line: int
    is_negated: bool = False
    index: str = ""
    has_case: bool = False


@dataclass(slots=True)
class Condition:
    """What a `respcondition` asks, the points it sets or adds, and the feedback it shows."""

    tests: list[Test] = field(default_factory=list)
    points: Decimal | None = None
    is_added: bool = False
    feedback: list[str] = field(default_factory=list)
    has_alternatives: bool = False
    is_otherwise: bool = False

    @property
    def wanted(self) -> list[Test]:
        """The tests that are not negated."""
        return [test for test in self.tests if not test.is_negated]


def conditions_of(item: Element) -> list[Condition]:
    """The conditions in their order; raises `Refused` for what is not read."""
    return [_condition(element) for element in item.within("respcondition")]


def _condition(element: Element) -> Condition:
    condition = Condition()
    variables = element.first("conditionvar")
    condition.feedback = [shown.get("linkrefid") for shown in element.elements("displayfeedback")]
    for setter in element.elements("setvar"):
        condition.points = _points(setter.full_text.strip() or "1")
        action = setter.get("action", "Set").lower()
        if action not in {"set", "add"}:
            condition.points = -condition.points
        condition.is_added = action != "set"
    condition.has_alternatives = variables is not None and any(True for _ in variables.within("or"))
    try:
        condition.tests = list(_tests(variables, is_negated=False)) if variables is not None else []
    except _Unread:
        # What only shows feedback may ask what it likes.
        if condition.points:
            raise Refused(
                "processing_custom",
                _("The answer is processed by rules of the item's own, which are not read."),
            ) from None
    condition.is_otherwise = not condition.tests
    return condition


class _Unread(Exception):
    """A test that is not read."""


def _tests(element: Element, *, is_negated: bool) -> Iterator[Test]:
    for part in element.elements():
        if part.name == "varequal" or part.name in _BOUNDS:
            yield Test(
                part.name,
                part.get("respident"),
                " ".join(part.full_text.split()),
                part.line,
                is_negated,
                part.get("index"),
                part.get("case").lower() == "yes",
            )
        elif part.name in _GROUPS:
            yield from _tests(part, is_negated=is_negated)
        elif part.name == "not":
            yield from _tests(part, is_negated=not is_negated)
        elif part.name not in _OTHERWISE:
            raise _Unread


def _points(written: str) -> Decimal:
    """The points; a name such as `SCORE.max` stands for all of them."""
    number = read_number(written)
    return _FULL if number is None and written.lower().endswith("max") else number or Decimal(0)
