"""How this room says no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

from quiz.contest.enums import RefusalCode


class ContestRefused(Exception):
    """Somebody may not enter or start. `code` says why, and is the API's problem code."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code.value)
        self.code = code


class TooManyTries(Exception):
    """The access code was tried too often; it may be tried again in `retry_after_s` seconds.

    Allowed are `limit` tries `within` a time.
    """

    def __init__(self, retry_after_s: int, *, limit: int, within: timedelta) -> None:
        super().__init__(f"again in {retry_after_s} s")
        self.retry_after_s = retry_after_s
        self.limit = limit
        self.within = within


@dataclass(frozen=True, slots=True)
class ContestProblem:
    """Something that keeps a contest from being saved or published, and the field it lies in."""

    pointer: str
    code: str
    detail: str | Promise


class ContestInvalid(ValueError):
    """A contest's configuration cannot work. `problems` are all that were found."""

    def __init__(self, problems: list[ContestProblem]) -> None:
        super().__init__(", ".join(f"{problem.pointer}: {problem.code}" for problem in problems))
        self.problems = problems


def refuse(problems: Iterable[ContestProblem]) -> None:
    """Raise `ContestInvalid` with these problems, if there are any."""
    found = list(problems)
    if found:
        raise ContestInvalid(found)


class WrongState(Exception):
    """The contest's state does not allow this: `message` tells the organiser why."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message
