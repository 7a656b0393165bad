"""Sessions at rest are sealed, in the database and in the shared cache.

Allauth keeps the one-time code that it is waiting for in the session. Somebody who can read the
session table or Redis, but not the site's secret key, learns no code from it.
"""

import json
import pickle
from typing import Any

from common.sealing import BrokenSealError, seal_bytes, unseal_bytes


class SealedSerializer:
    """What `SESSION_SERIALIZER` names. A session that cannot be unsealed is an empty one."""

    def dumps(self, obj: Any) -> bytes:
        """The session's data as sealed JSON."""
        return seal_bytes(json.dumps(obj, separators=(",", ":")).encode())

    def loads(self, data: bytes) -> Any:
        """The session's data."""
        try:
            return json.loads(unseal_bytes(data))
        except BrokenSealError:
            return {}


class SealedRedisSerializer:
    """The serializer of the Redis cache that holds sessions."""

    def dumps(self, obj: Any) -> bytes:
        """Any value, sealed."""
        return seal_bytes(pickle.dumps(obj, pickle.HIGHEST_PROTOCOL))

    def loads(self, data: bytes) -> Any:
        """The value, or None (a miss) if this site did not seal it.

        Nothing is unpickled before its seal has been checked.
        """
        try:
            return pickle.loads(unseal_bytes(data))  # noqa: S301 - sealed by this site
        except BrokenSealError:
            return None
