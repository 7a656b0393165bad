"""One participant's course through the contest, request by request, and what they were told."""

import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any, NamedTuple, TypeAlias

import msgspec

from benchmarks.load import http_request
from benchmarks.replay.answering import Key, SheetQuestion, choose, key_of
from benchmarks.replay.plan import Habits

PATIENCE_S = 1
"""How long they wait when they are told to try again."""


class Kind(StrEnum):
    """What a request is for."""

    START = "start"
    SAVE = "save"
    FINISH = "finish"
    POLL = "board"


class Ask(NamedTuple):
    """Send this."""

    kind: Kind
    request: bytes


class Pause(NamedTuple):
    """Send nothing before this moment, in seconds since the epoch."""

    until: float


class Reply(NamedTuple):
    """What came back."""

    status: int
    body: bytes


class Unexpected(RuntimeError):
    """The site answered what it should not."""


Course: TypeAlias = Generator[Ask | Pause, Reply, None]


class _Sheet(msgspec.Struct):
    id: str
    token: str
    deadline: datetime
    questions: list[SheetQuestion]


class _Saved(msgspec.Struct):
    position: int
    seq: int
    status: str


class _SaveReply(msgspec.Struct):
    results: list[_Saved]


class _Finished(msgspec.Struct):
    state: str


@dataclass(slots=True)
class Notes:
    """What a participant sent and was told. Sequence numbers count from 1.

    `sent[seq - 1]` is position and response; `acknowledged` and `late` hold sequence numbers.
    """

    attempt_id: str
    deadline: float
    sent: list[tuple[int, bytes]]
    acknowledged: set[int]
    late: set[int]
    state: str | None = None


_sheets = msgspec.json.Decoder(_Sheet)
_saves = msgspec.json.Decoder(_SaveReply)
_finishes = msgspec.json.Decoder(_Finished)


class Memory:
    """What all participants share: the keys, equal responses once, and the clock's patience."""

    def __init__(self, keys: Mapping[str, Key], *, grace_s: float) -> None:
        self.keys = keys
        self.grace_s = grace_s
        self._responses: dict[bytes, bytes] = {}

    def encoded(self, response: Sequence[Any]) -> bytes:
        """The response as JSON; equal ones are one object."""
        encoded = msgspec.json.encode(response)
        return self._responses.setdefault(encoded, encoded)


def take_part(*, start: bytes, habits: Habits, memory: Memory, notebook: list[Notes]) -> Course:
    """Start, answer, finish, with these habits. The notes are added once there is an attempt."""
    reply = yield from _ask(Kind.START, start)
    if reply.status not in (HTTPStatus.CREATED, HTTPStatus.OK):
        raise Unexpected(f"a start was answered {reply.status}: {reply.body[:300]!r}")
    sheet = _sheets.decode(reply.body)
    notes = Notes(sheet.id, sheet.deadline.timestamp(), [], set(), set())
    notebook.append(notes)
    responses = [_response(question, habits, memory) for question in sheet.questions]
    write = _Writing(sheet, notes).write
    pending: list[int] = []
    for position, response in enumerate(responses):
        if position == habits.leaves_at:
            return
        if position == habits.offline_at and habits.comes_back_late:
            # Well beyond what the server forgives, whatever the two clocks say.
            yield Pause(notes.deadline + memory.grace_s + 1)
            yield from write([(at, responses[at]) for at in range(position, len(responses))])
            return
        if habits.offline_at is not None and position in range(
            habits.offline_at, habits.offline_at + 5
        ):
            pending.append(position)
            continue
        if pending:
            yield from write([(at, responses[at]) for at in pending])
            pending = []
        yield from write([(position, response)], twice=position == habits.sends_twice_at)
    if pending:
        yield from write([(at, responses[at]) for at in pending])
    if habits.changes_mind_at is not None:
        other = _response(sheet.questions[habits.changes_mind_at], habits, memory)
        yield from write([(habits.changes_mind_at, other)])
    finish = _request("POST", f"/api/v1/attempts/{sheet.id}/finish", sheet.token)
    reply = yield from _ask(Kind.FINISH, finish)
    if reply.status != HTTPStatus.OK:
        raise Unexpected(f"a finish was answered {reply.status}: {reply.body[:300]!r}")
    notes.state = _finishes.decode(reply.body).state


class _Writing:
    """Saves answers of one attempt, and notes what is said of each."""

    def __init__(self, sheet: _Sheet, notes: Notes) -> None:
        self._notes = notes
        self._head = _request("PUT", f"/api/v1/attempts/{sheet.id}/answers", sheet.token).replace(
            b"Content-Length: 0", b"Content-Length: %d"
        )

    def write(self, answers: Sequence[tuple[int, bytes]], *, twice: bool = False) -> Course:
        """Save these; `twice` sends the same again, as a client does that heard no answer."""
        if not answers:
            return
        sent = self._notes.sent
        parts = []
        for position, response in answers:
            sent.append((position, response))
            parts.append(
                b'{"position":%d,"response":%b,"seq":%d}' % (position, response, len(sent))
            )
        body = b'{"answers":[%b]}' % b",".join(parts)
        request = self._head % len(body) + body
        for _ in range(2 if twice else 1):
            reply = yield from _ask(Kind.SAVE, request)
            self._note(reply)

    def _note(self, reply: Reply) -> None:
        if reply.status != HTTPStatus.OK:
            raise Unexpected(f"a save was answered {reply.status}: {reply.body[:300]!r}")
        for one in _saves.decode(reply.body).results:
            if one.status == "saved":
                self._notes.acknowledged.add(one.seq)
            elif one.status == "late":
                self._notes.late.add(one.seq)
            else:
                raise Unexpected(f"an answer is {one.status}")


def _ask(kind: Kind, request: bytes) -> Generator[Ask | Pause, Reply, Reply]:
    """Ask until the answer is another than "try again"."""
    while True:
        reply = yield Ask(kind, request)
        if reply.status not in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
            return reply
        yield Pause(time.time() + PATIENCE_S)


def _response(question: SheetQuestion, habits: Habits, memory: Memory) -> bytes:
    right = habits.chance.random() < habits.knows
    key = key_of(question, memory.keys)
    return memory.encoded(choose(question, key, right=right, chance=habits.chance))


def _request(method: str, path: str, token: str) -> bytes:
    return http_request(method, path, headers={"Authorization": f"Attempt {token}"})
