"""The data of the room and the rules about it that the database itself keeps."""

from quiz.contest.models.contests import Contest, Round
from quiz.contest.models.entries import AccessTries, Entry

__all__ = ["AccessTries", "Contest", "Entry", "Round"]
