"""The text of a question on the wire, as its author writes it."""

import re
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import LOCALISED_MAP_SCHEMA
from quiz.bank.enums import QuestionType

MAX_BYTES = 200_000
MAX_BODY_BYTES = 256 * 1024
"""Of a request with a question and what is noted around it."""

# The escape itself, not a text about it: there, a backslash stands before.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

_OPTIONAL_TEXT = {**LOCALISED_MAP_SCHEMA, "minProperties": 0}
CONTENT_SCHEMA = {
    "type": "object",
    "required": ["type", "stem"],
    "description": (
        "As in `docs/formats.md`. Ordering and matching questions have neither key nor option ids:"
        " the options of the one stand in their right order, those of the other beside their"
        " prompts, and after them those that fit none. The server hides the order."
    ),
    "properties": {
        "type": {"type": "string", "enum": QuestionType.values},
        "stem": LOCALISED_MAP_SCHEMA,
        "prompts": {"type": "array", "items": LOCALISED_MAP_SCHEMA},
        "options": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text"],
                "properties": {
                    "id": {"type": "string"},
                    "text": LOCALISED_MAP_SCHEMA,
                    "feedback": _OPTIONAL_TEXT,
                },
            },
        },
        "key": {
            "oneOf": [
                {"type": "boolean"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            name: {"type": "string"}
                            for name in ("value", "tolerance", "min", "max")
                        },
                    },
                },
            ]
        },
        "explanation": _OPTIONAL_TEXT,
        "source": _OPTIONAL_TEXT,
    },
}


@extend_schema_field(CONTENT_SCHEMA)
class ContentField(serializers.Field[Any, Any, Any, Any]):
    """A question's text as JSON; what its type demands is checked where it is stored."""

    default_error_messages = {
        "not_an_object": _("A question is needed here."),
        "max_length": _("The question is too long."),
        "invalid": _("The text holds a character that cannot be stored."),
    }

    def to_internal_value(self, data: Any) -> Any:
        """The JSON object, of a size that is a question's."""
        if not isinstance(data, dict):
            self.fail("not_an_object")
        try:
            written = orjson.dumps(data)
        except TypeError:
            self.fail("invalid")
        if len(written) > MAX_BYTES:
            self.fail("max_length")
        if _NUL.search(written):
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> Any:
        """The JSON as it is."""
        return value
