"""Fields that serializers of several rooms share."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.text import Language, is_localised_text, localise

MAX_TEXT_CHARACTERS = 20_000
CENTI = 100

LOCALISED_MAP_SCHEMA = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        language: {"type": "string", "minLength": 1, "maxLength": MAX_TEXT_CHARACTERS}
        for language in Language.values
    },
    "examples": [{"zh-Hans": "网络安全知识竞赛", "en": "Network safety contest"}],
}


@extend_schema_field(LOCALISED_MAP_SCHEMA)
class LocalisedMapField(serializers.Field[Any, Any, Any, Any]):
    """Text with all its languages, for editors: `{"zh-Hans": …, "en": …}`."""

    default_error_messages = {
        "invalid_text": _("Write the text in Chinese, in English or in both."),
        "max_length": _("The text is too long."),
    }

    def __init__(self, *, max_length: int = MAX_TEXT_CHARACTERS, **kwargs: Any) -> None:
        self.max_length = max_length
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """The map, with surrounding white space taken off each text."""
        if not is_localised_text(data):
            self.fail("invalid_text")
        texts = {language: str(text).strip() for language, text in data.items()}
        for text in texts.values():
            if len(text) > self.max_length:
                self.fail("max_length")
            if "\x00" in text:
                self.fail("invalid_text")
        return texts

    def to_representation(self, value: Mapping[str, str]) -> dict[str, str]:
        """The map as it is stored."""
        return dict(value)


@extend_schema_field({"type": "string"})
class LocalisedStringField(serializers.Field[Any, Any, str, Any]):
    """Text in the language of the request, for readers; read only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Mapping[str, object]) -> str:
        """The text in the active language or, where it is missing, in the other."""
        return localise(value, get_language() or "")


@extend_schema_field({"type": "number", "minimum": 0, "examples": [87.5]})
class PointsField(serializers.Field[Any, Any, Any, Any]):
    """Hundredths of a point, shown as points; read only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: int) -> int | float:
        """The number of points, whole where it is whole."""
        return points(value)


def points(centi: int) -> int | float:
    """Hundredths of a point as points."""
    whole, rest = divmod(centi, CENTI)
    return centi / CENTI if rest else whole
