"""Short ways to start an attempt and to answer it."""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from accounts.models import User
from common.ids import uuid7
from quiz.attempt.models import Answer, Attempt
from quiz.attempt.saving import AnswerIn, save_answers
from quiz.attempt.starting import draw_attempt, start_attempt
from quiz.paper.models import Paper

Given: TypeAlias = str | list[str | bool] | None
"""A response of one text, one of several parts, or `None` to clear."""


def begin(
    *,
    paper: Paper,
    user: User,
    now: datetime,
    entry_id: UUID | None = None,
    number: int = 1,
    window_end: datetime | None = None,
    time_factor_percent: int = 100,
    seed: int = 7,
) -> Attempt:
    """Start an attempt with a fixed seed."""
    drawn = draw_attempt(
        entry_id=entry_id or uuid7(),
        user_id=user.id,
        paper_id=paper.id,
        number=number,
        window_end=window_end,
        time_factor_percent=time_factor_percent,
        now=now,
        seed=seed,
    )
    return start_attempt(attempt=drawn, now=now)


def save(
    attempt: Attempt, position: int, response: Given, *, seq: int, at: datetime
) -> tuple[str, int]:
    """Save one answer; return its status and sequence."""
    parts: list[str | bool]
    parts = response if isinstance(response, list) else [] if response is None else [response]
    reply = save_answers(
        attempt_id=attempt.id, answers=[AnswerIn(position, parts, seq)], received_at=at
    )
    (result,) = reply.results
    return result.status.value, result.seq


def stored(attempt: Attempt) -> dict[int, tuple[int, str]]:
    """Sequence and response of every stored answer, by position."""
    answers = Answer.objects.filter(attempt=attempt).order_by("position")
    return {p: (s, r) for p, s, r in answers.values_list("position", "seq", "response")}
