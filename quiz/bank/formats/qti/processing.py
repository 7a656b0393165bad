"""How the response to an item of version 2 or 3 is turned into points.

Read are the templates `match_correct` and `map_response`, under the address of any version, and
what says the same without a template. Everything else is refused: it is never guessed.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import read_number
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import Refused

_SCORE = "SCORE"
_CONDITION_PARTS = {"responseIf", "responseElse"}
_PAIR = 2


class Method(Enum):
    """What decides about the points."""

    MATCH_CORRECT = auto()
    MAP_RESPONSE = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True)
class Processing:
    """The method, and how far from the correct number another still counts."""

    method: Method
    tolerance: Decimal = Decimal(0)


class _Custom(Exception):
    """Processing of another pattern."""


def processing_of(item: Element) -> Processing:
    """How the item is processed; raises `Refused`."""
    processing = item.first("responseProcessing")
    if processing is None:
        return Processing(Method.UNSAID)
    template = processing.get("template") or processing.get("templateLocation")
    if template:
        return _template(template)
    statements = [s for s in processing.elements() if _sets_score(s)]
    try:
        found = {_statement(statement) for statement in statements}
    except _Custom:
        found = set()
    if not statements:
        return Processing(Method.UNSAID)
    if len(found) != 1:
        raise Refused(
            "processing_custom",
            _("The answer is processed by rules of the item's own, which are not read."),
        )
    return found.pop()


def _template(address: str) -> Processing:
    name = address.rstrip("/").rpartition("/")[2].lower().removesuffix(".xml")
    match name:
        case "match_correct":
            return Processing(Method.MATCH_CORRECT)
        case "map_response":
            return Processing(Method.MAP_RESPONSE)
    raise Refused(
        "processing_unsupported",
        format_lazy(_("The response processing template “{name}” is not read."), name=name[:60]),
    )


def _sets_score(statement: Element) -> bool:
    setters = [statement] if statement.name == "setOutcomeValue" else []
    setters += statement.within("setOutcomeValue")
    return any(setter.get("identifier").upper() == _SCORE for setter in setters)


def _statement(statement: Element) -> Processing:
    if statement.name == "setOutcomeValue" and _is_mapped(_only(statement)):
        return Processing(Method.MAP_RESPONSE)
    if statement.name == "responseCondition":
        return _condition(statement)
    raise _Custom


def _condition(condition: Element) -> Processing:
    if {part.name for part in condition.elements()} - _CONDITION_PARTS:
        raise _Custom
    test, *then = list((condition.first("responseIf") or condition).elements())
    otherwise_part = condition.first("responseElse")
    otherwise = list(otherwise_part.elements()) if otherwise_part is not None else []
    when_true, when_false = _score_value(then), _score_value(otherwise)
    if _is_null_test(test):
        given, missing = when_false, when_true
        if _is_mapped(given) and (missing is None or _constant(missing) == 0):
            return Processing(Method.MAP_RESPONSE)
        raise _Custom
    earned = _constant(when_true)
    if earned is None or earned <= 0 or (when_false is not None and _constant(when_false) != 0):
        raise _Custom
    return Processing(Method.MATCH_CORRECT, _comparison(test))


def _score_value(statements: list[Element]) -> Element | None:
    """The expression that the score is set to, once."""
    scoring = [s for s in statements if _sets_score(s)]
    if not scoring:
        return None
    if len(scoring) > 1 or scoring[0].name != "setOutcomeValue":
        raise _Custom
    return _only(scoring[0])


def _comparison(test: Element) -> Decimal:
    """The tolerance of a test that a response, or each of several, is the correct one."""
    if test.name == "and":
        tolerances = {_comparison(part) for part in test.elements()}
        if len(tolerances) != 1:
            raise _Custom
        return tolerances.pop()
    parts = list(test.elements())
    names = sorted(part.name for part in parts)
    if (
        test.name not in {"match", "equal", "stringMatch"}
        or names != ["correct", "variable"]
        or parts[0].get("identifier") != parts[1].get("identifier")
        or test.get("substring") == "true"
    ):
        raise _Custom
    return _tolerance(test) if test.name == "equal" else Decimal(0)


def _tolerance(test: Element) -> Decimal:
    mode, bounds = test.get("toleranceMode", "exact"), test.get("tolerance").split()
    if mode == "exact":
        return Decimal(0)
    numbers = {read_number(bound) for bound in bounds[:_PAIR]}
    tolerance = numbers.pop() if len(numbers) == 1 else None
    if mode != "absolute" or tolerance is None or tolerance < 0:
        raise _Custom
    return tolerance


def _is_null_test(test: Element) -> bool:
    return test.name == "isNull" and [p.name for p in test.elements()] == ["variable"]


def _is_mapped(expression: Element | None) -> bool:
    if expression is None or expression.name != "sum":
        return expression is not None and expression.name == "mapResponse"
    parts = [part for part in expression.elements() if not _is_score_so_far(part)]
    return bool(parts) and all(part.name == "mapResponse" for part in parts)


def _constant(expression: Element | None) -> Decimal | None:
    """The number that an expression is or adds to the score; the maximum counts as one."""
    if expression is None:
        return None
    if expression.name == "sum":
        parts = [part for part in expression.elements() if not _is_score_so_far(part)]
        return _constant(parts[0]) if len(parts) == 1 else None
    if expression.name == "variable":
        return Decimal(1) if expression.get("identifier").upper() == "MAXSCORE" else None
    return read_number(expression.full_text) if expression.name == "baseValue" else None


def _is_score_so_far(expression: Element) -> bool:
    return expression.name == "variable" and expression.get("identifier").upper() == _SCORE


def _only(statement: Element) -> Element | None:
    parts = list(statement.elements())
    return parts[0] if len(parts) == 1 else None
