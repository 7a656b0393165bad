"""Compares what the site stored and says with what the participants sent and were told.

Nothing here calls the code whose results it checks: answers are compared one by one, scores, order
and counts are worked out anew from the stored answers and from the questions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from benchmarks.replay.marking import points_centi
from benchmarks.replay.people import Notes

FAULTS_SHOWN = 5
ROWS_A_PAGE = 50
WHOLE_BOARD_UP_TO_PAGES = 40


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A row of answers."""

    attempt_id: UUID
    position: int
    seq: int
    response: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """A row of attempts; `drawn` are indexes of the paper's questions by position."""

    id: UUID
    entry_id: UUID
    state: str
    drawn: Sequence[int]
    deadline: datetime
    finished_at: datetime | None
    time_used_ms: int | None
    score_centi: int | None


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """What the API says to everybody: the counts, and pages of the board of people by number."""

    counts: Mapping[str, int]
    total: int
    page: Callable[[int], Sequence[Mapping[str, Any]]]


@dataclass(slots=True)
class Check:
    """One thing that was looked at: how many of it, and what was wrong."""

    what: str
    looked_at: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """A line for people."""
        if not self.faults:
            return f"{self.what}: {self.looked_at:,} looked at, all right"
        shown = "; ".join(self.faults[:FAULTS_SHOWN])
        return f"{self.what}: {self.looked_at:,} looked at, {len(self.faults):,} wrong: {shown}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """All that is compared."""

    notes: Sequence[Notes]
    answers: Iterable[StoredAnswer]
    attempts: Sequence[StoredAttempt]
    entries: int
    contents: Sequence[Mapping[str, Any]]
    """The paper's questions by index."""
    worth_centi: Sequence[int]
    """What each position of a sheet is worth."""
    grace: timedelta
    finish_unit: timedelta
    """Finishes that are nearer to each other than this share a rank."""
    opens_at: datetime
    board: PublicBoard
    now: datetime


def audit(books: Books) -> list[Check]:
    """Look at everything; a check without faults is good."""
    by_attempt = {UUID(notes.attempt_id): notes for notes in books.notes}
    attempts = {attempt.id: attempt for attempt in books.attempts}
    stored: dict[UUID, dict[int, StoredAnswer]] = {}
    return [
        _check_answers(books, by_attempt, attempts, stored),
        _check_acknowledged(by_attempt, stored),
        _check_attempts(books, by_attempt),
        _check_scores(books, stored),
        *_check_public(books),
    ]


def _check_answers(
    books: Books,
    by_attempt: Mapping[UUID, Notes],
    attempts: Mapping[UUID, StoredAttempt],
    stored: dict[UUID, dict[int, StoredAnswer]],
) -> Check:
    """Each was sent so, in time, and is there once; they are gathered in `stored`."""
    check = Check("answers stored as they were sent, once, in time")
    for answer in books.answers:
        check.looked_at += 1
        notes, attempt = by_attempt.get(answer.attempt_id), attempts.get(answer.attempt_id)
        if notes is None or attempt is None:
            check.faults.append(f"{answer.attempt_id}/{answer.position} is of nobody's attempt")
            continue
        place = f"{answer.attempt_id}/{answer.position} #{answer.seq}"
        of_attempt = stored.setdefault(answer.attempt_id, {})
        if answer.position in of_attempt:
            check.faults.append(f"{place} is stored twice")
        of_attempt[answer.position] = answer
        if not 1 <= answer.seq <= len(notes.sent):
            check.faults.append(f"{place} was never sent")
        elif notes.sent[answer.seq - 1] != (answer.position, answer.response.encode()):
            check.faults.append(f"{place} is not what was sent")
        if answer.seq in notes.late or answer.saved_at > attempt.deadline + books.grace:
            check.faults.append(f"{place} came after the deadline")
    return check


def _check_acknowledged(
    by_attempt: Mapping[UUID, Notes], stored: Mapping[UUID, Mapping[int, StoredAnswer]]
) -> Check:
    check = Check("acknowledged answers are there, or a newer one")
    for attempt_id, notes in by_attempt.items():
        of_attempt = stored.get(attempt_id, {})
        for seq in notes.acknowledged:
            check.looked_at += 1
            position = notes.sent[seq - 1][0]
            if position not in of_attempt or of_attempt[position].seq < seq:
                check.faults.append(f"{attempt_id}/{position} #{seq} is lost")
    return check


def _check_attempts(books: Books, by_attempt: Mapping[UUID, Notes]) -> Check:
    check = Check("attempts known to their owners, and closed when their time is over")
    found = set()
    for attempt in books.attempts:
        check.looked_at += 1
        found.add(attempt.id)
        notes = by_attempt.get(attempt.id)
        if notes is None:
            check.faults.append(f"{attempt.id} is unknown to everybody")
        elif notes.state is not None and notes.state != attempt.state:
            check.faults.append(f"{attempt.id} was {notes.state} and is {attempt.state}")
        if attempt.state == "open" and attempt.deadline + books.grace < books.now:
            check.faults.append(f"{attempt.id} is overdue and open")
    check.faults += [f"{lost} is lost" for lost in by_attempt.keys() - found]
    return check


def _check_scores(books: Books, stored: Mapping[UUID, Mapping[int, StoredAnswer]]) -> Check:
    check = Check("scores equal an independent marking")
    decoded: dict[str, Any] = {}
    for attempt in books.attempts:
        if attempt.score_centi is None:
            continue
        check.looked_at += 1
        answers, score = stored.get(attempt.id, {}), 0
        for position, index in enumerate(attempt.drawn):
            if position in answers:
                text = answers[position].response
                response = decoded.get(text)
                if response is None:
                    response = decoded[text] = msgspec.json.decode(text)
                worth = books.worth_centi[position]
                score += points_centi(books.contents[index], response, worth)
        if score != attempt.score_centi:
            check.faults.append(f"{attempt.id} has {attempt.score_centi}, not {score}")
    return check


def _check_public(books: Books) -> Iterator[Check]:
    """Counts and board as everybody is told them."""
    closed = [attempt for attempt in books.attempts if attempt.finished_at is not None]
    counts = Check("participants counted")
    people = {
        "registered": books.entries,
        "started": len({attempt.entry_id for attempt in books.attempts}),
        "finished": len({attempt.entry_id for attempt in closed}),
    }
    for name, number in people.items():
        counts.looked_at += number
        if books.board.counts[name] != number:
            counts.faults.append(f"{name} is {books.board.counts[name]}, not {number}")
    yield counts

    board = Check("rows of the board equal a recomputation")
    standings = sorted(_standing(books, attempt) for attempt in closed)
    if books.board.total != len(standings):
        board.faults.append(f"the board has {books.board.total} rows, not {len(standings)}")
    for number in _pages_to_read(len(standings)):
        first = (number - 1) * ROWS_A_PAGE
        expected = standings[first : first + ROWS_A_PAGE]
        rows = books.board.page(number)
        board.looked_at += len(rows)
        if len(rows) != len(expected):
            board.faults.append(f"page {number} has {len(rows)} rows, not {len(expected)}")
        for at, (row, standing) in enumerate(zip(rows, expected, strict=False), start=first):
            rank = first_at_rank(standings, standing, at) + 1
            said = (row["rank"], round(row["score"] * 100), row["time_used_ms"])
            if said != (rank, -standing[0], standing[1]):
                board.faults.append(f"row {at + 1} is {said}, not {(rank, standing)}")
    yield board


def _standing(books: Books, attempt: StoredAttempt) -> tuple[int, int, int]:
    """The best first: more points, then less time, then who finished sooner."""
    assert attempt.finished_at is not None  # noqa: S101 - of closed ones only
    finished = (attempt.finished_at - books.opens_at) // books.finish_unit
    return -(attempt.score_centi or 0), attempt.time_used_ms or 0, finished


def first_at_rank(
    standings: Sequence[tuple[int, int, int]], standing: tuple[int, int, int], at: int
) -> int:
    """Where the run of equals begins that this row is part of."""
    while at > 0 and standings[at - 1] == standing:
        at -= 1
    return at


def _pages_to_read(rows: int) -> Iterable[int]:
    """All pages of a small board; of a large one the first, the last, and some in between."""
    pages = -(-rows // ROWS_A_PAGE)
    if pages <= WHOLE_BOARD_UP_TO_PAGES:
        return range(1, pages + 1)
    step = pages // WHOLE_BOARD_UP_TO_PAGES
    return sorted({*range(1, WHOLE_BOARD_UP_TO_PAGES // 2), *range(1, pages + 1, step), pages})
