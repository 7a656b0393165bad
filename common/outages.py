"""Telling a database that cannot do its work for a while from a fault of ours."""

from django.db import InterfaceError, InternalError, OperationalError

RETRY_AFTER_S = 5
"""When to try again."""

_READ_ONLY = "25006"


def is_outage(error: BaseException | None) -> bool:
    """Whether the same may succeed later: the database is away, full, overrun or read-only.

    A PostgreSQL that recovers, or has become a standby, refuses writes with an error of a class
    that otherwise holds faults of the caller's.
    """
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", None) == _READ_ONLY
    return isinstance(error, OperationalError | InterfaceError)
