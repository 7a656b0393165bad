"""How one operation is described: what drf-spectacular sees, and what only we know."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry
from drf_spectacular.utils import OpenApiParameter

from api.idempotency import HEADER, MAX_KEY_LENGTH
from api.schema.problems import ProblemSerializer, declare_problems
from api.strict import StrictSerializer

# The bounds that Django reads off an integer column's type, which differ between databases.
_COLUMN_BOUNDS = {sign * 2**bits - (sign > 0) for bits in (15, 31, 63) for sign in (-1, 1)}


class OperationSchema(AutoSchema):
    """Adds problem documents everywhere, closes strict bodies, knows idempotent posts."""

    def get_operation(
        self,
        path: str,
        path_regex: str,
        path_prefix: str,
        method: str,
        registry: ComponentRegistry,
    ) -> dict[str, Any] | None:
        """The operation with every answer it may give."""
        operation = super().get_operation(path, path_regex, path_prefix, method, registry)
        if operation is not None:
            reference: dict[str, str] = self.resolve_serializer(ProblemSerializer, "response").ref
            declare_problems(
                operation,
                path=path,
                reads=method.upper() == "GET",
                idempotent=self._is_idempotent(),
                reference=reference,
            )
        return operation

    def get_tags(self) -> list[str]:
        """The first word of the path: `contests`, `organise`, `me`."""
        return [self._tokenize_path()[0]]

    def get_summary(self) -> str | None:
        """The first sentence of the description, which lists of operations show."""
        summary: str | None = super().get_summary()
        return summary or (self.get_description() or "").partition(".")[0].replace("\n", " ")

    def get_override_parameters(self) -> list[Any]:
        """Add the header that makes a post safe to repeat."""
        parameters = list(super().get_override_parameters())
        if self._is_idempotent():
            schema = {
                "type": "string",
                "minLength": 1,
                "maxLength": MAX_KEY_LENGTH,
                "pattern": "^[!-~]+$",
            }
            what = "Sent again with the same body, nothing is created twice."
            parameters.append(
                OpenApiParameter(HEADER, schema, OpenApiParameter.HEADER, description=what)
            )
        return parameters

    def _is_idempotent(self) -> bool:
        handler = getattr(self.view, self.method.lower(), None)
        return bool(getattr(handler, "is_idempotent", False))

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        for described in schema.get("properties", {}).values():
            _forget_column_size(described)
        strict = isinstance(serializer, StrictSerializer) or (
            isinstance(serializer, type) and issubclass(serializer, StrictSerializer)
        )
        if direction == "request" and strict:
            schema["additionalProperties"] = False
        return schema


def _forget_column_size(described: dict[str, Any]) -> None:
    """Take away bounds that only tell how a database stores a number."""
    for bound in ("minimum", "maximum"):
        if described.get(bound) in _COLUMN_BOUNDS:
            del described[bound]
            if described.get("format") == "int64":
                del described["format"]
