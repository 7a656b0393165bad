"""What questions lose on their way through a format, named alike by every reader and writer."""

from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from common.text import LocalisedText
from quiz.bank.formats.base import Fault, ParsedQuestion, Place


class Part(StrEnum):
    """Parts of a question that not every format has a place for."""

    EXTERNAL_ID = "external_id"
    TOPIC = "topic"
    DIFFICULTY = "difficulty"
    TAGS = "tags"
    LANGUAGE = "language"
    FEEDBACK = "feedback"
    EXPLANATION = "explanation"
    SOURCE = "source"


_PARTS: dict[Part, StrOrPromise] = {
    Part.EXTERNAL_ID: _("The external id has no place in this format."),
    Part.TOPIC: _("The topic has no place in this format."),
    Part.DIFFICULTY: _("The difficulty has no place in this format."),
    Part.TAGS: _("The tags have no place in this format."),
    Part.LANGUAGE: _("Only one of the languages has a place in this format."),
    Part.FEEDBACK: _("The feedback on options has no place in this format."),
    Part.EXPLANATION: _("The explanation has no place in this format."),
    Part.SOURCE: _("The source has no place in this format."),
}
_MARKUP: dict[str, StrOrPromise] = {
    "picture": _("A picture was left out."),
    "media": _("A sound, a film or an embedded page was left out."),
    "formula": _("A formula was kept only as text."),
    "link": _("The address of a link was left out."),
}


def place_of(question: ParsedQuestion, number: int) -> Place:
    """What a writer's fault calls a question: its external id, or its number from 1."""
    return Place(item=question.external_id or str(number))


def lost_in_writing(
    question: ParsedQuestion, place: Place, *, keeps: Container[Part]
) -> Iterator[Fault]:
    """A warning for each part that the question has and the format does not keep."""
    for part in Part:
        if part not in keeps and _has(question, part):
            yield Fault(place=place, code=f"{part}_not_kept", message=_PARTS[part])


def lost_in_reading(lost: Iterable[str], place: Place) -> Iterator[Fault]:
    """A warning for each kind of thing that `plain_text` could not keep."""
    for kind in sorted(lost):
        yield Fault(place=place, code=f"{kind}_not_kept", message=_MARKUP[kind])


def _has(question: ParsedQuestion, part: Part) -> bool:
    content = question.content
    holds: dict[Part, object] = {
        Part.EXTERNAL_ID: question.external_id,
        Part.TOPIC: question.topic,
        Part.DIFFICULTY: question.difficulty,
        Part.TAGS: question.tags,
        Part.LANGUAGE: any(len(text) > 1 for text in _texts(question)),
        Part.FEEDBACK: any(option.feedback for option in content.options),
        Part.EXPLANATION: content.explanation,
        Part.SOURCE: content.source,
    }
    return bool(holds[part])


def _texts(question: ParsedQuestion) -> Sequence[LocalisedText]:
    content = question.content
    return [
        *(topic.name for topic in question.topic),
        content.stem,
        content.explanation,
        *content.prompts,
        *(text for option in content.options for text in (option.text, option.feedback)),
    ]
