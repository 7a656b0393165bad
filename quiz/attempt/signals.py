"""What the engine tells the rooms above it.

Both signals are sent inside the transaction that made the change: a receiver that raises undoes
the change, and a receiver's own writes are kept or lost together with it.
"""

from django.dispatch import Signal

attempt_finished = Signal()
"""An attempt was closed and marked. Arguments: `attempt: Attempt`, `now: datetime`."""

attempt_remarked = Signal()
"""A closed attempt's score changed. Arguments: `attempt: Attempt`, `score_centi_before: int`,
`now: datetime`."""
