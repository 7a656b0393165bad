"""Serializers that refuse what they do not know, instead of ignoring it in silence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields it does not declare, and fields that only the server may set.

    Somebody who sends a score or a duration learns that it was not accepted; a misspelt optional
    field does not vanish.
    """

    def to_internal_value(self, data: Any) -> Any:
        """Validate as DRF does, and name the unknown fields beside whatever else is wrong."""
        unknown = self._unknown_fields(data)
        if not unknown:
            return super().to_internal_value(data)
        errors: dict[str, Any] = dict(unknown)
        try:
            super().to_internal_value(data)
        except serializers.ValidationError as refused:
            if isinstance(refused.detail, dict):
                errors |= refused.detail
        raise serializers.ValidationError(errors)

    def _unknown_fields(self, data: Any) -> dict[str, list[ErrorDetail]]:
        if not isinstance(data, Mapping):
            return {}
        known = {field.field_name for field in self._writable_fields}
        return {
            str(name): [ErrorDetail(str(_("This field is not accepted here.")), "unknown_field")]
            for name in data
            if name not in known
        }


class NothingSerializer(StrictSerializer):
    """An action that takes nothing."""


NOTHING = OpenApiExample("Nothing to say", request_only=True, value={})
