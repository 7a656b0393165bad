"""What stands between the braces of a GIFT question, type by type."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from quiz.bank.accepted_numbers import read_number, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.formats.drafts import Draft
from quiz.bank.formats.gift.grammar import TextFormat, read_text, restore, split_weight
from quiz.bank.formats.weights import is_moodle_grade, right_of_one, right_of_several

MAX_ANSWERS = 200
_FULL = Decimal(100)
_VERDICTS = {"T": True, "TRUE": True, "F": False, "FALSE": False}

_Answer = TypeVar("_Answer")


class Unreadable(ValueError):
    """A question that cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Remarks:
    """Reads texts of one question, and gathers what is to be said about it."""

    def __init__(self, default: TextFormat, *, strict: bool) -> None:
        self.default = default
        self.strict = strict
        self.codes: dict[str, None] = {}
        self.lost: set[str] = set()

    def add(self, code: str) -> None:
        """Say this once."""
        self.codes[code] = None

    def text(self, source: str) -> str:
        """The plain text of a part that inherits the stem's format."""
        plain, _ = read_text(source, self.default)
        self.lost |= plain.lost
        return plain.text

    def weight(self, answer: str, default: Decimal) -> tuple[Decimal, str]:
        """The weight of an answer, and the rest; raises `Unreadable`."""
        weight, rest = split_weight(answer)
        if weight is None:
            return default, rest
        if abs(weight) > _FULL:
            raise Unreadable("weight_out_of_range")
        if not is_moodle_grade(weight / 100):
            if self.strict:
                raise Unreadable("weight_off_list")
            self.add("weight_off_list")
        return weight, rest


def read_answers(source: str, remarks: Remarks) -> Draft:
    """The type, options and key that an answer block gives; raises `Unreadable`."""
    if not source:
        raise Unreadable("essay_unsupported")
    if source.count("=") + source.count("~") > MAX_ANSWERS:
        raise Unreadable("answers_too_many")
    return _kind_of(source)(source, remarks)


def _kind_of(source: str) -> Callable[[str, Remarks], Draft]:
    if source.startswith("#"):
        return _read_numeric
    if "~" in source:
        return _read_choice
    if "=" in source and "->" in source:
        return _read_matching
    return _read_verdict if source.partition("#")[0].strip() in _VERDICTS else _read_words


def _read_choice(source: str, remarks: Remarks) -> Draft:
    single = "=" in source
    draft = Draft(type=QuestionType.SINGLE if single else QuestionType.MULTIPLE)
    weights: list[Decimal] = []
    first, *rest = source.replace("=", "~=").split("~")
    for answer in map(str.strip, [first, *rest] if first.strip() else rest):
        marked_right = answer.startswith("=")
        weight, body = remarks.weight(
            answer.removeprefix("="), _FULL if marked_right else Decimal(0)
        )
        text, _, feedback = body.partition("#")
        if not text.strip():
            # `~=` is common and means `=`.
            if body or marked_right:
                remarks.add("option_empty")
            _add_feedback_lost(feedback, remarks)
            continue
        if marked_right and "->" in text:
            remarks.add("choice_or_matching")
        weights.append(_FULL if marked_right else weight)
        if marked_right and weight != _FULL:
            remarks.add("weights_not_kept")
        draft.options.append(remarks.text(text))
        draft.feedback.append(remarks.text(feedback))
    right, is_lossy = (right_of_one if single else right_of_several)(
        [weight / _FULL for weight in weights]
    )
    if is_lossy:
        remarks.add("weights_not_kept")
    draft.key = [place for place, is_right in enumerate(right) if is_right]
    return draft


def _read_matching(source: str, remarks: Remarks) -> Draft:
    draft = Draft(type=QuestionType.MATCHING)
    for pair in _answers(source, remarks):
        prompt, arrow, answer = pair.partition("->")
        if not arrow:
            raise Unreadable("arrow_missing")
        # Moodle's answers to match are plain: no format before them, no feedback after them.
        text = restore(answer).strip()
        if prompt.strip():
            draft.pairs.append((remarks.text(prompt), text))
        elif text:
            draft.distractors.append(text)
        else:
            remarks.add("option_empty")
    return draft


def _read_verdict(source: str, remarks: Remarks) -> Draft:
    verdict, _, feedback = source.partition("#")
    _add_feedback_lost(feedback.replace("#", ""), remarks)
    return Draft(type=QuestionType.TRUE_FALSE, key=_VERDICTS[verdict.strip()])


def _read_words(source: str, remarks: Remarks) -> Draft:
    weighted: list[tuple[Decimal, str]] = []
    if source.partition("#")[0].strip().upper() in _VERDICTS:
        remarks.add("true_false_case")
    wildcards = False
    for answer in _answers(source, remarks):
        weight, body = remarks.weight(answer, _FULL)
        text, _, feedback = body.partition("#")
        _add_feedback_lost(feedback, remarks)
        spelling = remarks.text(text)
        literal = spelling.replace("\\*", "")
        if "*" not in literal:
            weighted.append((weight, spelling.replace("\\*", "*")))
        elif weight > 0:
            wildcards = True
            remarks.add("wildcards_not_kept")
    if wildcards and not weighted:
        raise Unreadable("wildcards_only")
    spellings = _earning_all(weighted, remarks)
    return Draft(type=QuestionType.BLANK, key=[list(dict.fromkeys(spellings))])


def _read_numeric(source: str, remarks: Remarks) -> Draft:
    numbers, _, otherwise = source[1:].partition("~")
    _add_feedback_lost(otherwise.partition("#")[2], remarks)
    weighted: list[tuple[Decimal, dict[str, str]]] = []
    for answer in _answers(numbers, remarks):
        weight, body = remarks.weight(answer, _FULL)
        text, _, feedback = body.partition("#")
        _add_feedback_lost(feedback, remarks)
        number = remarks.text(text)
        if number == "*" and weight <= 0:
            continue
        weighted.append((weight, _accepted(number)))
    return Draft(type=QuestionType.NUMERIC, key=_earning_all(weighted, remarks))


def _accepted(text: str) -> dict[str, str]:
    low, dots, high = text.partition("..")
    if dots:
        return {"min": _number(low), "max": _number(high)}
    value, colon, tolerance = text.partition(":")
    if not colon:
        return {"value": _number(value)}
    return {"value": _number(value), "tolerance": _number(tolerance)}


def _number(text: str) -> str:
    number = read_number(text)
    if number is None:
        raise Unreadable("number_invalid")
    return write_number(number)


def _earning_all(weighted: Sequence[tuple[Decimal, _Answer]], remarks: Remarks) -> list[_Answer]:
    """The answers that earn everything; what earns a part is wrong with us."""
    right, is_lossy = right_of_one([weight / _FULL for weight, _ in weighted])
    if is_lossy:
        remarks.add("weights_not_kept")
    return [answer for (_, answer), is_right in zip(weighted, right, strict=True) if is_right]


def _answers(source: str, remarks: Remarks) -> list[str]:
    """Answers parted by `=`; the first may do without one."""
    first, *rest = source.split("=")
    answers = [answer.strip() for answer in ([first, *rest] if first.strip() else rest)]
    if not all(answers):
        remarks.add("option_empty")
    return [answer for answer in answers if answer]


def _add_feedback_lost(feedback: str, remarks: Remarks) -> None:
    if feedback.strip():
        remarks.add("feedback_not_kept")
