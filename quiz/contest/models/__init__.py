"""The data of the room and the rules about it that the database itself keeps."""

from quiz.contest.models.contests import Contest, Round, round_to_show
from quiz.contest.models.entries import (
    MOST_TIME_PERCENT,
    ORDINARY_TIME_PERCENT,
    AccessTries,
    Entry,
)
from quiz.contest.models.prizes import Award, AwardIsFinal, Prize

__all__ = [
    "MOST_TIME_PERCENT",
    "ORDINARY_TIME_PERCENT",
    "AccessTries",
    "Award",
    "AwardIsFinal",
    "Contest",
    "Entry",
    "Prize",
    "Round",
    "round_to_show",
]
