"""The sections of a blueprint on the wire, checked against what their composer may use."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from api.fields import LOCALISED_MAP_SCHEMA
from api.problems import Text
from quiz.bank.access import usable_banks
from quiz.bank.enums import Difficulty, QuestionType
from quiz.bank.models import Question
from quiz.paper.sections import (
    MAX_POINTS,
    MAX_QUESTIONS_A_SHEET,
    MAX_SECTIONS,
    DrawSection,
    InvalidSections,
    NamedSection,
    Section,
    read_sections,
)

MESSAGES: Mapping[str, Text] = {
    "sections_count": _("A paper has 1 to 20 sections."),
    "too_many_questions": _("A sheet has at most 200 questions."),
    "question_repeated": _("A question is named twice."),
    "kind_unknown": _("A section draws questions or names them."),
    "field_unknown": _("This field is not accepted here."),
    "title_invalid": _("Write the title in Chinese, in English or in both."),
    "questions_missing": _("Name at least one question."),
    "points_invalid": _("Points are more than 0 and at most 100, with two decimals at most."),
    "count_invalid": _("The number of questions is a whole number from 1."),
    "ids_invalid": _("These are not identifiers."),
    "ids_repeated": _("Something is named twice."),
    "choice_unknown": _("This is not one of the possible values."),
    "bank_unknown": _("This bank does not exist, or you may not use it."),
    "question_unknown": _("A question does not exist, or you may not use it."),
}

_IDS = {"type": "array", "uniqueItems": True, "items": {"type": "string", "format": "uuid"}}
_POINTS = {"type": "number", "exclusiveMinimum": 0, "maximum": MAX_POINTS, "multipleOf": 0.01}
_TITLE = {"oneOf": [LOCALISED_MAP_SCHEMA, {"type": "null"}]}
_DRAW = {
    "type": "object",
    "title": "Draw from a bank; an empty list means no restriction",
    "additionalProperties": False,
    "required": ["kind", "bank", "count", "points"],
    "properties": {
        "kind": {"const": "draw"},
        "title": _TITLE,
        "bank": {"type": "string", "format": "uuid"},
        "topics": _IDS,
        "types": {"type": "array", "items": {"enum": QuestionType.values}},
        "difficulties": {"type": "array", "items": {"enum": Difficulty.values}},
        "count": {"type": "integer", "minimum": 1, "maximum": MAX_QUESTIONS_A_SHEET},
        "points": _POINTS,
    },
}
_NAMED = {
    "type": "object",
    "title": "Ask exactly these questions",
    "additionalProperties": False,
    "required": ["kind", "questions", "points"],
    "properties": {
        "kind": {"const": "named"},
        "title": _TITLE,
        "questions": _IDS | {"minItems": 1},
        "points": _POINTS,
    },
}
SECTIONS_SCHEMA = {
    "type": "array",
    "minItems": 1,
    "maxItems": MAX_SECTIONS,
    "items": {"oneOf": [_DRAW, _NAMED]},
}


@extend_schema_field(SECTIONS_SCHEMA)
class SectionsField(serializers.Field[Any, Any, Any, Any]):
    """Reads sections into `quiz.paper.sections` objects; writes their JSON as it is stored.

    Needs the request in the serializer's context: banks and questions that its user may not use
    are refused like ones that do not exist.
    """

    def to_internal_value(self, data: Any) -> tuple[Section, ...]:
        """The sections; raises with a pointer to the first fault."""
        try:
            sections = read_sections(data)
        except InvalidSections as fault:
            _refuse(fault.code, fault.pointer)
        self._check_use(sections)
        return sections

    def to_representation(self, value: Any) -> Any:
        """The JSON form that `read_sections` reads back."""
        return value

    def _check_use(self, sections: Sequence[Section]) -> None:
        drawn = {s.bank_id for s in sections if isinstance(s, DrawSection)}
        named = {q for s in sections if isinstance(s, NamedSection) for q in s.question_ids}
        usable = usable_banks(self.context["request"].user)
        banks = set(usable.filter(id__in=drawn).values_list("id", flat=True)) if drawn else set()
        questions: set[Any] = set()
        if named:
            found = Question.objects.filter(id__in=named, bank__in=usable)
            questions = set(found.values_list("id", flat=True))
        for place, section in enumerate(sections):
            if isinstance(section, DrawSection):
                if section.bank_id not in banks:
                    _refuse("bank_unknown", f"/{place}/bank")
            elif not questions.issuperset(section.question_ids):
                _refuse("question_unknown", f"/{place}/questions")


def _refuse(code: str, pointer: str) -> NoReturn:
    detail: Any = [ErrorDetail(str(MESSAGES[code]), code)]
    for step in reversed(pointer.split("/")[1:]):
        detail = {step: detail}
    raise serializers.ValidationError(detail)
