"""The attempt token: proof that the bearer may save answers to one attempt.

Packed fields and a keyed BLAKE2b over them, so that a save needs neither session nor user query
(2–3 µs to verify). It names the paper and the drawn questions, so that answers can be checked
against the compiled paper without a query either. It decides nothing about time: an attempt's state
and deadline, extended or not, are looked at by the statement that writes.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.signed_bytes import BadSignature, sign, verify

_HEAD = struct.Struct(">B16s16sQ")
_VERSION = 1
_PURPOSE = "wangan.attempt"
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
    return sign(packed, purpose=_PURPOSE)


def read_attempt_token(token: str, *, now: datetime) -> AttemptGrant:
    """Verify a token and return what it grants; raises `InvalidAttemptToken`."""
    if len(token) > _LONGEST:
        raise InvalidAttemptToken
    try:
        packed = verify(token, purpose=_PURPOSE)
    except BadSignature:
        raise InvalidAttemptToken from None
    if len(packed) < _HEAD.size or len(packed) % 2 != _HEAD.size % 2:
        raise InvalidAttemptToken
    version, attempt_id, paper_id, expires_at = _HEAD.unpack_from(packed)
    if version != _VERSION or datetime.fromtimestamp(expires_at, UTC) < now:
        raise InvalidAttemptToken
    drawn = struct.unpack(f">{(len(packed) - _HEAD.size) // 2}H", packed[_HEAD.size :])
    return AttemptGrant(
        attempt_id=UUID(bytes=attempt_id), paper_id=UUID(bytes=paper_id), drawn=drawn
    )
