"""The closed lists that are made of what is registered: the formats, and how a question begins."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quiz.bank.enums import FIRST_STATUSES
from quiz.bank.formats import reader_names, writer_names

FIRST_STATUS_CHOICES = [(status.value, status.label) for status in FIRST_STATUSES]


def _one_of(names: list[str]) -> dict[str, object]:
    """How the OpenAPI document describes a format.

    Not as an enumeration: those are given names, for which no two may list the same, and which
    formats are read and which are written may be the same list one day and not the next.
    """
    return {"type": "string", "oneOf": [{"const": name} for name in names]}


@extend_schema_field(_one_of(reader_names()))
class ReadFormatField(serializers.ChoiceField):
    """The name of a format that is read."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(choices=[(name, name) for name in reader_names()], **kwargs)  # type: ignore[arg-type]  # passed on as they are


@extend_schema_field(_one_of(writer_names()))
class WrittenFormatField(serializers.ChoiceField):
    """The name of a format that is written."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(choices=[(name, name) for name in writer_names()], **kwargs)  # type: ignore[arg-type]  # as above
