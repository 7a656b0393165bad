"""Problem documents in the OpenAPI document: one shape, declared wherever it can be the answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from api.problems import MEDIA_TYPE


class FieldProblemSerializer(serializers.Serializer[Any]):
    """One place of the request that was refused."""

    pointer = serializers.CharField(help_text="JSON pointer (RFC 6901) into what was sent.")
    code = serializers.CharField()
    detail = serializers.CharField(help_text="In the language of the request.")


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.RegexField("^urn:wangan:problem:[a-z_]+$")
    title = serializers.CharField(help_text="In the language of the request.")
    status = serializers.IntegerField(min_value=400, max_value=599)
    detail = serializers.CharField(help_text="In the language of the request.")
    instance = serializers.CharField(help_text="The path that was asked for.")
    code = serializers.CharField(help_text="Stable; what a program decides by.")
    errors = FieldProblemSerializer(many=True)  # type: ignore[assignment]  # DRF takes fields off the class
    request_id = serializers.CharField(help_text="Quote it when asking for help.")


def problem(*codes: str) -> OpenApiResponse:
    """A response of an operation that refuses with one of these codes, for `extend_schema`."""
    return OpenApiResponse(ProblemSerializer, description=_list(codes))


def _list(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _possible(
    path: str, operation: Mapping[str, Any], *, reads: bool, idempotent: bool
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The refusals that every operation of this kind may give, whatever it does."""
    body = "requestBody" in operation
    # drf-spectacular writes an empty requirement where nobody need be signed in. A view that
    # looks at credentials all the same may find them wrong, or miss them after all.
    ways_in = operation.get("security", [])
    public = {} in ways_in or not ways_in
    if body or operation.get("parameters"):
        yield 400, ("validation_error", "parse_error") if body else ("validation_error",)
    if any(ways_in):
        yield 401, ("sign_in_required",)
    if not (public and reads):
        yield 403, ("permission_denied", "csrf_failed")
    if "{" in path:
        yield 404, ("not_found",)
    yield 406, ("not_acceptable",)
    if idempotent:
        yield 409, ("request_in_progress",)
        yield 422, ("idempotency_key_reused",)
    if body:
        yield 413, ("body_too_large",)
        yield 415, ("unsupported_media_type",)
    if not reads:
        yield 429, ("throttled",)


def declare_problems(
    operation: dict[str, Any],
    *,
    path: str,
    reads: bool,
    idempotent: bool,
    reference: Mapping[str, str],
) -> None:
    """Add the common refusals to an operation's responses, and give problems their media type."""
    responses: dict[str, Any] = operation["responses"]
    content = {MEDIA_TYPE: {"schema": dict(reference)}}
    for status, codes in _possible(path, operation, reads=reads, idempotent=idempotent):
        declared = responses.setdefault(str(status), {"description": ""})
        own = declared["description"]
        missing = _list(tuple(code for code in codes if f"`{code}`" not in own))
        declared["description"] = ", ".join(filter(None, (own, missing)))
        declared["content"] = content
    for answered, response in responses.items():
        if answered >= "400":
            response["content"] = content
    operation["responses"] = dict(sorted(responses.items()))
