"""Saving answers on PostgreSQL: durable before it is acknowledged, at 256 connections."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import count, islice

from django.db import connection

from benchmarks.bare.wsgi_empty import REQUEST
from benchmarks.report import Figures, Report, Round, Target, ratio, with_ratios
from benchmarks.server import BARE_VIEWS, EMPTY_APP, SITE, Served, serving_as_up_does
from benchmarks.sittings import Sitting, open_sittings, saves
from benchmarks.stage import Plan, Stage, at_least, at_most, over_and_over, warm_up
from common import clock
from quiz.attempt.answer_sql import AnswerRow, write_answers

CONNECTIONS = 256
SITTINGS = 4_000
FIVE = 5
BATCH = 200
EMPTY, STATEMENT, ONE = "empty WSGI app", "bare Django view, one statement", "save one"
HALF, MANY, ALONE = "save one, at half load", "save five", "the statement, 200 answers, no HTTP"


def measure(plan: Plan) -> Report:
    """Each round: the bare peers, one answer a request, the same at half that rate, five."""
    sittings = open_sittings(SITTINGS)
    connection.close()
    stage = Stage()
    saving = Saving(stage, plan, sittings)
    with ExitStack() as stack:
        empty = stack.enter_context(serving_as_up_does(EMPTY_APP))
        bare = stack.enter_context(serving_as_up_does(BARE_VIEWS, BARE_MIDDLEWARE="none"))
        ours = stack.enter_context(serving_as_up_does(SITE))
        warm_up(bare, saving.saves(1, prefix=""))
        warm_up(ours, saving.saves(1))
        rounds = [saving.round(empty, bare, ours) for _ in range(plan.rounds)]
    found = with_ratios(rounds, {EMPTY: "of the empty app", STATEMENT: "of the bare view"})
    five = found[MANY] | {"answers a second": found[MANY]["a second"] * FIVE}
    return plan.report(found | {MANY: five}, targets(found, five, rounds))


def targets(found: Round, five: Figures, rounds: Sequence[Round]) -> list[Target]:
    """What issue 4 asks for."""
    return [
        at_least("save one, a second", 10_000, found[ONE]["a second"]),
        at_most("p99 at saturation", 100, found[ONE]["p99 ms"], "ms"),
        at_most("p99 at half load", 25, found[HALF]["p99 ms"], "ms"),
        at_least("of the empty app", 0.3, ratio(rounds, ONE, EMPTY)),
        at_least("of the bare view", 4, ratio(rounds, ONE, STATEMENT)),
        at_least("answers by five, a second", 25_000, five["answers a second"]),
        at_least("by five, of the empty app", 0.3, ratio(rounds, MANY, EMPTY)),
        at_least("by five, of the bare view", 4, FIVE * ratio(rounds, MANY, STATEMENT)),
    ]


class Saving:
    """The scenes; every answer sent is the newest of its question."""

    def __init__(self, stage: Stage, plan: Plan, sittings: Sequence[Sitting]) -> None:
        self._stage = stage
        self._seconds = plan.seconds
        self._sittings = sittings
        self._sequence = count(1)

    def round(self, empty: Served, bare: Served, ours: Served) -> Round:
        """One round."""
        found = {
            EMPTY: self._put(empty, REQUEST),
            STATEMENT: self._put(bare, self.saves(1, prefix="")),
            ONE: self.save(ours, answers_each=1),
        }
        pace = found[ONE]["a second"] / 2
        return found | {
            HALF: self.save(ours, answers_each=1, pace=pace),
            MANY: self.save(ours, answers_each=FIVE),
            ALONE: over_and_over(
                lambda: self.write_alone(answers=BATCH), seconds=self._seconds / 2
            ),
        }

    def save(
        self,
        served: Served,
        *,
        answers_each: int,
        pace: float | None = None,
        connections: int = CONNECTIONS,
    ) -> Figures:
        """Save, and see that each answer was acknowledged."""
        sent = acknowledged = 0

        def note(_number: int, _status: int, body: bytes, _head: bytes) -> None:
            nonlocal sent, acknowledged
            sent += answers_each
            acknowledged += body.count(b'"saved"')

        figures = self._stage.put(
            served,
            self.saves(answers_each),
            connections=connections,
            seconds=self._seconds,
            pace=pace,
            on_reply=note,
        )
        if acknowledged != sent:
            raise RuntimeError(f"{sent - acknowledged} of {sent} answers not acknowledged")
        return figures

    def saves(self, answers_each: int, prefix: str = "/api/v1") -> Iterator[bytes]:
        """Requests without end."""
        return saves(
            self._sittings, sequence=self._sequence, answers_each=answers_each, prefix=prefix
        )

    def _put(self, served: Served, requests: Iterator[bytes] | bytes) -> Figures:
        return self._stage.put(served, requests, connections=CONNECTIONS, seconds=self._seconds)

    def write_alone(self, *, answers: int) -> int:
        """Write so many answers by one statement in this process."""
        now = clock.now()
        rows = []
        for seq in islice(self._sequence, answers):
            turn, who = divmod(seq, len(self._sittings))
            sitting = self._sittings[who]
            position = turn % len(sitting.responses)
            text = sitting.responses[position].decode()
            rows.append(AnswerRow(sitting.attempt_id, position, text, seq, now))
        return len(write_answers(rows, skip_locked=True).keys)
