"""The statement that stores answers: one upsert for many answers of many attempts.

The database decides: an answer is written only while its attempt is open, was received before the
deadline and its grace, and is newer than what is stored. SQLite and PostgreSQL run the same upsert;
they differ in how the rows arrive and in how a save and a closing are kept apart.

**A save and a closing must not miss each other.** Whoever closes an attempt locks its row, reads
the answers, marks them and commits. An answer committed in between would be acknowledged and yet
not marked.

- SQLite has one writer at a time (every transaction is IMMEDIATE), so there is no in between.
- PostgreSQL: the statement holds the attempt rows `FOR SHARE` until it commits. A closing (whose
  lock conflicts with that) waits for it and then reads the answers; a save that comes while a
  closing is under way waits for it, sees the closed row, and writes nothing. Saves share the lock
  and never wait for each other here. The key-share lock that a foreign key takes would not do: it
  does not conflict with an update of the state.

**No deadlocks.** A batch never waits for an attempt row: it skips the ones being closed
(`SKIP LOCKED`), and each of those is then saved alone, by a statement that waits while it holds
nothing. Answer rows are written in the order of their keys, so two batches with the same rows
queue up in the same order. A closing waits for one attempt row and for no answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import msgspec
from django.db import connection, transaction

from quiz.attempt.deadline import earliest_deadline_in_time
from quiz.attempt.models import Answer, Attempt

AnswerKey: TypeAlias = tuple[UUID, int]
"""Attempt and position."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to store; `response` is JSON text."""

    attempt_id: UUID
    position: int
    response: str
    seq: int
    received_at: datetime

    @property
    def key(self) -> AnswerKey:
        """What it is stored under."""
        return self.attempt_id, self.position


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What the statement saw of an attempt."""

    state: str
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What a statement stored, and the attempts it saw (neither missing nor skipped)."""

    keys: frozenset[AnswerKey]
    attempts: dict[UUID, AttemptFacts]


_UPSERT = """
INSERT INTO attempt_answer (attempt_id, position, response, seq, saved_at)
SELECT {columns} FROM {rows}
WHERE held.state = 'open' AND held.deadline >= {earliest_deadline}
ORDER BY 1, 2
ON CONFLICT (attempt_id, position) DO UPDATE
SET response = excluded.response, seq = excluded.seq, saved_at = excluded.saved_at
WHERE excluded.seq > attempt_answer.seq
RETURNING attempt_id, position"""

# One JSON text carries all rows: a third of the processor time of one array a column.
_POSTGRESQL_ROWS = """json_to_recordset(%s::json) AS i(
    attempt_id uuid, position smallint, response text, seq bigint, saved_at timestamptz,
    earliest_deadline timestamptz
)
JOIN held ON held.id = i.attempt_id"""

_POSTGRESQL = f"""
WITH held AS MATERIALIZED (
    SELECT id, state, deadline FROM attempt_attempt
    WHERE id = ANY(%s::uuid[]) FOR SHARE {{skip_locked}}
), written AS ({
    _UPSERT.format(
        columns="i.attempt_id, i.position, i.response, i.seq, i.saved_at",
        rows=_POSTGRESQL_ROWS,
        earliest_deadline="i.earliest_deadline",
    )
})
SELECT held.id, held.state, held.deadline, written.position
FROM held LEFT JOIN written ON written.attempt_id = held.id"""  # noqa: S608 - constants only
_POSTGRESQL_WAIT = _POSTGRESQL.format(skip_locked="")
_POSTGRESQL_SKIP = _POSTGRESQL.format(skip_locked="SKIP LOCKED")

_SQLITE = _UPSERT.format(
    columns=", ".join(f"json_extract(i.value, '$[{n}]')" for n in range(5)),
    rows="""json_each(%s) AS i
JOIN attempt_attempt AS held ON held.id = json_extract(i.value, '$[0]')""",
    earliest_deadline="json_extract(i.value, '$[5]')",
)


def write_answers(rows: Sequence[AnswerRow], *, skip_locked: bool) -> Written:
    """Store the rows, at most one a key, on the caller's connection.

    Outside a transaction they are committed on return. With `skip_locked`, attempts that somebody
    is closing are left out instead of waited for (PostgreSQL; SQLite has no such moment).
    """
    if connection.vendor == "postgresql":
        return _write_postgresql(rows, skip_locked=skip_locked)
    return _write_sqlite(rows)


def stored_answers(keys: Collection[AnswerKey]) -> dict[AnswerKey, tuple[int, str]]:
    """Sequence number and response stored under these keys; a key without an answer is left out."""
    stored = Answer.objects.filter(attempt__in={attempt_id for attempt_id, _ in keys})
    return {
        (attempt_id, position): (seq, response)
        for attempt_id, position, seq, response in stored.values_list(
            "attempt_id", "position", "seq", "response"
        )
        if (attempt_id, position) in keys
    }


def attempt_facts(attempt_ids: Collection[UUID]) -> dict[UUID, AttemptFacts]:
    """State and deadline of these attempts; one that does not exist is left out."""
    seen = Attempt.objects.filter(id__in=attempt_ids)
    return {
        attempt_id: AttemptFacts(state, deadline)
        for attempt_id, state, deadline in seen.values_list("id", "state", "deadline")
    }


def _write_postgresql(rows: Sequence[AnswerRow], *, skip_locked: bool) -> Written:
    packed = msgspec.json.encode(
        [
            {
                "attempt_id": row.attempt_id,
                "position": row.position,
                "response": row.response,
                "seq": row.seq,
                "saved_at": row.received_at,
                "earliest_deadline": earliest_deadline_in_time(row.received_at),
            }
            for row in rows
        ]
    )
    params: tuple[list[UUID], str] = ([*{row.attempt_id for row in rows}], packed.decode())
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL_SKIP if skip_locked else _POSTGRESQL_WAIT, params)
        seen = cursor.fetchall()
    return Written(
        frozenset(
            (attempt_id, position) for attempt_id, _, _, position in seen if position is not None
        ),
        {attempt_id: AttemptFacts(state, deadline) for attempt_id, state, deadline, _ in seen},
    )


def _write_sqlite(rows: Sequence[AnswerRow]) -> Written:
    moment = connection.ops.adapt_datetimefield_value
    packed = msgspec.json.encode(
        [
            (
                row.attempt_id.hex,
                row.position,
                row.response,
                row.seq,
                moment(row.received_at),
                moment(earliest_deadline_in_time(row.received_at)),
            )
            for row in rows
        ]
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SQLITE, [packed.decode()])
        keys = frozenset((UUID(attempt_id), position) for attempt_id, position in cursor.fetchall())
        return Written(keys, attempt_facts({row.attempt_id for row in rows}))
