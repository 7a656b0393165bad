"""The save request, decoded and carried out: the same for the DRF view and the gateway.

Whatever is wrong with it is raised as an exception that the API has a problem document for.
"""

import re
from datetime import datetime
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError, UnsupportedMediaType

from api.problems import FieldProblem, Problem, too_large
from quiz.attempt.attempt_token import AttemptGrant
from quiz.attempt.saving import AnswerIn, save_answers

RECEIVED_AT = "wangan.received_at"
"""Where the gateway notes in the WSGI environment when the request reached us."""
REFUSAL = "wangan.refusal"
"""Where the gateway leaves the exception of a save that it tried and that was refused."""

MAX_BODY_BYTES = 64 * 1024
MAX_ANSWERS = 50


class SaveBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client sends."""

    answers: Annotated[list[AnswerIn], msgspec.Meta(min_length=1, max_length=MAX_ANSWERS)]


_decoder = msgspec.json.Decoder(SaveBody)
_encoder = msgspec.json.Encoder()

_PLACE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<field>.*?)`")
_MISSING = re.compile(r"^Object missing required field `(?P<field>.*?)`")


def answer_save_request(
    *, grant: AttemptGrant, body: bytes, content_type: str, received_at: datetime
) -> bytes:
    """Carry the request out and return the JSON of the reply.

    Raises `Problem`, `ParseError`, `UnsupportedMediaType`, and what `save_answers` raises.
    """
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType(content_type)
    if len(body) > MAX_BODY_BYTES:
        raise too_large()
    reply = save_answers(
        attempt_id=grant.attempt_id,
        answers=_decode(body).answers,
        received_at=received_at,
        grant=grant,
    )
    return _encoder.encode(reply)


def _decode(body: bytes) -> SaveBody:
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError as refused:
        raise Problem(
            status=400,
            code="validation_error",
            detail=_("Some of what was sent cannot be accepted."),
            errors=[_field_problem(str(refused))],
        ) from refused
    except (msgspec.DecodeError, UnicodeDecodeError) as malformed:
        raise ParseError from malformed


def _field_problem(message: str) -> FieldProblem:
    """What msgspec says, as a pointer and a code of ours: `$.answers[0].seq` → `/answers/0/seq`."""
    found = _PLACE.search(message)
    path = found["path"] if found else ""
    pointer = "".join(f"/{step}" for step in re.findall(r"[^.\[\]]+", path))
    if unknown := _UNKNOWN.match(message):
        field = unknown["field"].replace("~", "~0").replace("/", "~1")
        return FieldProblem(
            f"{pointer}/{field}", "unknown_field", _("This field is not accepted here.")
        )
    if missing := _MISSING.match(message):
        return FieldProblem(f"{pointer}/{missing['field']}", "required", _("This is needed."))
    return FieldProblem(pointer, "invalid", _("This value cannot be accepted here."))
