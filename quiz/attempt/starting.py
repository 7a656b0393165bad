"""Start an attempt: draw the sheet from a seed, compute the deadline, insert one row."""

from datetime import datetime
from uuid import UUID

from common.inserting import insert_unless_taken
from quiz.attempt.closing import close_if_overdue
from quiz.attempt.deadline import deadline_for
from quiz.attempt.enums import AttemptState
from quiz.attempt.models import Attempt
from quiz.paper.compiled import compiled_paper
from quiz.paper.drawing import draw_sheet, new_seed


class AttemptAlreadyOpen(Exception):
    """The entry has an attempt in progress: `existing`. Go on with that one."""

    def __init__(self, existing: Attempt) -> None:
        super().__init__(str(existing.id))
        self.existing = existing


class AttemptNumberTaken(Exception):
    """The entry already has a closed attempt of this number. Count again."""


def draw_attempt(
    *,
    entry_id: UUID,
    user_id: UUID,
    paper_id: UUID,
    number: int,
    window_end: datetime | None,
    time_factor_percent: int = 100,
    now: datetime,
    seed: int | None = None,
) -> Attempt:
    """Return an attempt that begins now, with its sheet and deadline; nothing is written.

    `seed` is for demonstrations and tests; nobody can guess the one drawn here.
    """
    compiled = compiled_paper(paper_id)
    seed = new_seed() if seed is None else seed
    drawn = draw_sheet(compiled, seed)
    return Attempt(
        entry_id=entry_id,
        user_id=user_id,
        paper_id=paper_id,
        number=number,
        seed=seed,
        drawn=drawn,
        question_count=len(drawn),
        max_centi=compiled.total_centi,
        started_at=now,
        deadline=deadline_for(
            started_at=now,
            time_limit_s=compiled.time_limit_s,
            time_factor_percent=time_factor_percent,
            window_end=window_end,
        ),
    )


def start_attempt(*, attempt: Attempt, now: datetime) -> Attempt:
    """Insert a drawn attempt, or learn from the database that somebody else was first.

    Whether the entry may start at all is the caller's to decide. Raises `AttemptAlreadyOpen` (an
    attempt whose time is over is closed, not returned) and `AttemptNumberTaken`.
    """
    if insert_unless_taken(attempt):
        return attempt
    open_ones = Attempt.objects.filter(entry_id=attempt.entry_id, state=AttemptState.OPEN)
    in_the_way = open_ones.first()
    if in_the_way is not None:
        in_the_way = close_if_overdue(in_the_way, now)
        if in_the_way.is_open:
            raise AttemptAlreadyOpen(in_the_way)
        if in_the_way.number != attempt.number and insert_unless_taken(attempt):
            return attempt
    raise AttemptNumberTaken(attempt.number)
