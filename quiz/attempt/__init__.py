"""The timed engine: start, save, finish, close overdue, mark, re-mark."""
