"""A contest day: people start, answer, finish and look at the board, all by HTTP.

Called by `python -m benchmarks` with the number of web processes and of rounds; writes JSON.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from statistics import median
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402

from benchmarks.load import Load, OnReply, http_request, put_load  # noqa: E402
from benchmarks.participants import (  # noqa: E402
    QUESTIONS,
    Participant,
    make_participants,
    open_contest,
)
from benchmarks.server import serving  # noqa: E402
from common import clock  # noqa: E402
from quiz.attempt.answer_sql import AnswerRow, write_answers  # noqa: E402
from quiz.attempt.models import Attempt  # noqa: E402
from quiz.contest.board_publishing import publish_boards  # noqa: E402

THREADS = 64
CONNECTIONS = 64
# As many as can start within the seconds of a round on a machine with nothing else to do.
PEOPLE_A_ROUND = 400
SECONDS = 1.0
API = "/api/v1"
EMPTY = http_request("GET", "/")

Scenes = dict[str, list[Load]]


def main(*, workers: int, rounds: int) -> dict[str, dict[str, float]]:
    """The median round of each scene."""
    call_command("migrate", verbosity=0)
    contest = open_contest()
    participants = make_participants(PEOPLE_A_ROUND * rounds)
    connection.close()
    measured: Scenes = {}
    with (
        serving("benchmarks.empty:application", workers=workers, threads=THREADS) as empty_port,
        serving("config.wsgi:application", workers=workers, threads=THREADS) as port,
    ):
        for number in range(rounds):
            people = participants[number * PEOPLE_A_ROUND :][:PEOPLE_A_ROUND]
            round_ = Round(port=port, slug=contest.slug, people=people)
            keep(measured, "empty app", put(empty_port, (EMPTY for _ in count())))
            keep(measured, "start", round_.start())
            keep(measured, "save", round_.save())
            keep(measured, "bare statement", round_.bare_statement())
            keep(measured, "finish", round_.finish())
            publish_boards(now=clock.now())
            keep(measured, "board", round_.board())
            connection.close()
    return {scene: _median(loads) for scene, loads in measured.items()}


def keep(measured: Scenes, scene: str, load: Load) -> None:
    """Keep a round's figures; anything but success is a fault of the benchmark or of the site."""
    if set(load.statuses) - {200, 201}:
        raise RuntimeError(f"{scene}: {load.statuses}")
    measured.setdefault(scene, []).append(load)


class Round:
    """One round's people, from the start to the board."""

    def __init__(self, *, port: int, slug: str, people: Sequence[Participant]) -> None:
        self._port = port
        self._slug = slug
        self._people = people
        self._attempts: list[tuple[Participant, str, str]] = []
        self._sequence = count(1)
        self._acknowledged = 0

    def start(self) -> Load:
        """Everybody starts."""
        path = f"{API}/contests/{self._slug}/attempts"

        def note(number: int, _status: int, body: bytes) -> None:
            started = json.loads(body)
            self._attempts.append((self._people[number], started["id"], started["token"]))

        return self._put((person.request("POST", path) for person in self._people), note)

    def save(self) -> Load:
        """Everybody answers, one answer a request, for some seconds."""

        def note(_number: int, _status: int, body: bytes) -> None:
            self._acknowledged += body.count(b'"saved"')

        load = self._put(self._saves(), note)
        sent = sum(load.statuses.values())
        if self._acknowledged != sent:
            raise RuntimeError(f"{sent - self._acknowledged} of {sent} answers not acknowledged")
        return load

    def bare_statement(self) -> Load:
        """The statement alone: one answer a commit, one connection, no HTTP."""
        ids = [UUID(attempt_id) for _, attempt_id, _ in self._attempts]
        took: list[float] = []
        until = time.perf_counter() + SECONDS / 2
        while time.perf_counter() < until:
            seq = next(self._sequence)
            position = seq // len(ids) % QUESTIONS
            row = AnswerRow(ids[seq % len(ids)], position, "[]", seq, clock.now())
            began = time.perf_counter()
            write_answers([row], skip_locked=False)
            took.append(time.perf_counter() - began)
        took.sort()
        return Load(
            seconds=sum(took),
            statuses={200: len(took)},
            p50_ms=took[len(took) // 2] * 1000,
            p99_ms=took[len(took) * 99 // 100] * 1000,
        )

    def finish(self) -> Load:
        """Everybody finishes who gets to it in time; each of them is then closed."""
        load = self._put(
            person.request("POST", f"{API}/attempts/{attempt_id}/finish")
            for person, attempt_id, _ in self._attempts
        )
        ids = [UUID(attempt_id) for _, attempt_id, _ in self._attempts]
        if Attempt.objects.filter(id__in=ids).exclude(state="open").count() != load.good:
            raise RuntimeError("not every finished attempt is closed")
        return load

    def board(self) -> Load:
        """Everybody looks at the board, again and again."""
        request = http_request("GET", f"{API}/contests/{self._slug}/boards/people")
        return self._put(request for _ in count())

    def _saves(self) -> Iterator[bytes]:
        for seq in self._sequence:
            _, attempt_id, token = self._attempts[seq % len(self._attempts)]
            position = seq // len(self._attempts) % QUESTIONS
            yield http_request(
                "PUT",
                f"{API}/attempts/{attempt_id}/answers",
                body=b'{"answers":[{"position":%d,"response":[],"seq":%d}]}' % (position, seq),
                headers={"Authorization": f"Attempt {token}"},
            )

    def _put(self, requests: Iterator[bytes], on_reply: OnReply | None = None) -> Load:
        return put(self._port, requests, on_reply)


def put(port: int, requests: Iterator[bytes], on_reply: OnReply | None = None) -> Load:
    """Send requests for the seconds of a scene."""
    return put_load(
        port=port,
        requests=requests,
        connections=CONNECTIONS,
        seconds=SECONDS,
        on_reply=on_reply,
    )


def _median(loads: Sequence[Load]) -> dict[str, float]:
    return {
        "per_s": round(median(load.per_s for load in loads), 1),
        "p50_ms": round(median(load.p50_ms for load in loads), 2),
        "p99_ms": round(median(load.p99_ms for load in loads), 2),
    }


if __name__ == "__main__":
    print(json.dumps(main(workers=int(sys.argv[1]), rounds=int(sys.argv[2]))))
