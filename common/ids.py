"""Identifiers: UUID version 7 (RFC 9562), opaque to clients and ordered by time of creation.

Ordered ids keep inserts at the right-hand edge of the primary-key index, which matters when a
hundred thousand attempts are created within minutes.
"""

import secrets
import time
from uuid import UUID

_NANOSECONDS_PER_MILLISECOND = 1_000_000


def uuid7() -> UUID:
    """A new identifier: 48 bits of milliseconds, 12 bits of their fraction, 62 random bits."""
    milliseconds, nanoseconds = divmod(time.time_ns(), _NANOSECONDS_PER_MILLISECOND)
    fraction = (nanoseconds << 12) // _NANOSECONDS_PER_MILLISECOND
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= fraction << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return UUID(int=value)
