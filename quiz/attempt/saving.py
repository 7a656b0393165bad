"""Save answers: checked against the sheet, stored durably, answered one by one.

Nothing is read before it is written. What can be known without a query (does the sheet have such a
position, can the question take such a response) is judged here; everything else is judged by the
statement that writes (`answer_sql`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeAlias
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection

from common.batcher import Batcher, outside_requests
from common.metrics import ANSWERS
from quiz.attempt.answer_sql import (
    AnswerKey,
    AnswerRow,
    AttemptFacts,
    attempt_facts,
    stored_answers,
    write_answers,
)
from quiz.attempt.attempt_token import AttemptGrant
from quiz.attempt.enums import SaveStatus
from quiz.attempt.models import Attempt
from quiz.bank.types import InvalidResponse, rules_of
from quiz.paper.compiled import compiled_paper

MAX_SEQ = 2**53 - 1
"""The largest whole number that a browser counts exactly."""

MAX_POSITION = 32_767
MAX_PARTS = 100
MAX_TEXT = 1000

_Part: TypeAlias = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)] | bool


class AnswerIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer as a client sends it; an empty response clears the question."""

    position: Annotated[int, msgspec.Meta(ge=0, le=MAX_POSITION)]
    response: Annotated[list[_Part], msgspec.Meta(max_length=MAX_PARTS)]
    seq: Annotated[int, msgspec.Meta(ge=1, le=MAX_SEQ)]


class AnswerOut(msgspec.Struct, frozen=True):
    """What became of one answer. `seq` is the stored one where a newer answer is stored."""

    position: int
    seq: int
    status: SaveStatus


class SaveReply(msgspec.Struct, frozen=True):
    """The reply to a save; `results` in the order of the answers sent."""

    server_time: datetime
    deadline: datetime
    state: str
    results: list[AnswerOut]


class AttemptNotFound(LookupError):
    """No such attempt."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is stored for one request's rows: no facts means that the attempt was not seen."""

    facts: AttemptFacts | None
    stored: dict[AnswerKey, tuple[int, str]]


def save_answers(
    *,
    attempt_id: UUID,
    answers: Sequence[AnswerIn],
    received_at: datetime,
    grant: AttemptGrant | None = None,
) -> SaveReply:
    """Store what may be stored, and say of each answer what became of it.

    `received_at` is when the request reached us, and alone decides what is late. `grant` (from a
    verified token) saves the query for the sheet. On return, every answer reported as saved is
    committed, unless the caller has a transaction open. Sending an answer again is reported as
    saved again. Raises `AttemptNotFound` and `Overloaded`.
    """
    sheet = grant or _sheet_of(attempt_id)
    verdicts: list[SaveStatus | AnswerRow] = [
        _check(sheet, answer, received_at) for answer in answers
    ]
    rows = [verdict for verdict in verdicts if isinstance(verdict, AnswerRow)]
    outcome = _store(rows) if rows else _Outcome(attempt_facts([attempt_id]).get(attempt_id), {})
    if outcome.facts is None:
        raise AttemptNotFound(attempt_id)
    return SaveReply(
        server_time=received_at,
        deadline=outcome.facts.deadline,
        state=outcome.facts.state,
        results=[
            _result(verdict, outcome)
            if isinstance(verdict, AnswerRow)
            else AnswerOut(answer.position, answer.seq, verdict)
            for answer, verdict in zip(answers, verdicts, strict=True)
        ],
    )


def _sheet_of(attempt_id: UUID) -> AttemptGrant:
    try:
        paper_id, drawn = Attempt.objects.values_list("paper_id", "drawn").get(id=attempt_id)
    except Attempt.DoesNotExist:
        raise AttemptNotFound(attempt_id) from None
    return AttemptGrant(attempt_id=attempt_id, paper_id=paper_id, drawn=tuple(drawn))


def _check(sheet: AttemptGrant, answer: AnswerIn, received_at: datetime) -> SaveStatus | AnswerRow:
    if not 0 <= answer.position < len(sheet.drawn):
        return SaveStatus.UNKNOWN_POSITION
    question = compiled_paper(sheet.paper_id).questions[sheet.drawn[answer.position]]
    try:
        response = rules_of(question.content.type).parse_response(question.content, answer.response)
    except InvalidResponse:
        return SaveStatus.INVALID
    text = msgspec.json.encode(response).decode()
    return AnswerRow(sheet.attempt_id, answer.position, text, answer.seq, received_at)


def _result(row: AnswerRow, outcome: _Outcome) -> AnswerOut:
    stored = outcome.stored.get(row.key)
    if stored == (row.seq, row.response):
        return AnswerOut(row.position, row.seq, SaveStatus.SAVED)
    if stored is not None and stored[0] >= row.seq:
        return AnswerOut(row.position, stored[0], SaveStatus.STALE)
    return AnswerOut(row.position, row.seq, SaveStatus.LATE)


def _store(rows: Sequence[AnswerRow]) -> _Outcome:
    # The writer thread has a connection of its own: it could not see, and on SQLite would wait
    # for ever for, what the caller's open transaction has written.
    if settings.WANGAN_GROUP_COMMIT and not connection.in_atomic_block:
        outcome = _batcher.submit(rows)
        if outcome.facts is not None:
            return outcome
        # Somebody is closing this attempt right now: wait for that here, where it delays nobody
        # else, and learn whether this answer was in time.
    return _write([rows], skip_locked=False)[0]


def _write(batch: Sequence[Sequence[AnswerRow]], *, skip_locked: bool) -> list[_Outcome]:
    """Write the rows of several requests as one statement, and say what is stored for each."""
    newest: dict[AnswerKey, AnswerRow] = {}
    for rows in batch:
        for row in rows:
            if row.key not in newest or row.seq > newest[row.key].seq:
                newest[row.key] = row
    with outside_requests():
        written = write_answers(list(newest.values()), skip_locked=skip_locked)
        stored = {key: (newest[key].seq, newest[key].response) for key in written.keys}
        # Retries, late and stale answers. Sequences only grow, so what is read now is at least
        # what the statement saw.
        missed = {key for key in newest.keys() - written.keys if key[0] in written.attempts}
        if missed:
            stored |= stored_answers(missed)
    # Of a batch of hundreds in one go.
    ANSWERS.labels("stored").inc(len(written.keys))
    ANSWERS.labels("not_stored").inc(len(missed))
    return [
        _Outcome(
            written.attempts.get(rows[0].attempt_id),
            {row.key: stored[row.key] for row in rows if row.key in stored},
        )
        for rows in batch
    ]


_batcher: Batcher[Sequence[AnswerRow], _Outcome] = Batcher(
    name="saving", write=lambda batch: _write(batch, skip_locked=True)
)
