"""What this room tells the rooms above."""

from django.dispatch import Signal

# A guest's doings now belong to an account. Sent inside the claiming transaction with `guest`,
# `user` and `now`; a receiver moves what it keeps and returns `ClaimConflict`s, or None, for what
# it had to leave with the guest because the account has its own.
guest_claimed = Signal()
