"""Writing down what has happened, also when the database is away just then."""

import time
from collections.abc import Callable

from django.db import DatabaseError

from common.batcher import outside_requests
from common.outages import is_outage

# A minute altogether, which is a long outage.
PAUSES_S = (0, 1, 2, 4, 8, 15, 30)


def persist(write: Callable[[], object]) -> None:
    """Call `write` until the database takes it; raises its last refusal after a minute.

    For workers, where nobody waits: what they have done and could not note would be done again.
    """
    refusal: DatabaseError | None = None
    for pause_s in PAUSES_S:
        time.sleep(pause_s)
        try:
            with outside_requests():
                write()
        except DatabaseError as error:
            if not is_outage(error):
                raise
            refusal = error
        else:
            return
    assert refusal is not None  # noqa: S101 - there is a first try
    raise refusal
