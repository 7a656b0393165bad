"""What the engine tells the rooms above it.

Both signals are sent inside the transaction that made the change: a receiver that raises undoes
the change, and a receiver's own writes are kept or lost together with it.
"""

from django.dispatch import Signal

attempts_finished = Signal()
"""Attempts were closed and marked. Arguments: `attempts: Sequence[Attempt]`, `now: datetime`."""

attempts_remarked = Signal()
"""The scores of closed attempts changed. Arguments: `attempts: Sequence[Attempt]`,
`now: datetime`."""
