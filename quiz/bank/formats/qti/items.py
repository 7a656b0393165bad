"""Items of versions 2.0 to 3.0, with the names of version 2.

Source: https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html and
https://www.imsglobal.org/spec/qti/v3p0/impl.
"""

import re
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.plain_questions import PlainQuestion
from quiz.bank.formats.qti.bodies import html_of, text_of
from quiz.bank.formats.qti.declarations import declared_responses
from quiz.bank.formats.qti.interactions import TEXT_ENTRY, interactions_in, read_interactions
from quiz.bank.formats.reading_losses import lose_combined_feedback

BLANK_TEXT = "____"
_MARK = "\ue000"
_INNER = ("feedbackBlock", "feedbackInline")
_GENERAL = re.compile("general|explanation|solution|rationale", re.IGNORECASE)


def read_item(item: Element, report: ItemReport) -> PlainQuestion:
    """The question of an `assessmentItem`; raises `Refused` for what is not read."""
    if item.get("adaptive").lower() in {"true", "1"}:
        raise Refused("item_adaptive", _("Adaptive items are not read."))
    if item.first("templateDeclaration") is not None:
        raise Refused("item_template", _("Items with parts made at random are not read."))
    body = item.first("itemBody")
    if body is None:
        raise Refused("interaction_missing", _("The item asks nothing."))
    if item.first("assessmentStimulusRef") is not None:
        report.warn("stimulus_not_kept", _("The text that the item refers to is not carried over."))
    interactions = list(interactions_in(body))
    responses = declared_responses(item, report)
    asked = {interaction.name for interaction in interactions}
    question = read_interactions(interactions, responses, item, report)
    return replace(
        question,
        stem=_stem(body, report, question.type, has_entries=TEXT_ENTRY in asked),
        explanation=_explanation(item, body, report),
    )


def _stem(body: Element, report: ItemReport, kind: QuestionType, *, has_entries: bool) -> str:
    """The text of the body with the prompts, and a blank for each text entry."""

    def replacement(element: Element) -> str | None:
        if element.name == TEXT_ENTRY:
            return _MARK
        if element.name.endswith("Interaction"):
            prompt = element.first("prompt")
            return f"<p>{html_of(prompt)}</p>" if prompt is not None else "<p></p>"
        if element.name == "rubricBlock" and "candidate" in element.get("view").split():
            return f"<div>{html_of(element)}</div>"
        return None

    text = text_of(body, report, replacement)
    if not has_entries:
        return text
    text = re.sub("_{3,}", "__", text).replace(_MARK, BLANK_TEXT)
    # A place for a number on a line of its own says nothing.
    return text.removesuffix(f"\n{BLANK_TEXT}") if kind is QuestionType.NUMERIC else text


def _explanation(item: Element, body: Element, report: ItemReport) -> str:
    """The feedback that is there whatever is answered, or the rubric for who marks."""
    texts, others = [], 0
    feedbacks = list(item.elements("modalFeedback"))
    for feedback in feedbacks:
        names = f"{feedback.get('identifier')} {feedback.get('outcomeIdentifier')}"
        if len(feedbacks) == 1 or _GENERAL.search(names):
            texts.append(text_of(feedback, report))
        else:
            others += bool(text_of(feedback, report))
    for rubric in body.within("rubricBlock"):
        if "candidate" not in rubric.get("view").split():
            texts.append(text_of(rubric, report))
    # Those in the choices are read with them.
    in_choices = {
        id(feedback)
        for choice in body.within("simpleChoice", "simpleAssociableChoice")
        for feedback in choice.within(*_INNER)
    }
    others += sum(id(feedback) not in in_choices for feedback in body.within(*_INNER))
    if others:
        lose_combined_feedback(report)
    return "\n".join(text for text in texts if text)
