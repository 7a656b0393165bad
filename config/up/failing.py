"""How `up` gives up: in one line, with nothing left running."""


class CannotStartError(Exception):
    """Something the operator must put right; the message is the one line that they see."""
