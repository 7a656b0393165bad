"""The attempt token: proof that the bearer may save answers to one attempt.

Packed fields and a keyed BLAKE2b over them, so that a save needs neither session nor user query
(2–3 µs to verify). It names the paper and the drawn questions, so that answers can be checked
against the compiled paper without a query either. It decides nothing about time: an attempt's state
and deadline, extended or not, are looked at by the statement that writes.
"""

import base64
import binascii
import hmac
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

from django.conf import settings

_HEAD = struct.Struct(">B16s16sQ")
_VERSION = 1
_DIGEST_BYTES = 16
_LONGEST = 4096
# Beyond the deadline, so that an extension made meanwhile needs no new token.
_VALID_AFTER_DEADLINE = timedelta(days=2)


class InvalidAttemptToken(ValueError):
    """Not a token of ours, changed on the way, or expired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptGrant:
    """What a token says: which attempt, and which questions of which paper are on its sheet."""

    attempt_id: UUID
    paper_id: UUID
    drawn: tuple[int, ...]


def issue_attempt_token(
    *, attempt_id: UUID, paper_id: UUID, drawn: Sequence[int], deadline: datetime
) -> str:
    """Make the token that goes to the participant with the sheet."""
    expires_at = int((deadline + _VALID_AFTER_DEADLINE).timestamp())
    packed = _HEAD.pack(_VERSION, attempt_id.bytes, paper_id.bytes, expires_at)
    packed += struct.pack(f">{len(drawn)}H", *drawn)
    signed = packed + _digest(packed, _key(settings.SECRET_KEY))
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def read_attempt_token(token: str, *, now: datetime) -> AttemptGrant:
    """Verify a token and return what it grants; raises `InvalidAttemptToken`."""
    if len(token) > _LONGEST:
        raise InvalidAttemptToken
    try:
        signed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise InvalidAttemptToken from None
    packed, digest = signed[:-_DIGEST_BYTES], signed[-_DIGEST_BYTES:]
    if len(packed) < _HEAD.size or len(packed) % 2 != _HEAD.size % 2:
        raise InvalidAttemptToken
    if not any(hmac.compare_digest(digest, _digest(packed, key)) for key in _keys()):
        raise InvalidAttemptToken
    version, attempt_id, paper_id, expires_at = _HEAD.unpack_from(packed)
    if version != _VERSION or datetime.fromtimestamp(expires_at, UTC) < now:
        raise InvalidAttemptToken
    drawn = struct.unpack(f">{(len(packed) - _HEAD.size) // 2}H", packed[_HEAD.size :])
    return AttemptGrant(
        attempt_id=UUID(bytes=attempt_id), paper_id=UUID(bytes=paper_id), drawn=drawn
    )


def _keys() -> Iterator[bytes]:
    yield _key(settings.SECRET_KEY)
    # Tokens issued before a change of key stay good as long as the old key is listed.
    yield from map(_key, settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return blake2b(secret.encode(), digest_size=32, person=b"wangan.attempt").digest()


def _digest(packed: bytes, key: bytes) -> bytes:
    return blake2b(packed, key=key, digest_size=_DIGEST_BYTES).digest()
