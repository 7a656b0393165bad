"""Building the OpenAPI document, the same bytes on every machine."""

from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

PATH = Path(settings.BASE_DIR) / "docs" / "openapi.json"


class SchemaUnclear(Exception):
    """drf-spectacular had to guess; what it printed says where."""


def build_schema() -> dict[str, Any]:
    """The document of the present code, in English.

    Raises `SchemaUnclear`, and drf-spectacular's own exception for what is not valid OpenAPI 3.1.
    """
    with translation.override("en"):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise SchemaUnclear
    validate_schema(schema)
    return schema


def schema_bytes() -> bytes:
    """The document as it is committed: indented, so that a difference can be read."""
    return orjson.dumps(build_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
