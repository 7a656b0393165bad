"""The stem and what each type writes beside it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from html import escape

from django.utils.translation import gettext_lazy as _

from quiz.bank.accepted_numbers import AcceptedNumber, write_number
from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import drop_unwritable
from quiz.bank.formats.item_reports import ItemReport
from quiz.bank.formats.plain_questions import PlainQuestion
from quiz.bank.formats.weights import nearest_moodle_grade
from quiz.bank.formats.xml_writing import Markup, cdata, element, joined
from quiz.bank.types.blank import BLANK

_MOODLE_TYPES: Mapping[QuestionType, str] = {
    QuestionType.SINGLE: "multichoice",
    QuestionType.MULTIPLE: "multichoice",
    QuestionType.TRUE_FALSE: "truefalse",
    QuestionType.BLANK: "shortanswer",
    QuestionType.NUMERIC: "numerical",
    QuestionType.ORDERING: "ordering",
    QuestionType.MATCHING: "matching",
}
_PLAIN = {"format": "plain_text"}
_FULL = Decimal(1)
# Whatever means something inside `{1:SHORTANSWER:…}`, and the braces themselves.
_CLOZE_SIGNS = re.compile(r"[{}~#=%\\/\"':]")


def text_element(text: str) -> Markup:
    """`<text>`, as it is."""
    return element("text", cdata(text))


def moodle_type(question: PlainQuestion) -> str:
    """What Moodle calls the type; several blanks are answers inside a text."""
    return "cloze" if len(question.blanks) > 1 else _MOODLE_TYPES[question.type]


def write_answer(question: PlainQuestion, report: ItemReport) -> tuple[Markup, Markup]:
    """The `questiontext` element, and the elements of the type."""
    if moodle_type(question) == "cloze":
        text = element("text", cdata(_cloze(question)))
        return element("questiontext", text, attributes={"format": "html"}), Markup("")
    stem = element("questiontext", text_element(question.stem), attributes=_PLAIN)
    return stem, _WRITERS[question.type](question, report)


def _answer(text: Markup, share: Decimal, *more: Markup, text_format: str = "plain_text") -> Markup:
    attributes = {"fraction": _percent(share), "format": text_format}
    return element("answer", element("text", text), *more, attributes=attributes)


def _percent(share: Decimal) -> str:
    """Per cent of a share on Moodle's list, to the five places that Moodle writes."""
    return write_number((share * 100).quantize(Decimal("0.00001")))


def _feedback(text: str) -> Markup:
    return element("feedback", text_element(text), attributes=_PLAIN)


def _write_choice(question: PlainQuestion, report: ItemReport) -> Markup:
    """Right ones share the points; wrong ones cost as much where several are right."""
    single = question.type is QuestionType.SINGLE
    share = _FULL / sum(option.is_right for option in question.options)
    listed = nearest_moodle_grade(share)
    if abs(listed - share) > Decimal("0.001"):
        report.warn("weight_off_list", _("Moodle does not know this weight of an answer."))
    wrong = Decimal(0) if single else -listed
    answers = [
        _answer(
            cdata(option.text), listed if option.is_right else wrong, _feedback(option.feedback)
        )
        for option in question.options
    ]
    return joined(
        element("single", "true" if single else "false"),
        element("shuffleanswers", "true"),
        element("answernumbering", "ABCD"),
        element("showstandardinstruction", "0"),
        _combined_feedback(),
        *answers,
    )


def _combined_feedback() -> Markup:
    names = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    return joined(*(element(name, text_element(""), attributes=_PLAIN) for name in names))


def _write_verdict(question: PlainQuestion, report: ItemReport) -> Markup:
    return joined(
        *(
            _answer(
                Markup("true" if verdict else "false"),
                _FULL if verdict is question.verdict else Decimal(0),
                _feedback(""),
                text_format="moodle_auto_format",
            )
            for verdict in (True, False)
        )
    )


def _write_blank(question: PlainQuestion, report: ItemReport) -> Markup:
    answers = [
        _answer(
            cdata(spelling.replace("*", "\\*")),
            _FULL,
            _feedback(""),
            text_format="moodle_auto_format",
        )
        for spelling in question.blanks[0]
    ]
    return joined(element("usecase", "0"), *answers)


def _write_numbers(question: PlainQuestion, report: ItemReport) -> Markup:
    answers = []
    for written in question.numbers:
        number = AcceptedNumber.from_json(written)
        value = number.value
        if value is None:
            report.warn(
                "range_as_tolerance", _("A range is written as its middle with a tolerance.")
            )
            value = (number.low + number.high) / 2
        tolerance = element("tolerance", write_number(number.tolerance))
        answers.append(
            _answer(
                Markup(write_number(value)),
                _FULL,
                _feedback(""),
                tolerance,
                text_format="moodle_auto_format",
            )
        )
    return joined(
        *answers,
        element("unitgradingtype", "0"),
        element("unitpenalty", "0.1000000"),
        element("showunits", "3"),
        element("unitsleft", "0"),
    )


def _write_order(question: PlainQuestion, report: ItemReport) -> Markup:
    """Moodle numbers the items by their fractions: 1 for the first."""
    items = [
        element(
            "answer",
            text_element(text),
            attributes={"fraction": f"{place}.0000000"} | _PLAIN,
        )
        for place, text in enumerate(question.items, start=1)
    ]
    return joined(
        element("layouttype", "VERTICAL"),
        element("selecttype", "ALL"),
        element("selectcount", "0"),
        element("gradingtype", "ABSOLUTE_POSITION"),
        element("showgrading", "HIDE"),
        element("numberingstyle", "none"),
        _combined_feedback(),
        *items,
    )


def _write_pairs(question: PlainQuestion, report: ItemReport) -> Markup:
    pairs = [*question.pairs, *(("", text) for text in question.distractors)]
    return joined(
        element("shuffleanswers", "true"),
        _combined_feedback(),
        *(
            element(
                "subquestion",
                text_element(prompt),
                element("answer", text_element(answer)),
                attributes=_PLAIN,
            )
            for prompt, answer in pairs
        ),
    )


def _cloze(question: PlainQuestion) -> str:
    """HTML with an answer in the place of each blank."""
    stem = [_signs(text).replace("\n", "<br>") for text in BLANK.split(question.stem)]
    parts = stem[:1]
    for spellings, text in zip(question.blanks, stem[1:], strict=True):
        # Moodle reads a star as a wildcard, but for one after a backslash.
        written = (_signs(" ".join(spelling.split())).replace("*", "\\*") for spelling in spellings)
        alternatives = "~".join(f"={spelling}" for spelling in written)
        parts += [f"{{1:SHORTANSWER:{alternatives}}}", text]
    return "".join(parts)


def _signs(text: str) -> str:
    """HTML in which no sign of a cloze question is left, but their numbers."""
    parts = re.split(f"({_CLOZE_SIGNS.pattern})", drop_unwritable(text))
    return "".join(
        _number_of(part) if _CLOZE_SIGNS.fullmatch(part) else escape(part) for part in parts
    )


def _number_of(sign: str) -> str:
    return f"&#{ord(sign)};"


_WRITERS: Mapping[QuestionType, Callable[[PlainQuestion, ItemReport], Markup]] = {
    QuestionType.SINGLE: _write_choice,
    QuestionType.MULTIPLE: _write_choice,
    QuestionType.TRUE_FALSE: _write_verdict,
    QuestionType.BLANK: _write_blank,
    QuestionType.NUMERIC: _write_numbers,
    QuestionType.ORDERING: _write_order,
    QuestionType.MATCHING: _write_pairs,
}
