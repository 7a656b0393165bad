"""The audit of a replay finds each kind of fault; every test here breaks one thing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from benchmarks.replay.audit import Books, PublicBoard, StoredAnswer, StoredAttempt, audit
from benchmarks.replay.people import Notes

OPENED = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
DEADLINE = OPENED + timedelta(minutes=2)
FIRST, SECOND, LEFT = (UUID(int=number) for number in (1, 2, 3))
CONTENTS: list[dict[str, Any]] = [
    {"type": "single", "key": ["a"]},
    {"type": "true_false", "key": True},
]


def notes(attempt_id: UUID, *responses: bytes, state: str | None = "finished") -> Notes:
    sent = list(enumerate(responses))
    return Notes(
        attempt_id=str(attempt_id),
        deadline=DEADLINE.timestamp(),
        sent=sent,
        acknowledged={seq for seq, _ in enumerate(sent, start=1)},
        late=set(),
        state=state,
    )


def answer(attempt_id: UUID, position: int, response: str) -> StoredAnswer:
    return StoredAnswer(attempt_id, position, position + 1, response, OPENED)


def attempt(number: UUID, score_centi: int, took_s: int, **changed: Any) -> StoredAttempt:
    one = StoredAttempt(
        id=number,
        entry_id=UUID(int=number.int + 100),
        state="finished",
        drawn=[0, 1],
        deadline=DEADLINE,
        finished_at=OPENED + timedelta(seconds=took_s),
        time_used_ms=took_s * 1000,
        score_centi=score_centi,
    )
    return replace(one, **changed)


def row(rank: int, score: float, took_s: int) -> dict[str, Any]:
    return {"rank": rank, "score": score, "time_used_ms": took_s * 1000}


GOOD = Books(
    notes=[
        notes(FIRST, b'["a"]', b"[true]"),
        notes(SECOND, b'["a"]', b"[false]"),
        notes(LEFT, b'["b"]', state=None),
    ],
    answers=[
        answer(FIRST, 0, '["a"]'),
        answer(FIRST, 1, "[true]"),
        answer(SECOND, 0, '["a"]'),
        answer(SECOND, 1, "[false]"),
        answer(LEFT, 0, '["b"]'),
    ],
    attempts=[
        attempt(FIRST, 1000, 30),
        attempt(SECOND, 500, 20),
        attempt(LEFT, 0, 120, state="overdue"),
    ],
    entries=3,
    contents=CONTENTS,
    worth_centi=[500, 500],
    grace=timedelta(seconds=5),
    finish_unit=timedelta(milliseconds=6),
    opens_at=OPENED,
    board=PublicBoard(
        counts={"registered": 3, "started": 3, "finished": 3},
        total=3,
        page=lambda _number: [row(1, 10.0, 30), row(2, 5.0, 20), row(3, 0.0, 120)],
    ),
    now=DEADLINE + timedelta(minutes=1),
)


def faults(**broken: Any) -> list[str]:
    return [fault for check in audit(replace(GOOD, **broken)) for fault in check.faults]


def test_what_is_right_has_no_faults_and_all_of_it_was_looked_at() -> None:
    assert [(check.looked_at, check.faults) for check in audit(GOOD)] == [
        (5, []),
        (5, []),
        (3, []),
        (3, []),
        (9, []),
        (3, []),
    ]


def test_a_lost_answer_is_found() -> None:
    without = [one for one in GOOD.answers if (one.attempt_id, one.position) != (LEFT, 0)]
    assert faults(answers=without) == [f"{LEFT}/0 #1 is lost"]


def test_an_answer_that_is_older_than_what_was_acknowledged_is_found() -> None:
    changed = notes(LEFT, b'["b"]', state=None)
    changed.sent.append((0, b'["c"]'))
    changed.acknowledged.add(2)
    assert faults(notes=[*GOOD.notes[:2], changed]) == [f"{LEFT}/0 #2 is lost"]


def test_an_answer_that_is_stored_twice_is_found() -> None:
    twice = [*GOOD.answers, answer(LEFT, 0, '["b"]')]
    assert faults(answers=twice) == [f"{LEFT}/0 #1 is stored twice"]


def test_an_answer_that_nobody_sent_is_found() -> None:
    invented = [*GOOD.answers, answer(LEFT, 1, "[false]")]
    assert faults(answers=invented) == [f"{LEFT}/1 #2 was never sent"]


def test_another_answer_than_was_sent_is_found() -> None:
    other = [*list(GOOD.answers)[:-1], answer(LEFT, 0, '["c"]')]
    assert faults(answers=other) == [f"{LEFT}/0 #1 is not what was sent"]


def test_an_answer_after_the_deadline_is_found() -> None:
    late = replace(answer(LEFT, 0, '["b"]'), saved_at=DEADLINE + timedelta(seconds=6))
    assert faults(answers=[*list(GOOD.answers)[:-1], late]) == [
        f"{LEFT}/0 #1 came after the deadline"
    ]


def test_an_overdue_attempt_that_is_open_is_found() -> None:
    is_open = replace(
        GOOD.attempts[2], state="open", finished_at=None, score_centi=None, time_used_ms=None
    )
    assert faults(attempts=[*GOOD.attempts[:2], is_open]) == [
        f"{LEFT} is overdue and open",
        "finished is 3, not 2",
        "the board has 3 rows, not 2",
        "page 1 has 3 rows, not 2",
    ]


def test_an_attempt_that_is_lost_or_nobodys_is_found() -> None:
    assert f"{LEFT} is lost" in faults(attempts=GOOD.attempts[:2])
    assert f"{LEFT} is unknown to everybody" in faults(notes=GOOD.notes[:2])


def test_an_attempt_that_is_other_than_its_owner_was_told_is_found() -> None:
    assert faults(attempts=[replace(GOOD.attempts[0], state="overdue"), *GOOD.attempts[1:]]) == [
        f"{FIRST} was finished and is overdue"
    ]


def test_a_wrong_score_is_found() -> None:
    found = faults(attempts=[replace(GOOD.attempts[0], score_centi=900), *GOOD.attempts[1:]])
    assert found[0] == f"{FIRST} has 900, not 1000"


def test_a_wrong_count_is_found() -> None:
    board = replace(GOOD.board, counts={"registered": 3, "started": 4, "finished": 3})
    assert faults(board=board) == ["started is 4, not 3"]


def test_a_wrong_row_of_the_board_is_found() -> None:
    rows = [row(1, 10.0, 30), row(2, 5.0, 21), row(3, 0.0, 120)]
    assert faults(board=replace(GOOD.board, page=lambda _number: rows)) == [
        "row 2 is (2, 500, 21000), not (2, (-500, 20000, 3333))"
    ]


def test_equals_share_a_rank() -> None:
    rows = [row(1, 10.0, 30), row(1, 10.0, 30), row(3, 0.0, 120)]
    assert (
        faults(
            attempts=[GOOD.attempts[0], attempt(SECOND, 1000, 30), GOOD.attempts[2]],
            notes=[GOOD.notes[0], notes(SECOND, b'["a"]', b"[true]"), GOOD.notes[2]],
            answers=[replace(a, response="[true]") if a.position else a for a in GOOD.answers],
            board=replace(GOOD.board, page=lambda _number: rows),
        )
        == []
    )
