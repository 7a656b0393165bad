"""What each interaction of version 2 or 3 asks, as a question without its stem."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quiz.bank.enums import QuestionType
from quiz.bank.formats.guarded_xml import Element
from quiz.bank.formats.item_reports import ItemReport, Refused
from quiz.bank.formats.plain_questions import PlainQuestion
from quiz.bank.formats.qti.bodies import text_of
from quiz.bank.formats.qti.choices import choice_of
from quiz.bank.formats.qti.declarations import Response
from quiz.bank.formats.qti.pairs import associate_of, match_of
from quiz.bank.formats.qti.processing import Processing, processing_of
from quiz.bank.formats.reading_losses import lose_feedback, lose_weights

TEXT_ENTRY = "textEntryInteraction"
_FEEDBACK = ("feedbackInline", "feedbackBlock")
_PAIR = 2
_MAX_PARTS = 100

Responses = Mapping[str, Response]


def interactions_in(element: Element) -> Iterator[Element]:
    """All interactions, in the order of the document."""
    for child in element.elements():
        if child.name.endswith("Interaction"):
            yield child
        else:
            yield from interactions_in(child)


def check_count(parts: Sequence[Element]) -> None:
    """Raise `Refused` for more parts than anybody could answer."""
    if len(parts) > _MAX_PARTS:
        raise Refused("parts_many", _("The item asks for too many answers."))


def read_interactions(
    interactions: list[Element], responses: Responses, item: Element, report: ItemReport
) -> PlainQuestion:
    """The question that the interactions of an item ask together; raises `Refused`.

    What is asked is looked at first: it is a better reason to refuse than how it is marked.
    """
    names = list(dict.fromkeys(interaction.name for interaction in interactions))
    check_count(interactions)
    if not names:
        raise Refused("interaction_missing", _("The item asks nothing."))
    if unread := [name for name in names if name != TEXT_ENTRY and name not in _READERS]:
        raise Refused(
            "interaction_unsupported",
            format_lazy(_("The interaction “{name}” is not read."), name=unread[0][:60]),
        )
    if len(interactions) > 1 and names != [TEXT_ENTRY]:
        raise Refused(
            "interactions_many", _("Several interactions are read only where all are text entries.")
        )
    processing = processing_of(item)
    if names == [TEXT_ENTRY]:
        asked = [_response_of(interaction, responses) for interaction in interactions]
        return _read_entries(asked, processing, report)
    interaction = interactions[0]
    response = _response_of(interaction, responses)
    return _READERS[interaction.name](interaction, response, processing, report)


def _response_of(interaction: Element, responses: Responses) -> Response:
    response = responses.get(interaction.get("responseIdentifier"))
    if response is None:
        raise Refused("response_missing", _("No response is declared for the interaction."))
    return response


def _read_entries(
    responses: list[Response], processing: Processing, report: ItemReport
) -> PlainQuestion:
    answers = []
    for response in responses:
        points = response.points(processing)
        best = max(points.values(), default=0)
        if any(0 < earned < best for earned in points.values()):
            lose_weights(report)
        answers.append([value for value, earned in points.items() if earned == best and best > 0])
    if len(responses) == 1 and responses[0].base_type in {"float", "integer"}:
        tolerance = format(processing.tolerance, "f")
        numbers = [{"value": value, "tolerance": tolerance} for value in answers[0]]
        return PlainQuestion(type=QuestionType.NUMERIC, stem="", numbers=numbers)
    return PlainQuestion(type=QuestionType.BLANK, stem="", blanks=answers)


def _read_choice(
    interaction: Element, response: Response, processing: Processing, report: ItemReport
) -> PlainQuestion:
    if interaction.get("shuffle") == "true" and any(
        choice.get("fixed") == "true" for choice in interaction.elements("simpleChoice")
    ):
        report.warn("order_not_fixed", _("The options are no longer kept in their order."))
    texts = [
        (choice.get("identifier"), text_of(choice, report), _feedback_in(choice, report))
        for choice in interaction.elements("simpleChoice")
    ]
    points = response.points(processing)
    return choice_of(texts, points, report, several=response.cardinality == "multiple")


def _feedback_in(choice: Element, report: ItemReport) -> str:
    texts = (text_of(feedback, report) for feedback in choice.within(*_FEEDBACK))
    return "\n".join(text for text in texts if text)


def _read_order(
    interaction: Element, response: Response, processing: Processing, report: ItemReport
) -> PlainQuestion:
    texts = _texts_of(interaction, "simpleChoice", report)
    if sorted(response.correct) != sorted(texts):
        raise Refused("order_incomplete", _("The right order does not name every item once."))
    items = [texts[identifier] for identifier in response.correct]
    return PlainQuestion(type=QuestionType.ORDERING, stem="", items=items)


def _read_match(
    interaction: Element, response: Response, processing: Processing, report: ItemReport
) -> PlainQuestion:
    sides = list(interaction.elements("simpleMatchSet"))
    if len(sides) != _PAIR:
        raise Refused("pairs_many", _("Things on both sides belong to several, or to none."))
    left, right = (_texts_of(side, "simpleAssociableChoice", report) for side in sides)
    return match_of(_pairs(response, processing, report), left, right)


def _read_associate(
    interaction: Element, response: Response, processing: Processing, report: ItemReport
) -> PlainQuestion:
    texts = _texts_of(interaction, "simpleAssociableChoice", report)
    return associate_of(_pairs(response, processing, report), texts)


def _pairs(response: Response, processing: Processing, report: ItemReport) -> list[tuple[str, str]]:
    points = response.points(processing)
    right = [earned for earned in points.values() if earned > 0]
    if right and min(right) != max(right):
        lose_weights(report)
    written = [value.split() for value, earned in points.items() if earned > 0]
    if any(len(pair) != _PAIR for pair in written):
        raise Refused("pair_unknown", _("A right pair names something that is not listed."))
    return [(first, second) for first, second in written]


def _texts_of(parent: Element, name: str, report: ItemReport) -> dict[str, str]:
    choices = list(parent.elements(name))
    if any(_feedback_in(choice, report) for choice in choices):
        lose_feedback(report)
    return {choice.get("identifier"): text_of(choice, report) for choice in choices}


_READERS: Mapping[str, Callable[[Element, Response, Processing, ItemReport], PlainQuestion]] = {
    "choiceInteraction": _read_choice,
    "orderInteraction": _read_order,
    "matchInteraction": _read_match,
    "associateInteraction": _read_associate,
}
