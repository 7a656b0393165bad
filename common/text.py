"""Text in more than one language, kept as one JSON map: `{"zh-Hans": "单选题", "en": "Single"}`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict, TypeGuard

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages of data and API. Django's own codes are these in lower case."""

    CHINESE = "zh-Hans", "简体中文"
    ENGLISH = "en", "English"


LocalisedText = TypedDict("LocalisedText", {"zh-Hans": str, "en": str}, total=False)


def django_language(language: str) -> str:
    """The code Django knows a language by: `zh-Hans` is `zh-hans` to it."""
    return language.lower()


def language_of(code: str | None) -> Language:
    """The language of ours nearest to a Django or browser code; Chinese where there is none."""
    primary = (code or "").lower().partition("-")[0]
    return Language.ENGLISH if primary == "en" else Language.CHINESE


def is_localised_text(value: object) -> TypeGuard[LocalisedText]:
    """Whether a value maps one or more of our languages to text, and nothing else."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(key in Language.values for key in value)
        and all(isinstance(text, str) and text.strip() for text in value.values())
    )


def localise(text: Mapping[str, object], language: str) -> str:
    """The text in a language or, where it is missing, in the other; empty for an empty map."""
    for candidate in (language_of(language), *Language):
        found = text.get(candidate)
        if isinstance(found, str) and found:
            return found
    return ""


if TYPE_CHECKING:
    # Assigned more loosely than it is read: `pre_save` checks what the types cannot.
    _TextMapField = models.JSONField[Mapping[str, object], LocalisedText]
else:
    _TextMapField = models.JSONField


class LocalisedTextField(_TextMapField):
    """A column of localised text. Refuses to save anything else; may be `{}` if `blank`."""

    description = _("Text in one or more languages")

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what `is_localised_text` refuses, so that forms say it politely."""
        super().validate(value, model_instance)
        if not self._accepts(value):
            raise ValidationError(
                _("Write the text in Chinese, in English or in both."), code="invalid_text"
            )

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Refuse on every save too: not everything that saves comes through a form."""
        value = super().pre_save(model_instance, add)
        if not self._accepts(value):
            raise ValueError(f"{self.name}: {value!r} is not localised text")
        return value

    def _accepts(self, value: object) -> bool:
        if value is None:
            return bool(self.null)
        return (self.blank and value == {}) or is_localised_text(value)
