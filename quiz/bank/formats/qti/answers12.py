"""Words and numbers to write in items of version 1.2."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import read_number
from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.plain_questions import PlainQuestion
from quiz.bank.formats.qti.conditions12 import Condition, Test
from quiz.bank.formats.qti.materials12 import material_text
from quiz.bank.formats.reading_losses import lose_case, lose_weights

_NUMBERS = {"integer", "decimal", "scientific"}


def words_or_number_of(
    kind: str, responses: Sequence[Element], conditions: Sequence[Condition], report: ItemReport
) -> PlainQuestion:
    """A number where the item says so, else a blank for each response."""
    scoring = [condition for condition in conditions if (condition.points or 0) > 0]
    best = max((condition.points or 0 for condition in scoring), default=0)
    if any(condition.points != best for condition in scoring if not condition.is_added):
        lose_weights(report)
        scoring = [c for c in scoring if c.is_added or c.points == best]
    if len(responses) == 1 and (
        kind == "numerical_question"
        or responses[0].name == "response_num"
        or any(fib.get("fibtype").lower() in _NUMBERS for fib in responses[0].within("render_fib"))
    ):
        numbers = [number for condition in scoring for number in _numbers(condition.wanted, report)]
        return PlainQuestion(type=QuestionType.NUMERIC, stem="", numbers=numbers)
    blanks = [_spellings(response, scoring, report) for response in responses]
    return PlainQuestion(type=QuestionType.BLANK, stem="", blanks=blanks)


def _spellings(response: Element, scoring: Sequence[Condition], report: ItemReport) -> list[str]:
    labels = {
        label.get("ident"): material_text(label, report)
        for label in response.within("response_label")
    }
    tests = [
        test
        for condition in scoring
        for test in condition.wanted
        if test.response == response.get("ident") and test.name == "varequal"
    ]
    if any(test.has_case for test in tests):
        lose_case(report)
    # Canvas lists the spellings of a blank, and names them.
    return list(dict.fromkeys(labels.get(test.value) or test.value for test in tests))


def _numbers(tests: Sequence[Test], report: ItemReport) -> list[dict[str, str]]:
    """Values alone; a value in the middle of two bounds; or two bounds."""
    values = [test.value for test in tests if test.name == "varequal"]
    low = [test.value for test in tests if test.name in {"vargte", "vargt"}]
    high = [test.value for test in tests if test.name in {"varlte", "varlt"}]
    if any(test.name in {"vargt", "varlt"} for test in tests):
        report.warn("bound_included", _("A bound that was just outside counts as right."))
    if len(low) != 1 or len(high) != 1:
        return [{"value": value} for value in values]
    if len(values) == 1 and (tolerance := _tolerance(values[0], low[0], high[0])):
        return [{"value": values[0], "tolerance": tolerance}]
    return [{"min": low[0], "max": high[0]}]


def _tolerance(value: str, low: str, high: str) -> str | None:
    """How far both bounds are from the value, where that is equally far."""
    middle, least, most = read_number(value), read_number(low), read_number(high)
    if middle is None or least is None or most is None or most - middle != middle - least:
        return None
    return format(most - middle, "f")
