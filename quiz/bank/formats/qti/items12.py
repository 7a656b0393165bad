"""Items of version 1.2, among them those of Canvas.

Source: https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_infov1p2.html and what Canvas writes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.plain_questions import PlainQuestion
from quiz.bank.formats.plain_text import tidy_lines
from quiz.bank.formats.qti.answers12 import words_or_number_of
from quiz.bank.formats.qti.choices import choice_of
from quiz.bank.formats.qti.conditions12 import Condition, conditions_of
from quiz.bank.formats.qti.interactions import check_count
from quiz.bank.formats.qti.materials12 import material_text
from quiz.bank.formats.qti.pairs import match_of
from quiz.bank.formats.reading_losses import lose_combined_feedback, lose_weights

BLANK_TEXT = "____"
_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
_LISTED = {"response_lid", "response_grp"}
_WRITTEN = {"response_str", "response_num"}
_UNREAD_TYPES = {
    "essay_question", "file_upload_question", "text_only_question", "calculated_question",
    "multiple_dropdowns_question",
}  # fmt: skip
_GENERAL = re.compile("general_fb|general$|solution|explanation|rationale", re.IGNORECASE)


def read_item12(item: Element, report: ItemReport) -> PlainQuestion:
    """The question of an `item`; raises `Refused` for what is not read."""
    kind = item_type(item)
    if kind in _UNREAD_TYPES:
        raise Refused(
            "type_unsupported",
            format_lazy(_("Questions of the type “{type}” cannot be read."), type=kind),
        )
    presentation = item.first("presentation")
    responses = list(presentation.within(*_RESPONSES)) if presentation is not None else []
    if presentation is None or not responses:
        raise Refused("interaction_missing", _("The item asks nothing."))
    check_count(responses)
    conditions = conditions_of(item)
    stem = material_text(presentation, report, leave=_RESPONSES)
    # Blanks that are named come in the order of the text.
    responses.sort(key=lambda response: max(0, stem.find(_bracketed(response, report))))
    question = _answers(kind, responses, conditions, item, report)
    if question.type in {QuestionType.BLANK, QuestionType.NUMERIC}:
        stem = _with_blanks(stem, responses, question, report)
    return replace(question, stem=stem, explanation=_explanation(item, report))


def item_type(item: Element) -> str:
    """The type that Canvas (`question_type`) or others (`qmd_itemtype`) name, in small letters."""
    for entry in item.within("qtimetadatafield"):
        label = entry.first("fieldlabel")
        value = entry.first("fieldentry")
        if label is not None and value is not None and label.text.strip() == "question_type":
            return value.text.strip().lower()
    return next((found.text.strip().lower() for found in item.within("qmd_itemtype")), "")


def _answers(
    kind: str,
    responses: Sequence[Element],
    conditions: Sequence[Condition],
    item: Element,
    report: ItemReport,
) -> PlainQuestion:
    names = {response.name for response in responses}
    if kind == "fill_in_multiple_blanks_question" or (
        names <= _WRITTEN or all(_is_written(response) for response in responses)
    ):
        return words_or_number_of(kind, responses, conditions, report)
    if not names <= _LISTED:
        raise Refused(
            "interaction_unsupported",
            format_lazy(_("The interaction “{name}” is not read."), name=min(names - _LISTED)),
        )
    if len(responses) > 1:
        return _matching(responses, conditions, report)
    if responses[0].get("rcardinality").lower() == "ordered":
        return _ordering(responses[0], conditions, report)
    return _choice(responses[0], conditions, item, report)


def _is_written(response: Element) -> bool:
    return any(True for _ in response.within("render_fib"))


def _labels(response: Element, report: ItemReport) -> dict[str, str]:
    return {
        label.get("ident"): material_text(label, report)
        for label in response.within("response_label")
    }


def _choice(
    response: Element, conditions: Sequence[Condition], item: Element, report: ItemReport
) -> PlainQuestion:
    labels = _labels(response, report)
    several = response.get("rcardinality").lower() == "multiple"
    feedback = _option_feedback(conditions, item, report)
    texts = [(ident, text, feedback.get(ident, "")) for ident, text in labels.items()]
    points = _points_of_options(conditions, several=several, report=report)
    return choice_of(texts, points, report, several=several)


def _points_of_options(
    conditions: Sequence[Condition], *, several: bool, report: ItemReport
) -> dict[str, Decimal]:
    """What each option earns: by itself, or as one of all that must be chosen together."""
    scoring = [condition for condition in conditions if condition.points]
    together = [c for c in scoring if several and not c.is_added and (c.points or 0) > 0]
    if together:
        best = max(condition.points or Decimal(0) for condition in together)
        full = [condition for condition in together if condition.points == best]
        if len(full) > 1 or full[0].has_alternatives:
            raise _custom()
        if len(together) > 1:
            lose_weights(report)
        return {test.value: Decimal(1) for test in full[0].wanted}
    points: dict[str, Decimal] = {}
    for condition in scoring:
        alone = len(condition.wanted) == 1 or condition.has_alternatives
        if condition.wanted and not alone:
            raise _custom()
        for test in condition.wanted:
            earned = condition.points or Decimal(0)
            points[test.value] = points.get(test.value, Decimal(0)) + earned
    return points


def _custom() -> Refused:
    return Refused(
        "processing_custom",
        _("The answer is processed by rules of the item's own, which are not read."),
    )


def _ordering(
    response: Element, conditions: Sequence[Condition], report: ItemReport
) -> PlainQuestion:
    labels = _labels(response, report)
    scoring = [condition for condition in conditions if (condition.points or 0) > 0]
    tests = [test for condition in scoring for test in condition.wanted]
    if all(test.index.isdecimal() and len(test.index) < len("1000") for test in tests):
        tests.sort(key=lambda test: int(test.index))
    order = [test.value for test in tests]
    if sorted(order) != sorted(labels):
        raise Refused("order_incomplete", _("The right order does not name every item once."))
    items = [labels[ident] for ident in order]
    return PlainQuestion(type=QuestionType.ORDERING, stem="", items=items)


def _matching(
    responses: Sequence[Element], conditions: Sequence[Condition], report: ItemReport
) -> PlainQuestion:
    """Each response is a prompt; options are the same where their texts are."""
    prompts = {
        response.get("ident"): material_text(response, report, leave=("render_choice",))
        for response in responses
    }
    labels = {r.get("ident"): _labels(r, report) for r in responses}
    options = {text: text for listed in labels.values() for text in listed.values()}
    pairs = []
    for condition in conditions:
        if (condition.points or 0) > 0:
            if condition.has_alternatives:
                raise _custom()
            for test in condition.wanted:
                answer = labels.get(test.response, {}).get(test.value)
                pairs.append((test.response, "" if answer is None else answer))
    return match_of(pairs, prompts, options)


def _with_blanks(
    stem: str, responses: Sequence[Element], question: PlainQuestion, report: ItemReport
) -> str:
    """The stem with its blanks: where names in brackets stand, and at the end."""
    stem = re.sub("_{3,}", BLANK_TEXT, stem)
    for response in responses:
        if (name := _bracketed(response, report)) != "[]":
            stem = stem.replace(name, BLANK_TEXT, 1)
    if question.type is QuestionType.NUMERIC:
        return stem
    missing = len(question.blanks) - stem.count(BLANK_TEXT)
    return tidy_lines(stem + f" {BLANK_TEXT}" * max(0, missing))


def _bracketed(response: Element, report: ItemReport) -> str:
    """The name of a response as a text shows its blank."""
    return f"[{material_text(response, report, leave=('render_choice', 'render_fib'))}]"


def _feedback_texts(item: Element, report: ItemReport) -> dict[str, str]:
    return {
        feedback.get("ident"): material_text(feedback, report)
        for feedback in item.elements("itemfeedback")
    }


def _option_feedback(
    conditions: Sequence[Condition], item: Element, report: ItemReport
) -> dict[str, str]:
    """Feedback shown when just this option is chosen."""
    texts = _feedback_texts(item, report)
    found: dict[str, str] = {}
    for condition in conditions:
        if len(condition.tests) == 1 and condition.wanted:
            shown = [texts[name] for name in condition.feedback if texts.get(name)]
            if shown:
                found[condition.tests[0].value] = "\n".join(shown)
    return found


def _explanation(item: Element, report: ItemReport) -> str:
    texts = []
    linked = set(_linked_to_one_option(item))
    for feedback in item.elements("itemfeedback"):
        text = material_text(feedback, report)
        name = feedback.get("ident")
        if _GENERAL.search(name) or feedback.first("solution") is not None:
            texts.append(text)
        elif text and name not in linked:
            lose_combined_feedback(report)
    return "\n".join(text for text in texts if text)


def _linked_to_one_option(item: Element) -> Iterator[str]:
    for condition in conditions_of(item):
        if len(condition.tests) == 1 and condition.wanted:
            yield from condition.feedback
