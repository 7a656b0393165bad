"""Creating requests that may safely be sent again: the `Idempotency-Key` header.

The first request with a key is carried out, and its outcome is stored in the same transaction as
its work, so there is never one without the other. The same key again gives the stored outcome; with
another body or query it is a mistake (422); while the first is still running, a conflict (409).
Refusals are not stored: they changed nothing, and may turn out otherwise the next time.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.models import IdempotencyKey
from api.problems import FieldProblem, Problem
from api.rendering import to_json
from common import clock

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
# Longer than any request lives: whoever claimed a key that long ago without an outcome is dead.
ABANDONED_AFTER = timedelta(minutes=2)
MAX_KEY_LENGTH = 200

Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """Make a `post` of a view honour the header. Without the header nothing changes."""

    @wraps(handler)
    def honouring(view: APIView, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(view, request, *args, **kwargs)
        now = clock.now()
        claim = _claim(request, key=_checked(key), now=now)
        if claim.status is not None:
            return _stored(claim)
        try:
            with transaction.atomic():
                response = handler(view, request, *args, **kwargs)
                _record(claim.pk, response)
        except BaseException:
            IdempotencyKey.objects.filter(pk=claim.pk, status=None).delete()
            raise
        return response

    honouring.is_idempotent = True  # type: ignore[attr-defined]  # the OpenAPI document reads it
    return honouring


def _checked(key: str) -> str:
    if 1 <= len(key) <= MAX_KEY_LENGTH and key.isascii() and key.isprintable():
        return key
    detail = _("An Idempotency-Key is 1 to 200 visible ASCII characters.")
    raise Problem(
        status=HTTPStatus.BAD_REQUEST,
        code="validation_error",
        detail=detail,
        errors=[FieldProblem("", "invalid_idempotency_key", detail)],
    )


def _claim(request: Request, *, key: str, now: datetime) -> IdempotencyKey:
    """Insert the key, or find what became of it."""
    identity = {"user_id": request.user.pk, "route": request.path, "key": key}
    data: object = request.data
    # A file is sent as it is, and what is to be done with it stands in the query.
    sent = data if isinstance(data, bytes) else to_json(data)
    query = request.META.get("QUERY_STRING", "").encode()
    body_hash = sha256(query + b"\n" + sent if query else sent).hexdigest()
    IdempotencyKey.objects.filter(**identity, claimed_at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(**identity, body_hash=body_hash, claimed_at=now)
    except IntegrityError:
        found = IdempotencyKey.objects.filter(**identity).first()
    if found is not None and found.body_hash != body_hash:
        raise Problem(
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            code="idempotency_key_reused",
            detail=_("This Idempotency-Key was used for another request."),
        )
    if found is None or (found.status is None and not _taken_over(found, now=now)):
        raise Problem(
            code="request_in_progress",
            detail=_("The first request with this Idempotency-Key is still being carried out."),
            headers={"Retry-After": "1"},
        )
    return found


def _taken_over(abandoned: IdempotencyKey, *, now: datetime) -> bool:
    """Claim a key whose process died; only one of several requests succeeds."""
    return bool(
        IdempotencyKey.objects.filter(
            pk=abandoned.pk, status=None, claimed_at__lt=now - ABANDONED_AFTER
        ).update(claimed_at=now)
    )


def _record(pk: UUID, response: Response) -> None:
    IdempotencyKey.objects.filter(pk=pk).update(
        status=response.status_code,
        location=response.headers.get("Location", ""),
        body=b"" if response.data is None else to_json(response.data),
    )


def _stored(claim: IdempotencyKey) -> Response:
    body = bytes(claim.body)
    headers = {"Idempotency-Replayed": "true"}
    if claim.location:
        headers["Location"] = claim.location
    return Response(orjson.loads(body) if body else None, status=claim.status, headers=headers)


def forget_idempotency_keys(*, now: datetime) -> int:
    """Delete keys older than 24 hours; the number deleted."""
    return IdempotencyKey.objects.filter(claimed_at__lt=now - KEPT).delete()[0]
