"""The data of the room and the rules about it that the database itself keeps."""

from quiz.contest.models.contests import Contest, Round
from quiz.contest.models.entries import (
    MOST_TIME_PERCENT,
    ORDINARY_TIME_PERCENT,
    AccessTries,
    Entry,
)

__all__ = [
    "MOST_TIME_PERCENT",
    "ORDINARY_TIME_PERCENT",
    "AccessTries",
    "Contest",
    "Entry",
    "Round",
]
